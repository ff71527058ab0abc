// The graph drawn without vis-network: as the first picture, from the places computed at build, while that is still being read; and as a file.
function sketch() {
  const canvas = el("canvas", { id: "sketch", "aria-hidden": "true" });
  byId("graph").before(canvas);
  performance.mark("kg-picture", { detail: paint(canvas, devicePixelRatio || 1, wantedView(), false) });
}

// Draws so many pixels for one of the screen; returns where it has put the graph's origin.
function paint(canvas, ratio, view, halo) {
  const { width, height } = room();
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const ctx = canvas.getContext("2d");
  const [left, top] = [width / 2 - view.position.x * view.scale, height / 2 - view.position.y * view.scale];
  ctx.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * left, ratio * top);
  sketchLines(ctx);
  sketchDots(ctx, view.scale);
  sketchLabels(ctx, placeLabels(view.scale, left, top, width, height), ratio, halo);
  return { left, top, scale: view.scale };
}

function sketchLines(ctx) {
  const draw = (link, width, colour, opacity) => {
    ctx.globalAlpha = opacity;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(spotOf(L.a[link]).x, spotOf(L.a[link]).y);
    const [via, end] = [viaOf(link, bendOf(link)), spotOf(L.b[link])];
    ctx.quadraticCurveTo(via.x, via.y, end.x, end.y);
    ctx.stroke();
  };
  for (let link = 0; link < meta.drawn; link += 1) {
    const { hidden, width, colour, opacity } = lineLook(link);
    if (!hidden) draw(link, width, colour, opacity);
  }
  ctx.setLineDash([4, 4]);
  for (const link of dashedLinks()) draw(link, 1.3, palette().line, 0.8);
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function sketchDots(ctx, scale) {
  for (const c of [...SPOT.keys(), ...ghosts]) {
    if (isHidden(c)) continue;
    const { fill, border, line } = dotLook(c);
    ctx.fillStyle = fill;
    ctx.strokeStyle = border;
    ctx.lineWidth = Math.min(spotOf(c).size, line / scale);
    ctx.beginPath();
    ctx.arc(spotOf(c).x, spotOf(c).y, spotOf(c).size, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
}

// In one size of font, enlarged or made smaller (each further size costs a search for the fonts that hold its characters); the first picture
// goes without halos, which cost as much as all its rest.
function sketchLabels(ctx, labels, ratio, halo) {
  const size = 16;
  for (const label of labels) {
    const scale = (ratio * label.size) / size;
    ctx.setTransform(scale, 0, 0, scale, ratio * label.x, ratio * label.y);
    writeLabel(ctx, { ...label, x: 0, y: 0, size }, { alpha: strength(label.c), halo });
  }
}
