// The list: everything that the graph holds, as tables.
const STEP = 200;
let most = STEP;
const second = (c) => (language() === "en" ? (C.en[c] ? C.label[c] : "") : C.en[c]);
// Name, what a cell shows, what it is sorted by: numbers from the largest down, texts as their language sorts them.
const COLUMNS = {
  concepts: [
    ["concept", (c) => conceptButton(c, pick, labelled(c)), name], ["en", second, second],
    ["theme", (c) => (isDrawn(c) ? themeName(C.theme[c]) : ""), (c) => (isDrawn(c) ? themeName(C.theme[c]) : "")],
    ["category", category, (c) => (C.categories[C.category[c]] ? category(c) : "")],
    ["n", (c) => num(conceptSentences(c)), conceptSentences], ["d", (c) => num(C.d[c]), (c) => C.d[c]],
    ["links", (c) => num(NEAR[c].filter(linkShown).length), (c) => NEAR[c].filter(linkShown).length]],
  links: [
    ["a", (k) => conceptButton(L.a[k]), (k) => name(L.a[k])], ["b", (k) => conceptButton(L.b[k]), (k) => name(L.b[k])],
    ["n", (k) => num(linkSentences(k)), linkSentences], ["d", (k) => num(L.d[k]), (k) => L.d[k]],
    ["g2", (k) => num(Math.round(L.g2[k] * 10) / 10), (k) => L.g2[k]], ["npmi", (k) => num(L.npmi[k]), (k) => L.npmi[k]],
    ["open", (k) => button(t("evidence"), () => pickLink(k), { class: "small", "data-key": null, "aria-label": t("evidence_of", name(L.a[k]), name(L.b[k])) }), null]],
};
const NUMBERS = new Set(["n", "d", "links", "g2", "npmi"]);
const ALL_YEARS = new Set(["d", "g2", "npmi"]);

// Rows in order of a column; those without a value last, either way.
function sortedBy(rows, of, down) {
  const { compare } = new Intl.Collator(language());
  const keys = new Map(rows.map((row) => [row, of(row)]));
  const turn = down ? -1 : 1;
  return [...rows].sort((x, y) => {
    const [one, other] = [keys.get(x), keys.get(y)];
    return (one === "") - (other === "") || turn * (typeof one === "number" ? other - one : compare(one, other)) || x - y;
  });
}

function drawTable() {
  if (state.v !== "list") return;
  const columns = COLUMNS[state.tab].filter(([one]) => !(state.y && ALL_YEARS.has(one)));
  const pool = state.tab === "concepts" ? (state.all ? [...C.label.keys()] : DRAWN).filter(conceptShown)
    : (state.all ? [...L.a.keys()].filter(linkShown) : shownLinks());
  const [down, key] = state.sort.startsWith("-") ? [true, state.sort.slice(1)] : [false, state.sort || "n"];
  const column = columns.find(([one, , by]) => one === key && by) || columns.find(([one]) => one === "n");
  const rows = sortedBy(pool, column[2], down);
  const tab = (one) => button(`${t(one)} ${num(one === state.tab ? pool.length : (one === "concepts" ? shownConcepts() : shownLinks()).length)}`,
    () => go({ tab: one, sort: "" }, false), { "aria-pressed": String(state.tab === one), "data-key": `tab-${one}` });
  const only = el("label", { class: "only" }, el("input", { type: "checkbox", checked: !state.all, "data-key": "only", onchange: () => go({ all: !state.all }, false) }), t("only_drawn"));
  byId("list").replaceChildren(
    el("div", { class: "bar-top" }, el("div", { class: "switch", role: "group", "aria-label": t("list") }, tab("concepts"), tab("links")), only),
    el("table", null,
      el("thead", null, el("tr", null, columns.map(([one, , by]) => headCell(one, by, column[0], down)))),
      el("tbody", null, rows.slice(0, most).map((item) => el("tr", null, columns.map(([one, cell], place) =>
        el(place ? "td" : "th", { class: NUMBERS.has(one) ? "number" : `c-${one}`, scope: place ? false : "row", "data-unit": NUMBERS.has(one) && t(`h_${one}`), lang:
 one === "en" ? (language() === "en" ? "zh-CN" : "en") : false }, cell(item))))))),
    rows.length > most ? button(t("show_more", num(Math.min(STEP, rows.length - most))), () => { most += STEP; drawTable(); }, { class: "small" }) : "");
}

function headCell(one, by, sorted, down) {
  const order = sorted === one ? (down === NUMBERS.has(one) ? "ascending" : "descending") : "none";
  const text = [t(`h_${one}`), sorted === one && el("span", { "aria-hidden": "true" }, order === "ascending" ? " ▲" : " ▼")];
  return el("th", { scope: "col", "aria-sort": by ? order : false, class: NUMBERS.has(one) ? "number" : false },
    by ? button(text, () => go({ sort: sorted === one && !down ? `-${one}` : one }, false), { class: "head", "data-key": `head-${one}` }) : text);
}
