// The panel on the right: what is picked, in words that need no picture.
function drawPanel(moved) {
  const held = ["panel", "list"].some((id) => byId(id).contains(document.activeElement)) || (document.activeElement === byId("find") && byId("find").value);
  const view = state.to >= 0 ? pathView() : state.e >= 0 ? linkView(state.e) : state.c >= 0 ? conceptView(state.c)
    : state.group >= 0 ? themeView(state.group) : state.q ? missingView() : overview();
  byId("panel").replaceChildren(...view.flat().filter(Boolean));
  if (!moved) return;
  byId("panel").scrollTop = 0;
  // whoever works by keyboard goes on reading where the answer is
  const title = byId("panel").querySelector("h2");
  if (!held || !title) return;
  title.focus();
  if (narrow.matches) title.scrollIntoView();
}

const heading = (...children) => el("h2", { tabindex: "-1" }, ...children);
const backButton = (text, changes) => button(text, () => go(changes), { class: "back" });
const toOverview = () => backButton(t("to_overview"), OVERVIEW);

function missingView() {
  return [toOverview(), heading(t("search_for", state.q)), ...missingNote(state.q, pick, allRelated)];
}

// With nested ones, as the page counts links.
const allRelated = (label) => ["kg", "related", quoted(label), "-n", 0, "--nested", ...filterOptions()];

function conceptView(c) {
  const links = shownNear(c);
  const second = language() === "en" ? C.label[c] : C.en[c];
  const also = (C.alias[c] || []).filter((one) => one !== name(c) && one !== second);
  say(t("live_pick", name(c), num(links.length)));
  return [
    toOverview(),
    heading(dot(conceptColour(c)), labelled(c)),
    c === begunWith && narrow.matches && el("p", { class: "note" }, t("begun")),
    second !== name(c) && second && el("p", { class: "second", lang: language() === "en" ? "zh-CN" : "en" }, second),
    also.length > 0 && el("p", { class: "also" }, t("alias"), also.slice(0, 8).join(language() === "zh" ? "；" : "; ")),
    el("p", { class: "facts" }, t(state.y ? "counts_years" : "counts", num(conceptSentences(c)), state.y ? yearsText() : num(C.d[c]), num(C.m[c])),
      el("br"), [category(c), t(C.found[c] ? "found_new" : "curated")].join(" · ")),
    isDrawn(c) ? el("p", null, button(t("theme_of", themeName(C.theme[c])), () => go({ ...NOTHING, group: C.theme[c] }), { class: "link" })) : el("p", { class: "note" }, t("not_drawn")),
    depthChoice(c),
    pathForm(c),
    el("h3", null, t("neighbours")), " ", el("small", { class: "count" }, t(state.y ? "by_sentences" : "by_strength")),
    el("p", { class: "links" }, t(NEAR[c].length < C.links[c] ? "links_here" : "links_all", num(NEAR[c].length), num(C.links[c]))),
    hiddenNote(NEAR[c].length - links.length),
    links.length > 0 && [el("p", { class: "note how" }, t("how_sentences")), shortList(links, (link) => neighbourRow(c, link, strengthOf(links[0])), "near")],
    secondStep(c, links),
    el("p", { class: "more" }, t("more"), command(...allRelated(C.label[c]))),
  ];
}

// What is not seen for the filters' sake is said, with the way to see it.
const hiddenNote = (number) => number > 0 && el("p", { class: "note" }, t("hidden", num(number)), " ", button(t("unfilter"), unfiltered, { class: "small" }));

// What the picture shows beyond the direct links.
function secondStep(c, links) {
  if (state.d < 2 || !isDrawn(c)) return null;
  const direct = new Set([c, ...links.map((link) => otherEnd(link, c))]);
  const beyond = [...around(c, 2)].filter((one) => !direct.has(one)).sort((x, y) => conceptSentences(y) - conceptSentences(x));
  return beyond.length > 0 && [el("h3", null, t("second_step")), shortList(beyond, (one) => memberRow(one), "members")];
}

function depthChoice(c) {
  if (!isDrawn(c)) return null;
  const choice = (depth) => button(t(`depth_${depth}`), () => go({ d: depth, at: null }, false), { "aria-pressed": String(state.d === depth) });
  return el("div", { class: "switch depth", role: "group", "aria-label": t("depth") }, choice(1), choice(2));
}

const FIRST = 12;
function shortList(items, row, kind) {
  const list = el("ol", { class: kind }, items.slice(0, FIRST).map(row));
  if (items.length <= FIRST) return list;
  const rest = button(t("show_more", num(items.length - FIRST)), () => {
    const rows = items.slice(FIRST).map(row);
    list.append(...rows);
    rest.remove();
    rows[0].querySelector("button").focus();
  }, { class: "small" });
  return el("div", null, list, rest);
}

function neighbourRow(c, link, most) {
  const other = otherEnd(link, c);
  const bar = el("span", { class: "bar", "aria-hidden": "true" });
  bar.style.width = `${Math.max(3, 100 * Math.sqrt(Math.max(strengthOf(link), 0) / Math.max(most, 1)))}%`;
  bar.style.backgroundColor = conceptColour(other);
  const count = EVIDENCE[link] ? quotesOf(link).length : 0;
  return el("li", null,
    el("div", { class: "row" }, conceptButton(other),
      button([t("n_sentences", num(linkSentences(link)))], () => pickLink(link),
        { class: `sentences${count ? "" : " none"}`, "aria-label": `${t("evidence_of", name(c), name(other))}: ${t("n_sentences", num(linkSentences(link)))}` })),
    bar);
}

function pathForm(c) {
  const input = el("input", { id: "path-to", type: "search", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": "path-found",
    autocomplete: "off", spellcheck: "false", placeholder: t("path_to"), "aria-label": t("path_to") });
  const list = el("ul", { id: "path-found", role: "listbox", "aria-label": t("found"), hidden: true });
  const note = el("div");
  const choose = (to) => to !== c && go({ ...NOTHING, c, to });
  const miss = (text) => note.replaceChildren(
    ...(text ? missingNote(text, choose, (to) => ["kg", "path", quoted(C.label[c]), quoted(to), ...filterOptions()]).filter(Boolean) : []));
  combobox(input, list, choose, miss);
  if (state.q) miss(input.value = state.q);
  return el("div", null, el("div", { class: "search path-form" }, input, list), note);
}

function pathView() {
  const path = cheapestPath(state.c, state.to);
  const held = L.a.length;
  const kept = filtered() ? [...L.a.keys()].filter(linkShown).length : held;
  const among = t(filtered() ? "of_kept" : held < meta.links ? "of_page" : "of_all", num(kept), num(meta.links));
  const title = heading(t("path_from", name(state.c), name(state.to)), el("small", null, t(path ? "strongest" : "no_path", among)));
  const around = [backButton(`← ${name(state.c)}`, { to: -1 }), title];
  const own = command("kg", "path", quoted(C.label[state.c]), quoted(C.label[state.to]), ...filterOptions());
  say(title.textContent);
  if (!path) return [...around, hiddenNote(held - kept), el("p", { class: "more" }, t("ask_project"), own), pathForm(state.c)];
  const steps = path.links.map((link, step) => el("li", null,
    el("div", { class: "row" }, conceptButton(path.concepts[step]), el("span", { class: "arrow", "aria-hidden": "true" }, "↓"), conceptButton(path.concepts[step + 1])),
    el("p", { class: "facts" }, together(link), " ",
      button(t("evidence"), () => openStep(link), { class: "link", "aria-label": t("evidence_of", name(path.concepts[step]), name(path.concepts[step + 1])) })),
    quoteList(link, 1)));
  const chain = path.concepts.map((c, place) => [place > 0 && el("span", { class: "and" }, " → "), conceptButton(c)]);
  const between = path.concepts.length - 2;
  return [...around, hiddenNote(held - kept), el("p", { class: "chain" }, chain), el("p", { class: "note" }, between ? t("between", num(between)) : t("direct"), t("each_step")),
    el("ol", { class: "path" }, steps), el("p", { class: "note" }, t("path_note", path.cost.toFixed(3)), held < meta.links && t("path_more"), own),
    button(t("swap"), () => go({ c: state.to, to: state.c }), { class: "small" }), pathForm(state.c)];
}
// Out of a path into one of its links: the way back is the browser's own.
const openStep = (link) => go({ e: link, to: -1 });
const together = (link) => t(state.y ? "together_years" : "together", num(linkSentences(link)), state.y ? yearsText() : num(L.d[link]));

function linkView(link) {
  const [a, b] = state.c === L.b[link] ? [L.b[link], L.a[link]] : [L.a[link], L.b[link]];
  const held = quotesOf(link).length;
  const all = linkSentences(link);
  say(`${t("evidence_of", name(a), name(b))}: ${t("n_sentences", num(all))}`);
  return [
    state.c >= 0 ? backButton(`← ${name(state.c)}`, { e: -1 }) : toOverview(),
    heading(conceptButton(a), el("span", { class: "and" }, "—"), conceptButton(b)),
    el("p", { class: "facts" }, together(link), !state.y && [el("br"), t("measures", num(L.g2[link]), num(L.npmi[link]))]),
    meta.evidence === "ids" && el("p", { class: "note" }, t("withheld")),
    quoteList(link, 5),
    el("p", { class: "more" }, held ? t("some", num(held), num(all)) : state.y && EVIDENCE[link] ? t("none_years") : t("none_here"), " ",
      held === all ? null : command("kg", "evidence", quoted(C.label[a]), quoted(C.label[b]), ...inYearsOptions())),
  ];
}

function quoteList(link, most) {
  const quotes = quotesOf(link).slice(0, most);
  if (!quotes.length) return null;
  return el("ul", { class: "quotes" }, quotes.map((place) => {
    const [key, title, source, date, url] = D[S.doc[place]];
    const where = [source, date, key, t("line", num(S.line[place]))].filter(Boolean).join(" · ");
    return el("li", null,
      S.text.length > 0 && el("blockquote", { lang: "zh-CN" }, marked(place, [L.a[link], L.b[link]])),
      el("p", { class: "source" }, el("cite", { lang: "zh-CN" }, title || t("untitled")), el("br"), where,
        url && [" · ", el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, t("open"))]));
  }));
}

// The text of a sentence with the mentions of some concepts marked; offsets count code points.
function marked(place, concepts) {
  const chars = [...S.text[place]];
  const parts = [];
  let end = 0;
  const marks = S.marks[place];
  for (let i = 0; i < marks.length; i += 3) {
    if (!concepts.includes(marks[i]) || marks[i + 1] < end) continue;
    parts.push(chars.slice(end, marks[i + 1]).join(""), el("mark", { "data-concept": marks[i] }, chars.slice(marks[i + 1], marks[i + 1] + marks[i + 2]).join("")));
    end = marks[i + 1] + marks[i + 2];
  }
  return [...parts, chars.slice(end).join("")];
}
