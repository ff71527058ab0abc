// The picture that one can take hold of: vis-network draws dots and lines at the places computed at build; nothing moves by itself.
let network = null;
let nodes = null;
let edges = null;

const inVis = (colour, border) => ({ background: colour, border, hover: { background: colour, border } });
const nodeRow = (c) => { const { fill, border, line } = dotLook(c); return { id: c, hidden: isHidden(c), borderWidth: line, color: inVis(fill, border) }; };
const bent = (bend) => bend !== 0 && { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
const edgeRow = (link) => { const { hidden, width, colour, opacity } = lineLook(link); return { id: link, hidden, width, smooth: bent(bendOf(link)), color: { color: colour, hover: colour, opacity } }; };

function makeGraph() {
  nodes = new vis.DataSet(PLACED.map(({ id, label, x, y, size }) => ({ label, x, y, size, ...nodeRow(id) })));
  edges = new vis.DataSet(WIDTHS.map((_, link) => ({ from: L.a[link], to: L.b[link], ...edgeRow(link) })));
  drawGhosts();
  network = new vis.Network(byId("graph"), { nodes, edges }, read("kg-options"));
  byId("graph").querySelector(".vis-network").tabIndex = -1;
  network.on("afterDrawing", writeLabels);
  listen();
}

function drawGraph() {
  nodes.update(PLACED.map(({ id }) => nodeRow(id)));
  edges.update(WIDTHS.map((_, link) => edgeRow(link)));
  drawGhosts();
}

let shownGhosts = [];
let shownDashes = [];
function drawGhosts() {
  nodes.remove(shownGhosts);
  edges.remove(shownDashes);
  const { line } = palette();
  shownGhosts = nodes.add(ghosts.map((c) => ({ label: C.label[c], ...spots.get(c), ...nodeRow(c) })));
  shownDashes = edges.add(dashedLinks().map((link) => ({ id: `g${link}`, from: L.a[link], to: L.b[link], width: 1.3, dashes: [4, 4], smooth: bent(bendOf(link)), color: { color: line, hover: line, opacity: 0.8 } })));
}

let held = []; // dots being dragged; their labels go with them
const followHeld = () => held.forEach((c) => Object.assign(spotOf(c), network.getPosition(c)));
let viewTimer = 0;
const TWICE_MS = 400;
let clicked = { time: -TWICE_MS }; // when and where the last click was, and on what
function listen() {
  const over = (is) => byId("graph").classList.toggle("over", is);
  const hover = (c) => { hovered = c; over(c >= 0); network.redraw(); };
  network.on("zoom", () => { clearTimeout(viewTimer); viewTimer = setTimeout(keepView, 250); });
  network.on("dragStart", ({ nodes: taken }) => { held = taken; });
  network.on("dragEnd", () => {
    followHeld();
    if (held.length) network.unselectAll();
    else keepView();
    held = [];
    settled = {};
  });
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(-1));
  network.on("hoverEdge", () => over(true));
  network.on("blurEdge", () => over(false));
  network.on("click", ({ nodes: [c], edges: [edge], pointer: { DOM: spot }, event }) => {
    network.unselectAll();
    const time = performance.now();
    // the second half of a double click: the first may have moved something else under it
    if (time - clicked.time < TWICE_MS && Math.hypot(spot.x - clicked.x, spot.y - clicked.y) < 12) return;
    const shift = Boolean(event.srcEvent && event.srcEvent.shiftKey);
    const hit = c ?? labelAt(spot) ?? nearest(spot, edge === undefined ? 24 : 10);
    clicked = { time, hit, ...spot };
    if (hit !== undefined) pick(hit, shift);
    else if (edge !== undefined) pickLink(Number(String(edge).replace("g", "")));
    else if (lit) go({ ...OVERVIEW, at: viewNow() });
  });
  network.on("doubleClick", () => {
    if (clicked.hit !== undefined) go({ ...NOTHING, c: clicked.hit, d: state.d === 1 ? 2 : 1, at: null }, false);
  });
}

// Dots that were dragged go back to where the build has placed them.
const HOME = new Map(PLACED.map(({ id, x, y }) => [id, { x, y }]));
function putBack() {
  for (const [c, place] of HOME) Object.assign(SPOT.get(c), place);
  nodes.update(PLACED.map(({ id, x, y }) => ({ id, x, y })));
}

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
