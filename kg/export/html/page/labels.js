// Labels, in pixels of the screen whatever the zoom: the more frequent ones first, none over another.
const LEAST = 11;
let hovered = -1;
let boxes = []; // of the labels now seen: [left, top, right, bottom, concept, size of the font]
const wide = (char) => char >= "\u2e80";
const ems = (text) => [...text].reduce((sum, char) => sum + (wide(char) ? 1 : 0.56), 0);
const lineCache = new Map();

// As in looks.py: over eleven ems a label takes two lines, and what they cannot hold is cut.
function linesOf(c) {
  const label = name(c);
  if (!lineCache.has(label)) lineCache.set(label, ems(label) <= 11 ? [label] : halves(label));
  return lineCache.get(label);
}
function halves(label) {
  const chars = [...label];
  let half = Math.ceil(chars.length / 2);
  const gap = label.includes(" ") ? nearestSpace(chars, half) : -1;
  if (gap > 0) half = gap;
  return [chars.slice(0, half).join("").trim(), chars.slice(half).join("").trim()].map((line) => {
    if (ems(line) <= 12) return line;
    const kept = [...line];
    while (ems(kept.join("")) > 11) kept.pop();
    return `${kept.join("")}…`;
  });
}
const nearestSpace = (chars, half) =>
  chars.reduce((best, char, place) => (char === " " && Math.abs(place - half) < Math.abs(best - half) ? place : best), -1);

const fontOf = (c) => SPOT.get(c)?.font.size || 12.5;
const labelWidth = (c) => fontOf(c) * Math.max(...linesOf(c).map(ems));

// Smaller pictures keep labels readable, nearer ones let them grow, but slower than the picture.
function fontAt(c, scale) {
  const size = fontOf(c);
  // in half pixels, so that there are few sizes
  return Math.round(2 * Math.max(size * (scale < 1 ? scale : Math.min(scale ** 0.5, 1.7)), LEAST + (size - 11.5) * 0.3)) / 2;
}

function inOrder() {
  const weight = (c) => (c === hovered ? 4 : c === state.c || c === state.to ? 3 : lit && lit.has(c) ? 2 : 0);
  return [...SPOT.keys(), ...ghosts].filter((c) => c === hovered || !nodes.get(c).hidden)
    .sort((a, b) => weight(b) - weight(a) || C.n[b] - C.n[a] || a - b);
}

let order = [];
network.on("afterDrawing", (ctx) => {
  const { a: zoomed, e: left, f: top } = ctx.getTransform();
  const scale = network.getScale();
  const ratio = zoomed / scale;
  const { clientWidth: width, clientHeight: height } = byId("graph");
  const grid = new Map();
  boxes = [];
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  for (const c of order) {
    const spot = spotOf(c);
    if (!spot) continue; // vis draws between the removal of a concept shown for now and the next order
    const x = (spot.x * zoomed + left) / ratio;
    const y = (spot.y * zoomed + top) / ratio + spot.size * scale + 1;
    if (x < -80 || y < -40 || x > width + 80 || y > height + 20) continue;
    const size = fontAt(c, scale);
    const lines = linesOf(c);
    const half = (size * Math.max(...lines.map(ems))) / 2;
    const box = [x - half, y, x + half, y + size * 1.18 * lines.length, c, size];
    if (c !== hovered && taken(grid, box)) continue;
    boxes.push(box);
    drawLabel(ctx, c, lines, x, y, size, ratio);
  }
  ctx.restore();
});

// Writing text costs ten times as much as copying it: each label is written once per size and then copied.
const MOST_SPRITES = 4_000;
const PAD = 4;
const sprites = new Map();
function sprite(lines, size, strong, ratio) {
  const { ink, ground } = palette();
  const key = `${lines.join("\n")}|${size}|${strong}|${ratio}|${ground}`;
  if (sprites.has(key)) return sprites.get(key);
  if (sprites.size > MOST_SPRITES) sprites.clear();
  const canvas = document.createElement("canvas");
  const ctx = canvas.getContext("2d");
  const font = `${strong ? "700 " : ""}${size}px ${FACE}`;
  ctx.font = font;
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width)) + 2 * PAD;
  canvas.width = Math.ceil(width * ratio);
  canvas.height = Math.ceil((lines.length * size * 1.18 + size * 0.2 + 2 * PAD) * ratio);
  Object.assign(ctx, { font, textAlign: "center", textBaseline: "top", lineJoin: "round", strokeStyle: ground, fillStyle: ink, lineWidth: strong ? 5 : 3.5 });
  ctx.scale(ratio, ratio);
  lines.forEach((line, row) => {
    ctx.strokeText(line, canvas.width / ratio / 2, PAD + row * size * 1.18);
    ctx.fillText(line, canvas.width / ratio / 2, PAD + row * size * 1.18);
  });
  sprites.set(key, canvas);
  return canvas;
}

// On whole pixels of the screen, else copies are blurred.
function drawLabel(ctx, c, lines, x, y, size, ratio) {
  const strong = c === state.c || c === state.to || c === hovered;
  const image = sprite(lines, size, strong, ratio);
  ctx.globalAlpha = lit && !lit.has(c) && c !== hovered ? 0.32 : 1;
  ctx.drawImage(image, Math.round(x * ratio - image.width / 2), Math.round((y - PAD) * ratio));
}

// Whether another label is there already; if not, this one now is. Cells of 64 pixels keep the search short.
function taken(grid, box) {
  const cells = [];
  for (let column = Math.floor(box[0] / 64); column <= Math.floor(box[2] / 64); column += 1) {
    for (let row = Math.floor(box[1] / 64); row <= Math.floor(box[3] / 64); row += 1) cells.push(`${column},${row}`);
  }
  const over = ([left, top, right, bottom]) =>
    left < box[2] - 1 && right > box[0] + 1 && top < box[3] - 1 && bottom > box[1] + 1;
  if (cells.some((cell) => (grid.get(cell) || []).some(over))) return true;
  cells.forEach((cell) => grid.set(cell, [...(grid.get(cell) || []), box]));
  return false;
}

const labelAt = ({ x, y }) => boxes.findLast(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom)?.[4];
function orderLabels() { order = inOrder(); network.redraw(); }
