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
const spotOf = (c) => SPOT.get(c) || spots.get(c);
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
    const links = [...focusLinks(state.c), ...(state.d > 1 ? Array(meta.drawn).keys() : [])];
    return { concepts, links: new Set(links.filter((link) => concepts.has(L.a[link]) && concepts.has(L.b[link]))) };
  }
  if (state.group >= 0) {
    const concepts = new Set(DRAWN.filter((c) => C.theme[c] === state.group));
    return { concepts, links: new Set([...Array(meta.drawn).keys()].filter((link) => concepts.has(L.a[link]) && concepts.has(L.b[link]))) };
  }
  return null;
}

// Concepts that are not drawn, shown for now: those of a path or a link, or the best linked ones of the picked concept.
const MOST_GHOSTS = 8;
let spots = new Map();
function chooseGhosts(concepts) {
  const wanted = [...concepts].filter((c) => !isDrawn(c));
  if (state.to < 0 && state.e < 0 && state.c >= 0) {
    wanted.push(...focusLinks(state.c).map((link) => otherEnd(link, state.c)).filter((c) => !isDrawn(c)).slice(0, MOST_GHOSTS));
  }
  spots = new Map();
  const known = (c) => SPOT.get(c) || spots.get(c);
  const chain = state.to >= 0 ? [...concepts] : [];
  for (const c of new Set(wanted)) {
    const before = chain[chain.indexOf(c) - 1];
    const after = chain[chain.indexOf(c) + 1];
    const ends = chain.length ? [before, after].map(known).filter(Boolean) : [known(state.c)].filter((spot) => spot && c !== state.c);
    const best = NEAR[c].map((link) => known(otherEnd(link, c))).find(Boolean);
    const middle = ends.length ? ends : best ? [best] : [];
    if (middle.length) spots.set(c, freeSpot(c, middle));
  }
  return [...spots.keys()];
}

// The nearest place to these where neither dots nor labels are.
function freeSpot(c, near) {
  const mean = (axis) => near.reduce((sum, spot) => sum + spot[axis], 0) / near.length;
  const half = (12.5 * Math.max(...linesOf(c).map(ems))) / 2;
  const others = [...PLACED.map((node) => [node, labelWidth(node.id) / 2]), ...[...spots].map(([other, spot]) => [spot, labelWidth(other) / 2])];
  let spot = null;
  for (let turn = 8; turn < 400; turn += 1) {
    const reach = 9 * Math.sqrt(turn) * (near.length > 1 ? 0.6 : 1);
    spot = { x: mean("x") + 1.5 * reach * Math.cos(turn * 2.4), y: mean("y") + reach * Math.sin(turn * 2.4), size: 5 };
    if (!others.some(([other, wide]) => Math.abs(other.x - spot.x) < wide + half + 4 && Math.abs(other.y - spot.y) < 32)) break;
  }
  return spot;
}

function drawGhosts(concepts, links) {
  nodes.remove(ghosts);
  edges.remove(edges.getIds().filter((id) => String(id).startsWith("g")));
  ghosts = chooseGhosts(concepts);
  nodes.add(ghosts.map((c) => ({ id: c, label: C.label[c], ...spots.get(c), borderWidth: 2, color: { background: palette().ground, border: conceptColour(c), hover: { background: palette().ground, border: conceptColour(c) } } })));
  const placed = (c) => isDrawn(c) || spots.has(c);
  const wanted = new Set([...links, ...(state.to < 0 && state.e < 0 && state.c >= 0 ? focusLinks(state.c) : [])]);
  const dashed = [...wanted].filter((link) => link >= meta.drawn && linkShown(link) && placed(L.a[link]) && placed(L.b[link]));
  edges.add(dashed.map((link) => ({ id: `g${link}`, from: L.a[link], to: L.b[link], width: 1.3, dashes: [4, 4], color: { color: palette().line, hover: palette().line, opacity: 0.8 } })));
  ghosts.forEach((c) => lit.add(c));
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
    const wanted = lit ? [...lit].filter(spotOf) : [];
    fitTo(wanted.length ? wanted : [...SPOT.keys()], wanted.length > 0);
  }
}

// Like vis's own fit, but with room for labels, and never nearer than one can still see what is around.
function fitTo(concepts, near, animate = true) {
  const wanted = concepts.filter(spotOf);
  if (!wanted.length) return;
  const left = Math.min(...wanted.map((c) => spotOf(c).x - labelWidth(c) / 2));
  const right = Math.max(...wanted.map((c) => spotOf(c).x + labelWidth(c) / 2));
  const top = Math.min(...wanted.map((c) => spotOf(c).y - spotOf(c).size));
  const bottom = Math.max(...wanted.map((c) => spotOf(c).y + spotOf(c).size + fontOf(c) * 1.18 * linesOf(c).length));
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
  else if (lit) go({ ...NOTHING, at: viewNow() });
});
network.on("doubleClick", ({ nodes: [c], pointer: { DOM: spot } }) => {
  const hit = c ?? labelAt(spot);
  if (hit !== undefined) go({ ...NOTHING, c: hit, d: state.d === 1 ? 2 : 1, at: null }, false);
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
