// The picture: vis-network draws dots and lines at the places computed at build; nothing moves by itself.
const FACE = 'system-ui,"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const PLACED = read("kg-nodes").map((node, place) => ({ ...node, id: DRAWN[place] }));
const SPOT = new Map(PLACED.map((node) => [node.id, node]));
const WIDTHS = read("kg-edges").map((edge) => edge.width);
const nodes = new vis.DataSet(PLACED.map(({ id, label, x, y, size }) => ({ id, label, x, y, size })));
const edges = new vis.DataSet(WIDTHS.map((width, link) => ({ id: link, from: L.a[link], to: L.b[link], width })));
const network = new vis.Network(byId("graph"), { nodes, edges }, { ...read("kg-options"), autoResize: true });
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let lit = null; // concepts in focus, or null for all
let litLinks = null;
let ghosts = []; // concepts that are shown though they are not among the drawn ones

// What is in focus: a path, a link, a concept with what is around it, a theme; null where nothing is picked.
function focus() {
  if (state.to >= 0) {
    const path = cheapestPath(state.c, state.to);
    return path ? { concepts: new Set(path.concepts), links: new Set(path.links) } : { concepts: new Set([state.c, state.to]), links: new Set() };
  }
  if (state.e >= 0) return { concepts: new Set([L.a[state.e], L.b[state.e]]), links: new Set([state.e]) };
  if (state.c >= 0) {
    const concepts = around(state.c, state.d);
    const links = [...NEAR[state.c], ...(state.d > 1 ? Array(meta.drawn).keys() : [])];
    return { concepts, links: new Set(links.filter((link) => concepts.has(L.a[link]) && concepts.has(L.b[link]))) };
  }
  if (state.group >= 0) {
    const concepts = new Set(DRAWN.filter((c) => C.theme[c] === state.group));
    return { concepts, links: new Set([...Array(meta.drawn).keys()].filter((link) => concepts.has(L.a[link]) && concepts.has(L.b[link]))) };
  }
  return null;
}

// A concept that is not drawn stands in the middle of its best linked ones, or beside them when that place is taken.
function spotOf(c) {
  if (SPOT.has(c)) return SPOT.get(c);
  const near = NEAR[c].map((link) => SPOT.get(otherEnd(link, c))).filter(Boolean).slice(0, 3);
  if (!near.length) return null;
  const mean = (axis) => near.reduce((sum, node) => sum + node[axis], 0) / near.length;
  let spot = { x: mean("x"), y: mean("y") };
  for (let turn = 0; turn < 40 && PLACED.some((node) => Math.abs(node.x - spot.x) < 70 && Math.abs(node.y - spot.y) < 34); turn += 1) {
    spot = { x: mean("x") + 12 * turn * Math.cos(turn * 2.4), y: mean("y") + 12 * turn * Math.sin(turn * 2.4) };
  }
  return { x: spot.x, y: spot.y, size: 6, font: { size: 12.5 } };
}

function drawGhosts(concepts, links) {
  nodes.remove(ghosts);
  edges.remove(edges.getIds().filter((id) => String(id).startsWith("g")));
  ghosts = [...concepts].filter((c) => !isDrawn(c) && spotOf(c));
  nodes.add(ghosts.map((c) => ({ id: c, label: C.label[c], ...spotOf(c), font: undefined, color: { background: palette().ground, border: conceptColour(c) }, borderWidth: 2 })));
  const placed = (c) => isDrawn(c) || ghosts.includes(c);
  edges.add([...links].filter((link) => link >= meta.drawn && placed(L.a[link]) && placed(L.b[link]))
    .map((link) => ({ id: `g${link}`, from: L.a[link], to: L.b[link], width: 1.5, dashes: [5, 4], color: { color: palette().line, opacity: 1 } })));
}

function drawGraph() {
  const { grey, faint, ground, line } = palette();
  const now = focus();
  lit = now && now.concepts;
  litLinks = now && now.links;
  nodes.update(PLACED.map(({ id }) => {
    const dim = lit && !lit.has(id);
    const colour = dim ? faint : conceptColour(id);
    return { id, hidden: !conceptShown(id) && !(lit && lit.has(id)), color: { background: colour, border: ground, hover: { background: colour, border: ground } } };
  }));
  edges.update(WIDTHS.map((width, link) => {
    const dim = litLinks && !litLinks.has(link);
    const [a, b] = [conceptColour(L.a[link]), conceptColour(L.b[link])];
    const colour = dim ? faint : litLinks ? (a === b ? a : line) : a === b ? a : grey;
    return { id: link, hidden: !linkShown(link) && !(litLinks && litLinks.has(link)), width: litLinks && !dim ? Math.max(width, 2) : width,
      color: { color: colour, hover: colour, opacity: dim ? 0.35 : litLinks ? 0.9 : a === b ? 0.55 : 0.3 } };
  }));
  drawGhosts(lit || [], litLinks || []);
  byId("graph").setAttribute("aria-label", t("graph_label", num(shownConcepts().length), num(shownLinks().length)));
}

function look(moved) {
  if (state.at) {
    network.moveTo({ position: { x: state.at[0], y: state.at[1] }, scale: state.at[2] });
  } else if (moved) {
    const wanted = lit ? [...lit].filter((c) => isDrawn(c) || ghosts.includes(c)) : [];
    fitTo(wanted.length ? wanted : [...SPOT.keys()], wanted.length > 0);
  }
}

// Like vis's own fit, but with room for labels, and never nearer than one can still see what is around.
function fitTo(concepts, near, animate = true) {
  const spots = concepts.map((c) => SPOT.get(c) || nodes.get(c)).filter(Boolean);
  if (!spots.length) return;
  const half = (c) => (SPOT.get(c) ? labelWidth(c) / 2 : 30);
  const left = Math.min(...concepts.map((c, i) => spots[i].x - half(c)));
  const right = Math.max(...concepts.map((c, i) => spots[i].x + half(c)));
  const top = Math.min(...spots.map((spot) => spot.y - spot.size));
  const bottom = Math.max(...spots.map((spot) => spot.y + spot.size + 20));
  const { clientWidth: width, clientHeight: height } = byId("graph");
  const scale = Math.min((width - 16) / (right - left), (height - 12) / (bottom - top), near ? 1.6 : 1.9);
  const to = { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.05) };
  network.moveTo(animate && !calm.matches ? { ...to, animation: { duration: 350, easingFunction: "easeInOutQuad" } } : to);
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 8) });
  keepView();
}

// The view that someone chose by hand belongs to the address.
function keepView() {
  const { x, y } = network.getViewPosition();
  state.at = [Math.round(x), Math.round(y), network.getScale()];
  keepAddress(false);
}

let viewTimer = 0;
network.on("zoom", () => { clearTimeout(viewTimer); viewTimer = setTimeout(keepView, 250); });
network.on("dragEnd", keepView);
network.on("dragStart", ({ nodes: held }) => held.length && network.unselectAll());
network.on("hoverNode", ({ node }) => { hovered = node; byId("graph").classList.add("over"); network.redraw(); });
network.on("blurNode", () => { hovered = -1; byId("graph").classList.remove("over"); network.redraw(); });
network.on("hoverEdge", () => byId("graph").classList.add("over"));
network.on("blurEdge", () => byId("graph").classList.remove("over"));
network.on("click", ({ nodes: [c], edges: [edge], pointer: { DOM: spot }, event }) => {
  network.unselectAll();
  const shift = Boolean(event.srcEvent && event.srcEvent.shiftKey);
  const hit = c ?? labelAt(spot) ?? nearest(spot, edge === undefined ? 24 : 10);
  if (hit !== undefined) pick(hit, shift);
  else if (edge !== undefined) pickLink(Number(String(edge).replace("g", "")));
  else if (lit) go({ c: -1, to: -1, e: -1, group: -1, at: viewNow() });
});
network.on("doubleClick", ({ nodes: [c], pointer: { DOM: spot } }) => {
  const hit = c ?? labelAt(spot);
  if (hit !== undefined) go({ c: hit, to: -1, e: -1, group: -1, d: state.d === 1 ? 2 : 1, at: null }, false);
});

const viewNow = () => { const { x, y } = network.getViewPosition(); return [Math.round(x), Math.round(y), network.getScale()]; };

// Fingers are wide: the nearest dot within some pixels counts as touched.
function nearest(spot, reach) {
  let best;
  let least = reach;
  for (const { id } of [...PLACED, ...ghosts.map((c) => ({ id: c }))]) {
    if (nodes.get(id).hidden) continue;
    const place = network.canvasToDOM(network.getPosition(id));
    const gap = Math.hypot(place.x - spot.x, place.y - spot.y) - (SPOT.get(id)?.size || 6) * network.getScale();
    if (gap < least) { least = gap; best = id; }
  }
  return best;
}
