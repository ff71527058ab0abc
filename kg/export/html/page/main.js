// Wiring: controls, keys, the function that shows a state, and the order in which a page comes up.
function show(moved) {
  const active = document.activeElement;
  takeFocus();
  drawFrame();
  drawGraph();
  if (state.c !== searched) searched = -1;
  if (moved) byId("find").value = searchedFor();
  drawPanel(moved);
  if (!moved && picked()) say(`${byId("live").textContent} · ${byId("shown").textContent}`);
  drawTable();
  orderLabels();
  network.redraw();
  if (state.v === "graph" && (moved || state.at)) look(true);
  // what was rebuilt under the keyboard gets it back
  if (active === document.body || document.activeElement !== document.body) return;
  (document.querySelector(`[data-key="${CSS.escape(active.dataset.key || "")}"]`) || byId("panel").querySelector("h2")).focus();
}

function drawFrame() {
  byId("graph-view").hidden = state.v !== "graph";
  byId("list").hidden = state.v !== "list";
  drawWords();
  drawControls();
}

function drawWords() {
  document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  const title = meta.title || (language() === "zh" ? "政策概念图谱" : "Policy concept graph");
  byId("title").textContent = title;
  byId("corpus").textContent = corpus();
  document.title = [subject(), title].filter(Boolean).join(" · ");
  byId("theme").textContent = t(isDark() ? "light" : "dark");
  byId("lang").textContent = t("other_lang");
  byId("lang").lang = language() === "zh" ? "en" : "zh-CN";
  byId("hint").textContent = t("hint");
  const empty = !lit && !shownConcepts().length;
  byId("hint").hidden = Boolean(lit) || empty || state.v !== "graph";
  byId("nothing").hidden = !empty;
  byId("nothing").replaceChildren(...(!empty ? [] : DRAWN.length ? [t(state.off.size < THEMES.length ? "all_hidden" : "themes_off"), " ", button(t("unfilter"), unfiltered, { class: "small" })] : [t("no_concepts")]));
  byId("graph").setAttribute("aria-label", t("graph_label", num(shownConcepts().length), num(shownLinks().length)));
  byId("shown").textContent = [t("shown", num(shownConcepts().length), num(meta.concepts), num(shownLinks().length), num(meta.links)),
    filtered() && `${t("filters")}${colon()}${filterText()}`,
 loose.size > 0 && t("loose", num(loose.size)), state.y && t("sizes")].filter(Boolean).join(language() === "zh" ? "；" : "; ");
  byId("on").hidden = !filtered();
  document.querySelector("#filter-box summary").textContent = t(filtered() ? "filters_on" : "filters");
  byId("graph-view").classList.toggle("whole", !lit);
}

const LEVELS = [...new Set(L.n.slice(0, meta.drawn))].sort((a, b) => a - b);
function drawControls() {
  for (const view of ["graph", "list"]) byId(`to-${view}`).setAttribute("aria-pressed", String(state.v === view));
  const level = Math.max(LEVELS.findIndex((n) => n >= state.w), 0);
  byId("min").max = Math.max(LEVELS.length - 1, 0);
  byId("min").value = level;
  byId("min").disabled = LEVELS.length < 2;
  byId("min-value").textContent = t("n_sentences", num(level ? LEVELS[level] : leastNow().sentences));
  byId("min").setAttribute("aria-valuetext", byId("min-value").textContent);
  byId("by").value = state.by;
  byId("years").hidden = !meta.years.length;
  if (!meta.years.length) return;
  const [from, until] = state.y || [0, meta.years.length - 1];
  for (const [id, value] of [["from", from], ["until", until]]) {
    byId(id).max = meta.years.length - 1;
    byId(id).value = value;
    byId(id).setAttribute("aria-valuetext", meta.years[value]);
  }
  byId("years-value").textContent = `${meta.years[from]}–${meta.years[until]}`;
  if (!L.y) return; // it comes with the rest
  const totals = meta.years.map((_, year) => L.y.slice(0, meta.drawn).reduce((sum, row) => sum + row[year], 0));
  byId("bars").replaceChildren(...totals.map((total, year) => {
    const bar = el("span", { class: year >= from && year <= until ? "in" : "" });
    bar.style.height = `${Math.max(6, (100 * total) / Math.max(...totals, 1))}%`;
    return bar;
  }));
}

function chooseYears(changed) {
  let [from, until] = [Number(byId("from").value), Number(byId("until").value)];
  if (from > until) [from, until] = changed === "from" ? [from, from] : [until, until];
  go({ y: from === 0 && until === meta.years.length - 1 ? null : [from, until] }, false);
}

let single = true;
function openKeys() {
  const touch = matchMedia("(hover: none)").matches;
  const rows = [["/", "k_find"], ["Esc", "k_esc"], ["+ − 0", "k_zoom"], ["L", "k_list"], ["?", "k_help"]];
  const box = el("input", { type: "checkbox", checked: single, onchange: () => { single = box.checked; } });
  byId("keys").replaceChildren(...[
    el("h2", { id: "keys-title" }, t("keys")),
    howText(),
    !touch && el("dl", null, rows.map(([one, text]) => [el("dt", null, el("kbd", null, one)), el("dd", null, t(text))])),
    el("ul", null, [touch ? "k_touch" : "k_shift", "k_double", "k_url"].map((one) => el("li", null, t(one)))),
    !touch && el("p", null, el("label", null, box, " ", t("single"))),
    button(t("close"), () => byId("keys").close()),
  ].filter(Boolean));
  byId("keys").showModal();
}

function onKey(event) {
  const typing = /^(input|select|textarea)$/i.test(event.target.tagName) && !/^(range|checkbox)$/.test(event.target.type);
  if (event.key === "Escape" && !byId("keys").open) {
    if (byId("menu").open) { byId("menu").open = false; byId("menu").firstElementChild.focus(); } else if (picked()) go(OVERVIEW);
    return;
  }
  if (!single || typing || event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  const action = { "/": () => byId("find").focus(), "?": openKeys, "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: seeAll,
    l: () => { go({ v: state.v === "list" ? "graph" : "list" }); byId(state.v === "list" ? "list" : "to-graph").focus(); } }[event.key.length === 1 ? event.key.toLowerCase() : ""];
  if (action) { event.preventDefault(); action(); }
}

const on = (id, action, kind = "click") => byId(id).addEventListener(kind, action);
let searched = -1; // the concept that the search field has opened
const searchedFor = () => (searched >= 0 ? name(searched) : state.c < 0 ? state.q : "");
let begunWith = -1; // the concept that a narrow page begins with
function wire() {
  on("to-graph", () => go({ v: "graph" }));
  on("to-list", () => go({ v: "list" }));
  on("theme", () => go({ t: isDark() ? "light" : "dark" }, false));
  on("lang", () => { go({ l: language() === "zh" ? "en" : "zh" }, false); });
  on("min", () => go({ w: Number(byId("min").value) ? LEVELS[byId("min").value] : 0 }, false), "input");
  on("from", () => chooseYears("from"), "input");
  on("until", () => chooseYears("until"), "input");
  on("by", () => go({ by: byId("by").value }, false), "change");
  on("reset", () => { const { t: theme, l, v } = state; byId("find").value = ""; putBack(); go({ ...BLANK(), t: theme, l, v }); show(true); });
  on("filters", (event) => event.preventDefault(), "submit");
  on("in", () => zoom(1.3));
  on("out", () => zoom(1 / 1.3));
  on("fit", seeAll);
  on("save-png", savePicture);
  on("save-links", saveLinks);
  on("save-concepts", saveConcepts);
  on("save-json", saveJson);
  on("help", openKeys);
  on("keys", () => { if (document.activeElement.matches("body, #keys *")) byId("help").focus(); }, "close");
  on("menu", drawWhat, "toggle");
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); go({ v: "list" }); byId("list").focus(); });
  // an emptied search takes back what it has opened
  combobox(byId("find"), byId("found"), (c) => { searched = c; pick(c); },
    (text) => { if (text || state.q || (state.c >= 0 && state.c === searched && state.to < 0 && state.e < 0)) go({ ...NOTHING, q: text }); });
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => { if (!byId("menu").contains(event.target) || event.target.matches("#menu button")) byId("menu").open = false; });
  prefersDark.addEventListener("change", () => show(false));
  for (const [kind, is] of [["beforeprint", true], ["afterprint", false]]) window.addEventListener(kind, () => { printing = is; show(false); });
  narrow.addEventListener("change", () => { byId("filter-box").open = !narrow.matches; show(false); });
  window.addEventListener("popstate", comeBack);
  window.addEventListener("hashchange", comeBack);
  new ResizeObserver(() => { if (!state.at && state.v === "graph") look(false); }).observe(byId("graph"));
}

// First the picture, then, when vis-network has been read, all that one can do with it.
function begin() {
  state = fromAddress(location.hash);
  byId("filter-box").open = !narrow.matches;
  if (narrow.matches && !address() && DRAWN.length > 40) {
    // a phone cannot show all labels: begin with the most frequent concept and what is around it
    begunWith = state.c = DRAWN.reduce((best, c) => (C.n[c] > C.n[best] ? c : best), DRAWN[0]);
  }
  if (state.y || state.q) return; // years and other names come with the rest
  prepare();
  if (state.v === "graph" && DRAWN.length) sketch();
}

function prepare() {
  takeFocus();
  orderLabels();
  drawFrame();
}

async function wake() {
  if (!globalThis.DecompressionStream) {
    byId("panel").textContent = t("old_browser");
    return;
  }
  await readRest();
  plainNames = null;
  if (state.q) state = fromAddress(location.hash);
  if (order.length) drawFrame();
  else prepare();
  makeGraph();
  if (state.v === "graph") look(false);
  network.once("afterDrawing", () => byId("sketch")?.remove());
  byId("find").value = searchedFor();
  drawPanel(false);
  drawTable();
  wire();
  // For whoever embeds the page, and for its tests.
  globalThis.kg = Object.freeze({
    meta, network, vis, cheapestPath, pick, labels: () => boxes, state: () => state, concepts: C, links: L, evidence: EVIDENCE, sentences: S,
    shown: () => ({ concepts: shownConcepts(), links: shownLinks() }),
  });
}

begin();
document.addEventListener("DOMContentLoaded", wake);
