// The panel when nothing is picked: the themes, the categories, what the page holds.
function overview() {
  const about = t("about", num(meta.documents), num(meta.units), num(meta.concepts), num(meta.links), num(meta.min_sentences), num(meta.min_documents));
  const rule = t(meta.around.length ? "rule_around" : "rule", num(DRAWN.length), num(meta.per_concept), num(COUNT), num(meta.embedded), meta.around.join("、"));
  return [
    heading(t("themes")),
    themeList(),
    el("details", { class: "fold" }, el("summary", null, el("h3", null, t("categories"))), categoryList()),
    el("details", { class: "fold", open: true }, el("summary", null, el("h3", null, t("how"))), el("p", null, t("how_text")), el("p", null, about), el("p", null, rule), meta.alone > 0 && el("p", null, t("alone_out", num(meta.alone))),
      meta.undated > 0 && meta.years.length > 0 && el("p", null, t("undated", num(meta.undated)))),
  ];
}

function themeList() {
  const many = THEMES.map((_, theme) => theme).filter((theme) => themeSize[theme] > 1);
  const alone = THEMES.map((_, theme) => theme).filter((theme) => themeSize[theme] === 1);
  const rows = many.map((theme) => choiceRow({
    checked: !state.off.has(theme), colour: themeColour(theme), text: themeName(theme), number: themeSize[theme],
    label: t("show_theme", themeName(theme)), toggle: () => go({ off: toggled(state.off, [theme]) }, false), open: () => go({ group: theme, c: -1, e: -1, to: -1 }),
  }));
  if (alone.length) {
    rows.push(choiceRow({
      checked: !alone.every((theme) => state.off.has(theme)), colour: palette().grey, text: t("alone"), number: alone.length,
      label: t("show_theme", t("alone")), toggle: () => go({ off: toggled(state.off, alone) }, false), open: null,
    }));
  }
  return [
    el("ul", { class: "choices" }, rows),
    el("p", { class: "both" }, button(t("all_on"), () => go({ off: new Set() }, false), { class: "small" }),
      button(t("all_off"), () => go({ off: new Set(THEMES.keys()) }, false), { class: "small" })),
  ].flat();
}

function categoryList() {
  return el("ul", { class: "choices" }, C.categories.map((one, place) => choiceRow({
    checked: !state.cat.has(one), colour: categoryColour(one), text: categoryName(one), number: DRAWN.filter((c) => C.category[c] === place).length,
    label: t("show_theme", categoryName(one)), toggle: () => go({ cat: toggled(state.cat, [one]) }, false), open: null,
  })));
}

// Switches a group as a whole: off when any of it is on.
function toggled(set, values) {
  const next = new Set(set);
  if (values.every((value) => next.has(value))) values.forEach((value) => next.delete(value));
  else values.forEach((value) => next.add(value));
  return next;
}

function choiceRow({ checked, colour, text, number, label, toggle, open }) {
  const box = el("input", { type: "checkbox", checked, "aria-label": label, "data-key": label, onchange: toggle });
  return el("li", null, box, dot(colour), open ? button(text, open, { class: "link" }) : el("span", null, text), el("span", { class: "count" }, num(number)));
}

function themeView(theme) {
  const members = DRAWN.filter((c) => C.theme[c] === theme).sort((a, b) => C.n[b] - C.n[a] || a - b);
  const inner = shownLinks().filter((link) => C.theme[L.a[link]] === theme && C.theme[L.b[link]] === theme)
    .sort((x, y) => L.g2[y] - L.g2[x]);
  say(`${t("theme_of", themeName(theme))}: ${t("n_concepts", num(members.length))}`);
  return [
    toOverview(),
    heading(dot(themeColour(theme)), el("span", null, themeName(theme))),
    el("p", { class: "facts" }, t("n_concepts", num(members.length)), " · ", t("inner", num(inner.length))),
    el("ul", { class: "members" }, members.map((c) => el("li", null, conceptButton(c), el("span", { class: "count" }, t("n_sentences", num(conceptSentences(c))))))),
    el("h3", null, t("links")),
    el("ul", { class: "members" }, inner.slice(0, 30).map((link) => el("li", null,
      button([labelled(L.a[link]), " — ", labelled(L.b[link])], () => pickLink(link), { class: "link" }), el("span", { class: "count" }, t("n_sentences", num(linkSentences(link))))))),
  ];
}

const yearsText = () => (state.y ? (state.y[0] === state.y[1] ? meta.years[state.y[0]] : `${meta.years[state.y[0]]}–${meta.years[state.y[1]]}`) : t("all_years"));
