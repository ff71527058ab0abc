// What part of the graph is in view: position is the middle, scale the pixels of the screen for one of the graph.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
// The room of the picture in pixels; where the list is seen instead, that of a usual window.
const room = () => { const { clientWidth, clientHeight } = byId("graph"); return { width: clientWidth || 1280, height: clientHeight || 800 }; };

// Like vis's own fit, but with room for labels, and never nearer than one can still see what is around.
function viewOn(concepts, near) {
  const wanted = concepts.filter(spotOf);
  if (!wanted.length) return null;
  const { width, height } = room();
  const free = near ? 56 : 14;
  const most = Math.max(near ? 1.6 : 1.9, Math.min(width, height) / 500);
  let [left, right, top, bottom, scale] = [0, 0, 0, 0, 1];
  // labels shrink less than the picture: with the sizes that they have at one scale the next is found
  for (let turn = 0; turn < 5; turn += 1) {
    const size = (c) => fontAt(c, scale) / scale;
    left = Math.min(...wanted.map((c) => spotOf(c).x - (size(c) * shapeOf(c).width) / 2));
    right = Math.max(...wanted.map((c) => spotOf(c).x + (size(c) * shapeOf(c).width) / 2));
    top = Math.min(...wanted.map((c) => spotOf(c).y - spotOf(c).size));
    bottom = Math.max(...wanted.map((c) => spotOf(c).y + spotOf(c).size + size(c) * LINE * shapeOf(c).lines.length));
    scale = Math.max(Math.min((width - free) / (right - left), (height - free) / (bottom - top), most), 0.05);
  }
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale };
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
const viewNow = () => { const { x, y } = network.getViewPosition(); return [Math.round(x), Math.round(y), Math.round(network.getScale() * 1000) / 1000]; };
function keepView() {
  stayInView();
  state.at = viewNow();
  keepAddress(false);
}

// The middle of the window never leaves the picture.
function stayInView() {
  const within = (axis, value) => { const all = [...SPOT.values()].map((spot) => spot[axis]); return Math.min(Math.max(value, Math.min(...all)), Math.max(...all)); };
  const { x, y } = network.getViewPosition();
  network.moveTo({ position: { x: within("x", x), y: within("y", y) } });
}

function seeAll() {
  state.at = null;
  keepAddress(false);
  network.moveTo(viewOn([...SPOT.keys()], false));
}
