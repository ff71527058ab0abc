// What part of the graph is in view: position is the middle, scale the pixels of the screen for one of the graph.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// Like vis's own fit, but with room for labels, and never nearer than one can still see what is around.
function viewOn(concepts, near) {
  const wanted = concepts.filter(spotOf);
  if (!wanted.length) return null;
  const left = Math.min(...wanted.map((c) => spotOf(c).x - labelWidth(c) / 2));
  const right = Math.max(...wanted.map((c) => spotOf(c).x + labelWidth(c) / 2));
  const top = Math.min(...wanted.map((c) => spotOf(c).y - spotOf(c).size));
  const bottom = Math.max(...wanted.map((c) => spotOf(c).y + spotOf(c).size + fontOf(c) * 1.18 * linesOf(c).length));
  const { clientWidth: width, clientHeight: height } = byId("graph");
  const free = near ? 56 : 14;
  const scale = Math.min((width - free) / (right - left), (height - free) / (bottom - top), near ? 1.6 : 1.9);
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.05) };
}

// The view of the address, else one of what is in focus, else of all.
function wantedView() {
  if (state.at) return { position: { x: state.at[0], y: state.at[1] }, scale: state.at[2] };
  const wanted = lit ? [...lit].filter(spotOf) : [];
  return viewOn(wanted.length ? wanted : [...SPOT.keys()], wanted.length > 0);
}

function look(animate) {
  const view = wantedView();
  if (view) network.moveTo(animate && !state.at && !calm.matches ? { ...view, animation: { duration: 350, easingFunction: "easeInOutQuad" } } : view);
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 8) });
  keepView();
}

// The view that someone chose by hand belongs to the address.
const viewNow = () => { const { x, y } = network.getViewPosition(); return [Math.round(x), Math.round(y), network.getScale()]; };
function keepView() {
  state.at = viewNow();
  keepAddress(false);
}

function seeAll() {
  state.at = null;
  keepAddress(false);
  network.moveTo(viewOn([...SPOT.keys()], false));
}
