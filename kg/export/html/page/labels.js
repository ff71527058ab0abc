// Labels, in pixels of the screen whatever the zoom: the more frequent ones first, none over another.
const LEAST = 11;
let hovered = -1;
let boxes = []; // of the labels now seen: [left, top, right, bottom, concept, size of the font]
const wide = (char) => char >= "\u2e80";
const ems = (text) => [...text].reduce((sum, char) => sum + (wide(char) ? 1 : 0.56), 0);
const LINE = 1.18; // height of a line in sizes of the font, as in looks.py
const lineCache = new Map();
const widthCache = new Map();
const widthOf = (lines) => { if (!widthCache.has(lines)) widthCache.set(lines, Math.max(...lines.map(ems))); return widthCache.get(lines); };
const fontName = (size, strong) => `${strong ? "700 " : ""}${size}px ${FACE}`;

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
const labelWidth = (c) => fontOf(c) * widthOf(linesOf(c));

// Smaller pictures keep labels readable, nearer ones let them grow, but slower than the picture.
function fontAt(c, scale) {
  const size = fontOf(c);
  // in half pixels, so that there are few sizes
  return Math.round(2 * Math.max(size * (scale < 1 ? scale : Math.min(scale ** 0.5, 1.7)), LEAST + (size - 11.5) * 0.3)) / 2;
}

// Picked and frequent ones first.
let order = [];
function orderLabels() {
  const weight = (c) => (c === hovered ? 4 : c === state.c || c === state.to ? 3 : lit && lit.has(c) ? 2 : 0);
  order = [...SPOT.keys(), ...ghosts].filter((c) => c === hovered || (lit && lit.has(c)) || !(isHidden(c) || loose.has(c)))
    .sort((a, b) => weight(b) - weight(a) || C.n[b] - C.n[a] || a - b);
}

// What labels need at this scale; while one pans it stays the same.
let sized = { scale: 0, order: null, labels: [] };
function sizedLabels(scale) {
  if (sized.scale === scale && sized.order === order) return sized.labels;
  const labels = order.map((c) => {
    const [size, lines] = [fontAt(c, scale), linesOf(c)];
    return { c, lines, size, half: (size * widthOf(lines)) / 2, tall: size * LINE * lines.length };
  });
  sized = { scale, order, labels };
  return labels;
}

// Where the top middle of a label may stand, from the middle of its dot; what is not in focus stands below only. The halo of a label would cut a hollow dot.
function sidesOf(gap, half, tall) {
  const [over, beside, level] = [-gap - tall, half + gap + 1, -tall / 2];
  return [[0, gap], [0, over], [beside, level], [-beside, level], [beside, gap / 2], [-beside, gap / 2], [beside, over], [-beside, over]];
}

// The labels that find room: left and top are where the graph's origin is on the screen.
function placeLabels(scale, left, top, width, height) {
  const grid = new Map();
  const placed = [];
  boxes = [];
  // direct links, a path: each is named, in the worst case over another; of a theme and within two steps what finds room
  const few = state.d < 2 && state.group < 0;
  for (const { c, lines, size, half, tall } of sizedLabels(scale)) {
    const spot = spotOf(c);
    if (!spot) continue; // vis draws between the removal of a concept shown for now and the next order
    const x = spot.x * scale + left;
    const middle = spot.y * scale + top;
    if (x < -80 || middle < -40 || x > width + 80 || middle > height + 40) continue;
    const inFocus = lit && lit.has(c);
    const gap = spot.size * scale + (isDrawn(c) ? 1 : 5);
    const at = ([right, down]) => [x + right - half, middle + down, x + right + half, middle + down + tall, c, size];
    // to a side only where it is not cut off
    const whole = ([from, , to]) => from === x - half || (from >= 0 && to <= width);
    const sides = inFocus ? [gap, gap + 12, gap + 24].flatMap((far) => sidesOf(far, half, tall)).map(at).filter(whole) : [at([0, gap])];
    const box = sides.find((one) => !taken(grid, one)) || ((c === hovered || (inFocus && few)) && sides[0]);
    if (!box) continue;
    boxes.push(box);
    placed.push({ c, lines, x: (box[0] + box[2]) / 2, y: box[1], size });
  }
  return placed;
}

const isStrong = (c) => c === state.c || c === state.to || c === hovered;
const strength = (c) => (lit && !lit.has(c) && c !== hovered ? 0.32 : 1);
function writeLabel(ctx, { c, lines, x, y, size }, { alpha = 1, halo = true } = {}) {
  const { ink, ground } = palette();
  const strong = isStrong(c);
  Object.assign(ctx, { font: fontName(size, strong), textAlign: "center", textBaseline: "top", lineJoin: "round", strokeStyle: ground, fillStyle: ink, lineWidth: strong ? 5 : 3.5, globalAlpha: alpha });
  lines.forEach((line, row) => {
    if (halo) ctx.strokeText(line, x, y + row * size * LINE);
    ctx.fillText(line, x, y + row * size * LINE);
  });
}

// Whether another label is there already; if not, this one now is. Cells of 64 pixels keep the search short.
function taken(grid, box) {
  const cells = [];
  for (let column = Math.floor(box[0] / 64); column <= Math.floor(box[2] / 64); column += 1) {
    for (let row = Math.floor(box[1] / 64); row <= Math.floor(box[3] / 64); row += 1) cells.push(column * 4096 + row);
  }
  const over = ([left, top, right, bottom]) =>
    left < box[2] - 1 && right > box[0] + 1 && top < box[3] - 1 && bottom > box[1] + 1;
  if (cells.some((cell) => grid.has(cell) && grid.get(cell).some(over))) return true;
  cells.forEach((cell) => { if (grid.has(cell)) grid.get(cell).push(box); else grid.set(cell, [box]); });
  return false;
}

const labelAt = ({ x, y }) => boxes.findLast(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom)?.[4];
