// What is seen, and its form in the address: copied into another tab it shows the same.
// What may be picked: a concept, the end of a path from it, a link, a theme; q is a name that no listed concept bears.
const NOTHING = Object.freeze({ c: -1, to: -1, e: -1, group: -1, q: "" });
const BLANK = () => ({
  ...NOTHING, d: 1, w: 0, y: null, off: new Set(), cat: new Set(), by: "theme",
  v: "graph", tab: "concepts", all: false, sort: "", t: "", l: "", at: null,
});
// Back to the whole, a step wide again.
const OVERVIEW = Object.freeze({ ...NOTHING, d: 1 });
let state = BLANK();
// By hand where encodeURIComponent leaves a sign that divides our own parts.
const escaped = (text) => text.replace(/[%&=#+,~.\s"<>`{}|\\^[\]]/g, (sign) => (sign === "~" ? "%7E" : sign === "." ? "%2E" : encodeURIComponent(sign)));
const unescaped = (text) => { try { return decodeURIComponent(text); } catch { return ""; } };
const PICKS = Object.keys(NOTHING);
const picked = () => PICKS.some((key) => state[key] !== NOTHING[key]);
// A theme by the first of the concepts that name it: its number can be another after the next build.
const themeKey = (theme) => escaped(C.label[THEMES[theme][0]]);

function address() {
  const parts = [];
  const put = (key, value) => { if (value !== "" && value !== null) parts.push(`${key}=${value}`); };
  for (const key of ["c", "to"]) if (state[key] >= 0) put(key, escaped(C.label[state[key]]));
  if (state.e >= 0) put("e", `${escaped(C.label[L.a[state.e]])}~${escaped(C.label[L.b[state.e]])}`);
  if (state.group >= 0) put("group", themeKey(state.group));
  if (state.q) put("q", escaped(state.q));
  if (state.d !== 1) put("d", state.d);
  if (state.w > 0) put("w", state.w);
  if (state.y) put("y", `${meta.years[state.y[0]]}-${meta.years[state.y[1]]}`);
  put("off", [...state.off].sort((a, b) => a - b).map(themeKey).join("."));
  put("cat", [...state.cat].sort().map((one) => escaped(one || "-")).join("."));
  if (state.by !== "theme") put("by", state.by);
  if (state.v !== "graph") put("v", state.v);
  if (state.tab !== "concepts") put("tab", state.tab);
  if (state.all) put("all", 1);
  put("sort", state.sort);
  put("t", state.t);
  put("l", state.l);
  put("at", state.at && state.at.join(","));
  return parts.length ? `#${parts.join("&")}` : "";
}

function fromAddress(hash) {
  const found = BLANK();
  const parts = new Map(hash.replace(/^#/, "").split("&").filter(Boolean).map((part) => {
    const cut = part.indexOf("=");
    return [part.slice(0, cut), part.slice(cut + 1)];
  }));
  const text = (key) => unescaped(parts.get(key) || "");
  const place = (label) => BY_LABEL.get(label) ?? named(matches(label));
  const theme = (label) => C.theme[BY_LABEL.get(label)] ?? -1;
  const number = (key, least, most, other) => {
    const value = Number.parseInt(text(key), 10);
    return value >= least && value <= most ? value : other;
  };
  found.c = place(text("c"));
  const to = found.c >= 0 ? place(text("to")) : -1;
  if (to !== found.c) found.to = to;
  const ends = (parts.get("e") || "").split("~").map((end) => place(unescaped(end)));
  if (ends.length === 2 && ends[0] >= 0 && ends[1] >= 0) found.e = linkOf(...ends) ?? -1;
  found.group = theme(text("group"));
  if (found.e < 0) found.q = found.c < 0 ? text("c") : to < 0 ? text("to") : "";
  if (!found.q && found.e < 0 && found.group < 0 && text("q")) {
    if (found.c < 0) found.c = named(matches(text("q")));
    if (found.c < 0 || text("c")) found.q = text("q");
  }
  found.d = number("d", 1, 2, 1);
  found.w = Math.min(number("w", 0, 1e9, 0), LEVELS.at(-1) || 0);
  const years = text("y").split("-").map((year) => meta.years.indexOf(year));
  if (years.length === 2 && years[0] >= 0 && years[1] >= years[0]) found.y = years;
  found.off = new Set((parts.get("off") || "").split(".").map((one) => theme(unescaped(one))).filter((one) => one >= 0));
  found.cat = new Set((parts.get("cat") || "").split(".").filter(Boolean).map((one) => (one === "-" ? "" : unescaped(one))).filter((one) => C.categories.includes(one)));
  const among = (key, values, other) => (values.includes(text(key)) ? text(key) : other);
  found.by = among("by", ["theme", "category"], "theme");
  found.v = among("v", ["graph", "list"], "graph");
  found.tab = among("tab", ["concepts", "links"], "concepts");
  found.all = text("all") === "1";
  found.sort = /^-?[a-z0-9]+$/.test(text("sort")) ? text("sort") : "";
  found.t = among("t", ["light", "dark"], "");
  found.l = among("l", ["zh", "en"], "");
  const at = text("at").split(",").map(Number);
  if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0.01 && at[2] < 50) found.at = at;
  return found;
}

// A step that one may want to take back gets an entry in the history; sliding and switching do not.
function go(changes, push = true) {
  const other = PICKS.some((key) => key in changes && changes[key] !== state[key]);
  state = { ...state, ...(other && { at: null }), ...changes };
  keepAddress(push && (other || "v" in changes));
  show(other);
}
const unfiltered = () => go({ w: 0, y: null, off: new Set(), cat: new Set() }, false);

function keepAddress(push) {
  const url = address() || "#";
  try {
    if (push) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  } catch { /* inside a notebook's frame there is no address */ }
}

function comeBack() {
  const next = fromAddress(location.hash);
  const same = address() === (location.hash === "#" ? "" : decodeAddress(location.hash));
  if (same) return;
  const moved = PICKS.some((key) => next[key] !== state[key]);
  state = next;
  show(moved || Boolean(next.at));
}

const decodeAddress = (hash) => { try { return decodeURI(hash); } catch { return hash; } };
