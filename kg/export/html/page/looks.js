// What is in focus, and how each dot and line then looks; nothing here draws.
const FACE = 'system-ui,"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const PLACED = read("kg-nodes").map((node, place) => ({ ...node, id: DRAWN[place] }));
const SPOT = new Map(PLACED.map((node) => [node.id, node]));
const WIDTHS = read("kg-edges").map((edge) => edge.width);
let lit = null; // concepts in focus, or null for all
let litLinks = null;
let loose = new Set(); // drawn concepts that filters leave without a link in the picture
let ghosts = []; // concepts that are shown though they are not among the drawn ones
const spotOf = (c) => SPOT.get(c) || spots.get(c);

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
    const concepts = new Set(membersOf(state.group));
    return { concepts, links: new Set(shownLinks().filter((link) => concepts.has(L.a[link]) && concepts.has(L.b[link]))) };
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
    const best = strongest([...NEAR[c]]).map((link) => known(otherEnd(link, c))).find(Boolean);
    const middle = ends.length ? ends : best ? [best] : [];
    if (middle.length) spots.set(c, freeSpot(c, middle));
  }
  return [...spots.keys()];
}

// The nearest place to these where neither dots nor labels are.
function freeSpot(c, near) {
  const mean = (axis) => near.reduce((sum, spot) => sum + spot[axis], 0) / near.length;
  const half = labelWidth(c) / 2;
  const others = [...PLACED.map((node) => [node, labelWidth(node.id) / 2]), ...[...spots].map(([other, spot]) => [spot, labelWidth(other) / 2])];
  let spot = null;
  for (let turn = 8; turn < 400; turn += 1) {
    const reach = 9 * Math.sqrt(turn) * (near.length > 1 ? 0.6 : 1);
    spot = { x: mean("x") + 1.5 * reach * Math.cos(turn * 2.4), y: mean("y") + reach * Math.sin(turn * 2.4), size: 5 };
    if (!others.some(([other, wide]) => Math.abs(other.x - spot.x) < wide + half + 4 && Math.abs(other.y - spot.y) < 32)) break;
  }
  return spot;
}

function takeFocus() {
  const now = focus();
  lit = now && now.concepts;
  litLinks = now && now.links;
  ghosts = lit ? chooseGhosts(lit) : [];
  ghosts.forEach((c) => lit.add(c));
  const ends = filtered() && new Set(shownLinks().flatMap((link) => [L.a[link], L.b[link]]));
  loose = new Set(ends ? shownConcepts().filter((c) => !ends.has(c)) : []);
}

const isHidden = (c) => isDrawn(c) && !conceptShown(c) && !(lit && lit.has(c));
function dotLook(c) {
  const { faint, ground } = palette();
  if (!isDrawn(c)) return { fill: ground, border: conceptColour(c), line: 2 };
  return { fill: (lit ? !lit.has(c) : loose.has(c)) ? faint : conceptColour(c), border: ground, line: 1 };
}

function lineLook(link) {
  const { grey, faint, line } = palette();
  const dim = litLinks && !litLinks.has(link);
  const [a, b] = [conceptColour(L.a[link]), conceptColour(L.b[link])];
  return {
    hidden: !linkShown(link) && !(litLinks && litLinks.has(link)), width: litLinks && !dim ? Math.max(WIDTHS[link], 2) : WIDTHS[link],
    colour: dim ? faint : a === b ? a : litLinks ? line : grey, opacity: dim ? 0.35 : litLinks ? 0.9 : a === b ? 0.55 : 0.3,
  };
}

// Links beyond the drawn ones that the focus shows, dashed.
function dashedLinks() {
  if (!lit) return [];
  const placed = (c) => isDrawn(c) || spots.has(c);
  const wanted = new Set([...litLinks, ...(state.to < 0 && state.e < 0 && state.c >= 0 ? focusLinks(state.c) : [])]);
  return [...wanted].filter((link) => link >= meta.drawn && linkShown(link) && placed(L.a[link]) && placed(L.b[link]));
}

// A link of a path that would run over another dot of it is bent aside. The curve is vis-network's: quadratic, over a point found from the bend.
const BENDS = [0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45];
function viaOf(link, bend) {
  const [from, to] = [spotOf(L.a[link]), spotOf(L.b[link])];
  const far = (Math.hypot(to.x - from.x, to.y - from.y) * (Math.abs(bend) + 1)) / 2;
  const angle = Math.atan2(from.y - to.y, to.x - from.x) + ((bend + 1) * Math.PI) / 2;
  return { x: from.x + far * Math.sin(angle), y: from.y + far * Math.cos(angle) };
}
function bendOf(link) {
  if (state.to < 0 || !litLinks.has(link)) return 0;
  const [from, to] = [spotOf(L.a[link]), spotOf(L.b[link])];
  const others = [...lit].map(spotOf).filter((spot) => spot && spot !== from && spot !== to);
  const clear = (bend) => {
    const via = viaOf(link, bend);
    const at = (part, axis) => (1 - part) ** 2 * from[axis] + 2 * part * (1 - part) * via[axis] + part ** 2 * to[axis];
    return Array.from({ length: 60 }, (_, step) => step / 60).every((part) =>
      others.every((spot) => Math.hypot(spot.x - at(part, "x"), spot.y - at(part, "y")) > spot.size + 3));
  };
  return BENDS.find(clear) || 0;
}
