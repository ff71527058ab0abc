// The panel when nothing is picked: the themes, the categories, what the page holds.
function overview() {
  const about = t("about", num(meta.documents), num(meta.units), num(meta.concepts), num(meta.links), num(meta.min_sentences), num(meta.min_documents));
  const rule = t(meta.around.length ? "rule_around" : "rule", num(DRAWN.length), num(meta.per_concept), num(COUNT), num(meta.embedded), meta.around.map((label) => name(BY_LABEL.get(label))).join("、"));
  return [
    heading(t("themes")),
    themeList(),
    el("details", { class: "fold" }, el("summary", null, el("h3", null, t("categories"))), categoryList()),
    el("details", { class: "fold", open: true }, el("summary", null, el("h3", null, t("how"))), el("p", null, t("how_text")), el("p", null, about), el("p", null, rule), meta.alone > 0 && el("p", null, t("alone_out", num(meta.alone))),
      meta.undated > 0 && meta.years.length > 0 && el("p", null, t("undated", num(meta.undated)))),
  ];
}

// Coloured themes one by one; what shares grey in the picture stands together under a name that says so.
function themeList() {
  const all = [...THEMES.keys()];
  const [coloured, rest, alone] = [all.filter(hasColour), all.filter((theme) => themeSize[theme] > 1 && !hasColour(theme)), all.filter((theme) => themeSize[theme] === 1)];
  return [
    el("ul", { class: "choices" }, coloured.map(themeRow), rest.length > 0 && greyRow(t("other_themes", num(rest.length)), rest, rest.map(themeRow)), alone.length > 0 && greyRow(t("alone"), alone)),
    el("p", { class: "both" }, button(t("all_on"), () => go({ off: new Set() }, false), { class: "small" }),
      button(t("all_off"), () => go({ off: new Set(all) }, false), { class: "small" })),
  ];
}

const themeRow = (theme) => choiceRow({
  checked: !state.off.has(theme), colour: themeColour(theme), text: themeName(theme), second: themeInChinese(theme), number: themeSize[theme],
  toggle: () => go({ off: toggled(state.off, [theme]) }, false), open: () => go({ ...NOTHING, group: theme }),
});
const greyRow = (text, themes, within) => choiceRow({
  checked: !themes.every((theme) => state.off.has(theme)), colour: palette().grey, text, number: themes.reduce((sum, theme) => sum + themeSize[theme], 0),
  toggle: () => go({ off: toggled(state.off, themes) }, false), within,
});

function categoryList() {
  const grey = C.categories.filter((one) => categoryColour(one) === palette().grey);
  if (grey.length < 2) return el("ul", { class: "choices" }, C.categories.map(categoryRow));
  return el("ul", { class: "choices" }, C.categories.filter((one) => !grey.includes(one)).map(categoryRow), choiceRow({
    checked: !grey.every((one) => state.cat.has(one)), colour: palette().grey, text: t("other_categories", num(grey.length)), number: grey.reduce((sum, one) => sum + ofCategory(one), 0),
    toggle: () => go({ cat: toggled(state.cat, grey) }, false), within: grey.map(categoryRow),
  }));
}

const ofCategory = (one) => DRAWN.filter((c) => C.categories[C.category[c]] === one).length;
const categoryRow = (one) => choiceRow({
  checked: !state.cat.has(one), colour: categoryColour(one), text: categoryName(one), number: ofCategory(one), toggle: () => go({ cat: toggled(state.cat, [one]) }, false),
});

// Switches a group as a whole: off when any of it is on.
function toggled(set, values) {
  const next = new Set(set);
  if (values.every((value) => next.has(value))) values.forEach((value) => next.delete(value));
  else values.forEach((value) => next.add(value));
  return next;
}

function choiceRow({ checked, colour, text, second, number, toggle, open, within }) {
  const label = t("show_theme", text);
  const content = [text, second && el("small", { lang: "zh-CN" }, second)];
  return el("li", null, el("input", { type: "checkbox", checked, "aria-label": label, "data-key": label, onchange: toggle }), dot(colour),
    open ? button(content, open, { class: "link" }) : el("span", null, content), el("span", { class: "count" }, num(number)), within && el("ul", { class: "choices" }, within));
}

function themeView(theme) {
  const members = DRAWN.filter((c) => C.theme[c] === theme).sort((a, b) => C.n[b] - C.n[a] || a - b);
  const inner = shownLinks().filter((link) => C.theme[L.a[link]] === theme && C.theme[L.b[link]] === theme)
    .sort((x, y) => L.g2[y] - L.g2[x]);
  say(`${t("theme_of", themeName(theme))}: ${t("n_concepts", num(members.length))}`);
  return [
    toOverview(),
    heading(dot(themeColour(theme)), el("span", null, themeName(theme))),
    themeInChinese(theme) && el("p", { class: "second", lang: "zh-CN" }, themeInChinese(theme)),
    el("p", { class: "facts" }, t("n_concepts", num(members.length)), " · ", t("inner", num(inner.length))),
    el("ul", { class: "members" }, members.map((c) => el("li", null, conceptButton(c), el("span", { class: "count" }, t("n_sentences", num(conceptSentences(c))))))),
    el("h3", null, t("links")),
    el("ul", { class: "members" }, inner.slice(0, 30).map((link) => el("li", null,
      button([both(L.a[link]), " — ", both(L.b[link])], () => pickLink(link), { class: "link" }), el("span", { class: "count" }, t("n_sentences", num(linkSentences(link))))))),
  ];
}

const yearsText = () => (state.y ? (state.y[0] === state.y[1] ? meta.years[state.y[0]] : `${meta.years[state.y[0]]}–${meta.years[state.y[1]]}`) : t("all_years"));
