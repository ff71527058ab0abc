// Labels, in pixels of the screen whatever the zoom: the more frequent ones first, none over another.
const LEAST = 11;
let hovered = -1;
let boxes = []; // of the labels now seen: [left, top, right, bottom, concept, size of the font]
const wide = (char) => char >= "\u2e80";
const LINE = 1.18; // height of a line in sizes of the font, as in looks.py
const fontName = (size, strong) => `${strong ? "700 " : ""}${size}px ${FACE}`;

// Widths in sizes of the font: 1 for a Chinese character; others differ from font to font and are measured once.
const ruler = el("canvas").getContext("2d");
const measured = new Map();
function emsOf(char) {
  if (!measured.has(char)) {
    ruler.font = fontName(16, false);
    measured.set(char, wide(char) ? 1 : ruler.measureText(char).width / 16);
  }
  return measured.get(char);
}
const ems = (text) => [...text].reduce((sum, char) => sum + emsOf(char), 0);

// How a label may be written, first as one would wish: over eleven ems it takes two lines (as in looks.py), and what they cannot hold is cut;
// where there is no room for that, words stand on more and narrower lines. Latin letters look larger than Chinese characters of their size.
const NARROW = 6.5;
const LATIN = 0.9;
const shapesCache = new Map();
function shapesOf(c) {
  const label = name(c);
  if (!shapesCache.has(label)) {
    const first = ems(label) <= 11 ? [label] : halves(label);
    const narrow = filled(label.split(" "));
    const both = narrow.length > 1 && narrow.length < 4 ? [first, narrow] : [first];
    shapesCache.set(label, { part: [...label].some(wide) ? 1 : LATIN, shapes: both.map((lines) => ({ lines, width: Math.max(...lines.map(ems)) })) });
  }
  return shapesCache.get(label);
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
const filled = (words) => words.reduce((lines, word) => {
  const longer = [...lines.slice(-1), word].join(" ");
  return lines.length && ems(longer) <= NARROW ? [...lines.slice(0, -1), longer] : [...lines, word];
}, []);

const shapeOf = (c) => shapesOf(c).shapes[0];
const fontOf = (c) => (SPOT.get(c)?.font.size || 12.5) * shapesOf(c).part;
const labelWidth = (c) => fontOf(c) * shapeOf(c).width;

// Smaller pictures keep labels readable, nearer ones let them grow, but slower than the picture.
function fontAt(c, scale) {
  const size = fontOf(c);
  const { part } = shapesOf(c);
  // in half pixels, so that there are few sizes
  return Math.round(2 * Math.max(size * (scale < 1 ? scale : Math.min(scale ** 0.5, 1.7)), part * LEAST + (size - part * 11.5) * 0.3)) / 2;
}

// Picked and frequent ones first.
let order = [];
function orderLabels() {
  const weight = (c) => (c === hovered ? 4 : c === state.c || c === state.to ? 3 : lit && lit.has(c) ? 2 : 0);
  order = [...SPOT.keys(), ...ghosts].filter((c) => c === hovered || (lit && lit.has(c)) || !(isHidden(c) || loose.has(c)))
    .sort((a, b) => weight(b) - weight(a) || C.n[b] - C.n[a] || a - b);
}

// Where the top middle of a label may stand, from the middle of its dot. The halo of a label would cut a hollow dot.
const SIDES = [
  (gap) => [0, gap], (gap, half, tall) => [0, -gap - tall],
  (gap, half, tall) => [half + gap + 1, -tall / 2], (gap, half, tall) => [-half - gap - 1, -tall / 2],
  (gap, half) => [half + gap + 1, gap / 2], (gap, half) => [-half - gap - 1, gap / 2],
  (gap, half, tall) => [half + gap + 1, -gap - tall], (gap, half, tall) => [-half - gap - 1, -gap - tall],
];
// Ways to write a label, best first; what is in focus may stand farther off.
const FAR = [0, 12, 24].flatMap((more) => SIDES.flatMap((side) => [0, 1].map((shape) => ({ more, side, shape }))));
const CLOSE = FAR.filter(({ more }) => !more);

// The labels that find room, in pixels from the graph's origin: while one pans they stay the same, while one zooms or drags a dot they keep their sides.
let settled = {};
let kept = {};
function settledLabels(scale) {
  if (settled.scale !== scale || settled.order !== order || settled.hovered !== hovered || settled.zooming !== zooming || held.length) {
    const steady = (zooming || held.length > 0) && kept.order === order;
    settled = { scale, order, hovered, zooming, labels: settle(scale, steady) };
    if (!steady) kept = { order, ways: new Map(settled.labels.map(({ c, way }) => [c, way])) };
  }
  return settled.labels;
}

function settle(scale, steady) {
  const [labels, dots] = [new Map(), new Map()];
  const inFocus = (c) => lit && lit.has(c);
  // vis draws between the removal of a concept shown for now and the next order
  const sized = order.filter(spotOf).map((c) => {
    const { x, y, size } = spotOf(c);
    const font = fontAt(c, scale);
    const shapes = shapesOf(c).shapes.map(({ lines, width }) => ({ lines, half: (font * width) / 2, tall: font * LINE * lines.length }));
    const [middle, level, radius] = [x * scale, y * scale, size * scale];
    if (!steady) put(dots, [middle - radius, level - radius, middle + radius, level + radius, c]);
    return { c, font, shapes, middle, level, gap: radius + (isDrawn(c) ? 1 : 5) };
  });
  const frame = frameOf(lit ? sized.filter(({ c }) => inFocus(c)) : sized);
  // direct links, a path: each is named, in the worst case over another; of a theme and within two steps what finds room
  const few = state.d < 2 && state.group < 0;
  return sized.flatMap((label) => {
    const { c, font } = label;
    const near = inFocus(c);
    const ways = steady ? [kept.ways.get(c) || FAR[0]] : near ? FAR : CLOSE;
    const found = roomiest(label, ways, labels, dots, frame);
    if (found) put(labels, found.box);
    const place = found || ((c === hovered || (near && few)) && written(label, FAR[0]));
    return place ? [{ c, size: font, ...place }] : [];
  });
}

function written({ c, shapes, middle, level, gap }, way) {
  const { lines, half, tall } = shapes[way.shape];
  const [right, down] = way.side(gap + way.more, half, tall);
  const [x, top] = [middle + right, level + down];
  return { way, lines, box: [x - half, top, x + half, top + tall, c] };
}

// The first way over no label, better over no dot either; to a side only where it is not cut off.
function roomiest(label, ways, labels, dots, [left, right, top, bottom]) {
  let second = null;
  for (const way of ways) {
    if (!label.shapes[way.shape]) continue;
    const place = written(label, way);
    const [from, above, to, below] = place.box;
    if (covers(labels, place.box) || (way !== FAR[0] && (from < left || to > right || above < top || below > bottom))) continue;
    if (!covers(dots, place.box)) return place;
    second ||= place;
  }
  return second;
}

// What is seen when the labels, as one would wish them, fill the window.
function frameOf(sized) {
  const bounds = (low, high, least) => {
    const [from, to] = [Math.min(...sized.map(low)), Math.max(...sized.map(high))];
    const more = Math.max(0, least - (to - from)) / 2;
    return [from - more, to + more];
  };
  const { width, height } = room();
  return [...bounds(({ middle, shapes }) => middle - shapes[0].half, ({ middle, shapes }) => middle + shapes[0].half, width),
    ...bounds(({ level, gap }) => level - gap, ({ level, gap, shapes }) => level + gap + shapes[0].tall, height)];
}

// Those that are seen: left and top are where the graph's origin is on the screen.
function placeLabels(scale, left, top, width, height) {
  const seen = settledLabels(scale).map(({ box, ...label }) => ({ ...label, box: [box[0] + left, box[1] + top, box[2] + left, box[3] + top, label.c, label.size] }))
    .filter(({ box }) => box[2] > 0 && box[3] > 0 && box[0] < width && box[1] < height);
  boxes = seen.map(({ box }) => box);
  return seen.map(({ c, lines, size, box }) => ({ c, lines, size, x: (box[0] + box[2]) / 2, y: box[1] }));
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

// Boxes by cells of 64 pixels, which keep the search short.
function* cellsOf([left, top, right, bottom]) {
  const last = Math.floor(bottom / 64);
  for (let column = Math.floor(left / 64); column <= Math.floor(right / 64); column += 1) {
    for (let row = Math.floor(top / 64); row <= last; row += 1) yield column * 4096 + row;
  }
}
function put(grid, box) {
  for (const cell of cellsOf(box)) {
    if (grid.has(cell)) grid.get(cell).push(box);
    else grid.set(cell, [box]);
  }
}
function covers(grid, [left, top, right, bottom, own]) {
  for (const cell of cellsOf([left, top, right, bottom])) {
    for (const box of grid.get(cell) || []) {
      if (box[4] !== own && box[0] < right - 1 && box[2] > left + 1 && box[1] < bottom - 1 && box[3] > top + 1) return true;
    }
  }
  return false;
}

const labelAt = ({ x, y }) => boxes.findLast(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom)?.[4];
