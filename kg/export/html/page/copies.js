// Writing text costs ten times as much as copying it: each label is written once, kept as a small picture and copied into the graph.
const PAD = 4;
const copies = new Map();

// While one zooms, the copies at hand are stretched; new ones are made when the picture rests, and a few in each frame till then.
const REST_MS = 120;
const NEW_IN_A_FRAME = 2;
let lastScale = 0;
let zooming = false;
let restTimer = 0;
function noteScale(scale) {
  if (lastScale && scale !== lastScale) {
    zooming = true;
    clearTimeout(restTimer);
    restTimer = setTimeout(() => { zooming = false; network.redraw(); }, REST_MS);
  }
  lastScale = scale;
}

function writeLabels(ctx) {
  const { a: zoomed, e: left, f: top } = ctx.getTransform();
  const scale = network.getScale();
  const ratio = Math.round((1000 * zoomed) / scale) / 1000; // the transform is not exact
  const { clientWidth: width, clientHeight: height } = byId("graph");
  noteScale(scale);
  followHeld();
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  let made = 0;
  for (const label of placeLabels(scale, left / ratio, top / ratio, width, height)) {
    let copy = copyAtHand(label, ratio);
    if (!copy || (copy.size !== label.size && !zooming)) {
      if (zooming && made >= NEW_IN_A_FRAME) continue;
      copy = newCopy(label, ratio);
      made += 1;
    }
    paste(ctx, copy, label, ratio);
  }
  ctx.restore();
}

const copyKey = (c) => (isStrong(c) ? -1 - c : c);
function copyAtHand({ c, lines }, ratio) {
  const copy = copies.get(copyKey(c));
  return copy && copy.lines === lines && copy.ratio === ratio && copy.ground === palette().ground ? copy : null;
}

function newCopy(label, ratio) {
  const { c, lines, size } = label;
  const image = document.createElement("canvas");
  const ctx = image.getContext("2d");
  ctx.font = fontName(size, isStrong(c));
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width)) + 2 * PAD;
  image.width = Math.ceil(width * ratio);
  image.height = Math.ceil((lines.length * size * LINE + size * 0.2 + 2 * PAD) * ratio);
  ctx.scale(ratio, ratio);
  writeLabel(ctx, { ...label, x: image.width / ratio / 2, y: PAD });
  const copy = { image, lines, size, ratio, ground: palette().ground };
  copies.set(copyKey(c), copy);
  return copy;
}

// On whole pixels of the screen, else copies are blurred.
function paste(ctx, { image, size: written }, { c, x, y, size }, ratio) {
  ctx.globalAlpha = strength(c);
  const by = size / written;
  if (by === 1) ctx.drawImage(image, Math.round(x * ratio - image.width / 2), Math.round((y - PAD) * ratio));
  else ctx.drawImage(image, x * ratio - (image.width * by) / 2, (y - PAD * by) * ratio, image.width * by, image.height * by);
}
