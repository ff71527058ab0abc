// The list: everything that the graph holds, as tables.
const STEP = 200;
let most = STEP;
const second = (c) => (language() === "en" ? (C.en[c] ? C.label[c] : "") : C.en[c]);
const COLUMNS = {
  concepts: [
    ["concept", (c) => conceptButton(c, pick, labelled(c)), (x, y) => x - y], ["en", second, (x, y) => (second(x) < second(y) ? -1 : 1)],
    ["theme", (c) => (isDrawn(c) ? themeName(C.theme[c]) : ""), (x, y) => (C.theme[x] < 0) - (C.theme[y] < 0) || C.theme[x] - C.theme[y]],
    ["category", (c) => category(c), (x, y) => C.category[x] - C.category[y]],
    ["n", (c) => num(conceptSentences(c)), (x, y) => conceptSentences(y) - conceptSentences(x)], ["d", (c) => num(C.d[c]), (x, y) => C.d[y] - C.d[x]],
    ["links", (c) => num(NEAR[c].filter(linkShown).length), (x, y) => NEAR[y].length - NEAR[x].length]],
  links: [
    ["a", (k) => conceptButton(L.a[k]), (x, y) => L.a[x] - L.a[y] || L.b[x] - L.b[y]], ["b", (k) => conceptButton(L.b[k]), (x, y) => L.b[x] - L.b[y] || L.a[x] - L.a[y]],
    ["n", (k) => num(linkSentences(k)), (x, y) => linkSentences(y) - linkSentences(x)], ["d", (k) => num(L.d[k]), (x, y) => L.d[y] - L.d[x]],
    ["g2", (k) => num(Math.round(L.g2[k] * 10) / 10), (x, y) => L.g2[y] - L.g2[x]], ["npmi", (k) => (k < meta.drawn ? num(L.npmi[k]) : ""), (x, y) => (L.npmi[y] ?? -2) - (L.npmi[x] ?? -2)],
    ["open", (k) => button(t("evidence"), () => pickLink(k), { class: "small", "aria-label": t("evidence_of", name(L.a[k]), name(L.b[k])) }), null]],
};
const NUMBERS = new Set(["n", "d", "links", "g2", "npmi"]);

function drawTable() {
  if (state.v !== "list") return;
  const columns = COLUMNS[state.tab];
  const pool = state.tab === "concepts" ? (state.all ? [...C.label.keys()] : DRAWN).filter(conceptShown)
    : (state.all ? [...L.a.keys()].filter(linkShown) : shownLinks());
  const [down, key] = state.sort.startsWith("-") ? [true, state.sort.slice(1)] : [false, state.sort || "n"];
  const column = columns.find(([one, , by]) => one === key && by) || columns.find(([one]) => one === "n");
  const rows = [...pool].sort((x, y) => (down ? -1 : 1) * column[2](x, y) || x - y);
  const tab = (one) => button(`${t(one)} ${num(one === state.tab ? pool.length : (one === "concepts" ? shownConcepts() : shownLinks()).length)}`,
    () => go({ tab: one, sort: "" }, false), { "aria-pressed": String(state.tab === one), "data-key": `tab-${one}` });
  const only = el("label", { class: "only" }, el("input", { type: "checkbox", checked: !state.all, "data-key": "only", onchange: () => go({ all: !state.all }, false) }), t("only_drawn"));
  byId("list").replaceChildren(
    el("div", { class: "bar-top" }, el("div", { class: "switch", role: "group", "aria-label": t("list") }, tab("concepts"), tab("links")), only),
    el("table", null,
      el("thead", null, el("tr", null, columns.map(([one, , by]) => headCell(one, by, column[0], down)))),
      el("tbody", null, rows.slice(0, most).map((item) => el("tr", null, columns.map(([one, cell], place) =>
        el(place ? "td" : "th", { class: NUMBERS.has(one) ? "number" : `c-${one}`, scope: place ? false : "row", lang: one === "en" ? (language() === "en" ? "zh-CN" : "en") : false }, cell(item))))))),
    rows.length > most ? button(t("show_more", num(Math.min(STEP, rows.length - most))), () => { most += STEP; drawTable(); }, { class: "small" }) : "");
}

function headCell(one, by, sorted, down) {
  const order = sorted === one ? (down === NUMBERS.has(one) ? "ascending" : "descending") : "none";
  const text = [t(`h_${one}`), sorted === one && el("span", { "aria-hidden": "true" }, order === "ascending" ? " ▲" : " ▼")];
  return el("th", { scope: "col", "aria-sort": by ? order : false, class: NUMBERS.has(one) ? "number" : false },
    by ? button(text, () => go({ sort: sorted === one && !down ? `-${one}` : one }, false), { class: "head", "data-key": `head-${one}` }) : text);
}
