// The panel when nothing is picked: the themes, the categories, what the page holds.
function overview() {
  const about = t("about", num(meta.documents), num(meta.units), num(meta.concepts), num(meta.links), num(meta.min_sentences), num(meta.min_documents));
  const rule = t(meta.around.length ? "rule_around" : meta.community ? "rule_community" : "rule", num(DRAWN.length), num(meta.per_concept), num(COUNT), num(meta.embedded), meta.around.map((label) => name(BY_LABEL.get(label))).join(language() === "zh" ? "、" : ", "), t(meta.around.length > 1 ? "they" : "it"));
  say(byId("shown").textContent);
  if (!DRAWN.length) return [heading(t("no_concepts")), el("p", null, about)];
  const lists = [["themes", themeList], ["categories", categoryList]];
  const [coloured, plain] = state.by === "theme" ? lists : lists.reverse();
  return [
    heading(t(coloured[0])),
    coloured[1](),
    el("details", { class: "fold" }, el("summary", null, el("h3", null, t(plain[0]))), plain[1]()),
    el("details", { class: "fold", open: true }, el("summary", null, el("h3", null, t("how"))), howText(), el("p", null, about), el("p", null, rule), meta.alone > 0 && el("p", null, t("alone_out", num(meta.alone))),
      meta.evidence === "text" && meta.unquoted > 0 && el("p", null, t("unquoted", num(meta.unquoted))),
      meta.undated > 0 && meta.years.length > 0 && el("p", null, t("undated", num(meta.undated)))),
  ];
}

const howText = () => el("p", null, t("how_size"), t(`how_${state.by}`), meta.evidence === "text" && t("how_links"));
// In grey stands what shares it; the lists that give no colour have no dots.
const dotOf = (kind, colour) => (state.by === kind ? dot(colour) : el("span"));
const inGrey = (kind) => (state.by === kind ? t("in_grey") : "");

// Coloured themes one by one; what shares grey in the picture stands together under a name that says so.
function themeList() {
  const all = [...THEMES.keys()];
  const [coloured, rest, alone] = [all.filter(hasColour), all.filter((theme) => themeSize[theme] > 1 && !hasColour(theme)), all.filter((theme) => themeSize[theme] === 1)];
  return [
    el("ul", { class: "choices" }, coloured.map(themeRow), rest.length > 0 && greyRow(t("other_themes", num(rest.length)) + inGrey("theme"), rest, rest.map(themeRow)), alone.length > 0 && greyRow(t("alone"), alone)),
    el("p", { class: "both" }, button(t("all_on"), () => go({ off: new Set() }, false), { class: "small" }),
      button(t("all_off"), () => go({ off: new Set(all) }, false), { class: "small" })),
  ];
}

const themeRow = (theme) => choiceRow({
  checked: !state.off.has(theme), mark: dotOf("theme", themeColour(theme)), text: themeName(theme), second: themeInChinese(theme), number: membersOf(theme).length,
  toggle: () => go({ off: toggled(state.off, [theme]) }, false), open: () => go({ ...NOTHING, group: theme }),
});
const greyRow = (text, themes, within) => choiceRow({
  checked: !themes.every((theme) => state.off.has(theme)), mark: dotOf("theme", palette().grey), text, number: themes.reduce((sum, theme) => sum + membersOf(theme).length, 0),
  toggle: () => go({ off: toggled(state.off, themes) }, false), within,
});

function categoryList() {
  const grey = C.categories.filter((one) => categoryColour(one) === palette().grey);
  if (grey.length < 2) return el("ul", { class: "choices" }, C.categories.map(categoryRow));
  return el("ul", { class: "choices" }, C.categories.filter((one) => !grey.includes(one)).map(categoryRow), choiceRow({
    checked: !grey.every((one) => state.cat.has(one)), mark: dotOf("category", palette().grey), text: t("other_categories", num(grey.length)) + inGrey("category"), number: grey.reduce((sum, one) => sum + ofCategory(one), 0),
    toggle: () => go({ cat: toggled(state.cat, grey) }, false), within: grey.map(categoryRow),
  }));
}

const ofCategory = (one) => DRAWN.filter((c) => C.categories[C.category[c]] === one && conceptSentences(c) > 0).length;
const categoryRow = (one) => choiceRow({
  checked: !state.cat.has(one), mark: dotOf("category", categoryColour(one)), text: categoryName(one), number: ofCategory(one), toggle: () => go({ cat: toggled(state.cat, [one]) }, false),
});

// Switches a group as a whole: off when any of it is on.
function toggled(set, values) {
  const next = new Set(set);
  if (values.every((value) => next.has(value))) values.forEach((value) => next.delete(value));
  else values.forEach((value) => next.add(value));
  return next;
}

function choiceRow({ checked, mark, text, second, number, toggle, open, within }) {
  const label = t("show_theme", text);
  const content = [text, second && el("small", { lang: "zh-CN" }, second)];
  return el("li", null, el("input", { type: "checkbox", checked, "aria-label": label, "data-key": label, onchange: toggle }), mark,
    open ? button(content, open, { class: "link" }) : el("span", null, content), el("span", { class: "count" }, num(number)), within && el("ul", { class: "choices" }, within));
}

function themeView(theme) {
  const members = membersOf(theme).sort((a, b) => conceptSentences(b) - conceptSentences(a) || a - b);
  const inside = [...Array(meta.drawn).keys()].filter((link) => C.theme[L.a[link]] === theme && C.theme[L.b[link]] === theme);
  const inner = strongest(inside.filter(linkShown));
  say(`${t("theme_of", themeName(theme))}: ${t("n_concepts", num(members.length))}`);
  return [
    toOverview(),
    heading(dotOf("theme", themeColour(theme)), el("span", null, themeName(theme))),
    themeInChinese(theme) && el("p", { class: "second", lang: "zh-CN" }, themeInChinese(theme)),
    el("p", { class: "facts" }, t("n_concepts", num(members.length)), " · ", t("inner", num(inner.length))),
    el("ul", { class: "members" }, members.map((c) => memberRow(c))),
    el("h3", null, t("links")),
    hiddenNote(inside.length - inner.length),
    el("ul", { class: "members" }, inner.slice(0, 30).map((link) => el("li", null,
      button([both(L.a[link]), " — ", both(L.b[link])], () => pickLink(link), { class: "link" }), el("span", { class: "count" }, t("n_sentences", num(linkSentences(link))))))),
  ];
}

const span = (from, until) => (from === until ? meta.years[from] : `${meta.years[from]}–${meta.years[until]}`);
const yearsText = () => span(...state.y);
const colon = () => (language() === "zh" ? "：" : ": ");
const corpus = () =>
 [t("n_documents", num(meta.documents)), meta.years.length > 0 && span(0, meta.years.length - 1)].filter(Boolean).join(language() === "zh" ? "，" : ", ");
// What is picked, and what filters are set, in words.
const between = (a, b) => `${name(a)}—${name(b)}`;
const subject = () => (state.to >= 0 ? between(state.c, state.to) : state.e >= 0 ? between(L.a[state.e], L.b[state.e]) : state.c >= 0 ? name(state.c) : state.group >= 0 ? themeName(state.group) : "");
const filterText = () => [state.w > 0 && `${t("min")} ${t("n_sentences", num(state.w))}`, state.y && yearsText(), state.off.size > 0 && t("off_themes", state.off.size),
  state.cat.size > 0 && t("off_categories", state.cat.size)].filter(Boolean).join(" · ");

