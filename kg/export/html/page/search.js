// A field with suggestions (WAI-ARIA combobox): by label, English, alias; the best fit first, then the most frequent.
// Enter takes what was typed in full or pointed at, never a guess.
const MOST_SUGGESTED = 12;
const LEAST_ALIKE = 0.4;
const plain = (text) => text.normalize("NFKC").toLowerCase().trim();
const namesOf = (c) => [C.label[c], C.en[c], ...(C.alias?.[c] || [])]; // aliases come with the rest
let plainNames = null;
const twos = (text) => new Set([...text].slice(1).map((char, place) => [...text][place] + char));

// Share of the pairs of neighbouring characters that two texts have in common (Dice 1945).
function alike(some, other) {
  const theirs = twos(other);
  const common = [...some].filter((two) => theirs.has(two)).length;
  return (2 * common) / Math.max(some.size + theirs.size, 1);
}

// How well a name fits what was typed: 0 the same, 1 begins so, 2 holds it, 3 is held by it, 4 like it, 9 not at all.
function fitOf(one, wanted, pairs) {
  if (!one) return 9;
  if (one === wanted) return 0;
  if (one.startsWith(wanted)) return 1;
  if (one.includes(wanted)) return 2;
  if (one.length > 1 && wanted.includes(one)) return 3;
  return pairs.size > 1 && alike(pairs, one) >= LEAST_ALIKE ? 4 : 9;
}

// Rows [fit, −sentences, concept, which of its names], best first.
function matches(text) {
  const wanted = plain(text);
  if (!wanted) return [];
  const pairs = twos(wanted);
  plainNames ||= C.label.map((_, c) => namesOf(c).map(plain));
  const found = [];
  for (let c = 0; c < COUNT; c += 1) {
    let best = 9;
    let by = 0;
    plainNames[c].forEach((one, place) => {
      const fit = fitOf(one, wanted, pairs);
      if (fit < best) { best = fit; by = place; }
    });
    if (best < 9) found.push([best, -conceptSentences(c), c, by]);
  }
  return found.sort((x, y) => x[0] - y[0] || (x[0] ? 0 : Math.min(x[3], 2) - Math.min(y[3], 2)) || x[1] - y[1] || x[2] - y[2]);
}

// The one concept that bears this name: as its label before others that have it as English or as another form; −1 where none or two do.
function named(found) {
  const exact = found.filter(([fit]) => fit === 0);
  if (!exact.length) return -1;
  const first = exact.filter(([, , , by]) => Math.min(by, 2) === Math.min(exact[0][3], 2));
  return first.length === 1 ? first[0][2] : -1;
}

function combobox(input, list, choose, missing) {
  let found = [];
  let active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
  const take = (c) => { close(); input.value = name(c); choose(c); };
  const point = (place) => {
    active = place;
    [...list.children].forEach((item, row) => item.setAttribute("aria-selected", String(row === place)));
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  };
  const offer = () => {
    found = matches(input.value);
    if (!input.value.trim()) { close(); return; }
    list.replaceChildren(...(found.length ? found.slice(0, MOST_SUGGESTED).map((row, place) => suggestion(row, `${list.id}-${place}`, take))
      : [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, notListed(input.value.trim()))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    active = -1;
    say(t("live_found", found.length));
  };
  const enter = () => {
    if (!input.value.trim()) return;
    if (list.hidden) offer();
    const c = active >= 0 ? found[active][2] : named(found);
    if (c >= 0) take(c);
    else { close(); missing(input.value.trim()); }
  };
  // the Chinese input method writes letters here before it writes characters
  input.addEventListener("input", (event) => { if (!event.isComposing) { offer(); if (!input.value) missing(""); } });
  input.addEventListener("compositionend", offer);
  input.addEventListener("focus", () => { input.select(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) offer();
      const rows = list.children.length;
      if (found.length) point((active + (event.key === "ArrowDown" ? 1 : -1) + rows + (active < 0 && event.key === "ArrowUp" ? 1 : 0)) % rows);
      event.preventDefault();
    } else if (event.key === "Enter") {
      enter();
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.stopPropagation();
    }
  });
}

function suggestion([, , c, by], id, take) {
  const also = by > 1 ? namesOf(c)[by] : "";
  return el("li", { role: "option", id, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(c); } },
    dot(conceptColour(c)), el("span", null, language() === "en" ? both(c) : [labelled(c), C.en[c] && [" ", el("small", { lang: "en" }, C.en[c])]]), also && el("small", null, also), countOf(c));
}

const countOf = (c) => el("small", { class: "count" }, t("n_sentences", num(conceptSentences(c))));
const memberRow = (c, choose) => el("li", null, conceptButton(c, choose), countOf(c));

// What is said of a name that no listed concept bears, what comes near it, and where to ask for it.
const notListed = (text) => t(meta.concepts > COUNT ? "not_listed" : "not_known", text, num(COUNT), num(meta.concepts), num(meta.concepts - COUNT));
function missingNote(text, choose, wordsFor) {
  const near = matches(text);
  const same = near.filter(([fit]) => fit === 0).length;
  const holding = near.filter(([fit]) => fit < 3).length;
  const best = near.find(([fit, , c]) => fit < 3 && c !== state.c);
  const what = same ? t("several", text, same) : holding ? t("holding", text, num(holding), num(COUNT), num(meta.concepts)) : notListed(text);
  say(what);
  return [
    el("p", null, what),
    near.length > 0 && el("h3", null, t(holding ? "near_holding" : "near_names")),
    near.length > 0 && shortList(near.slice(0, holding || near.length), ([, , c]) => memberRow(c, choose), "members"),
    // kg takes names in full: of a part of names that of the best fit, else the name as typed, which may be among those left out
    best ? el("p", { class: "more" }, t("more"), command(...wordsFor(C.label[best[2]])))
      : !holding && meta.concepts > COUNT && el("p", { class: "more" }, t("ask_project"), command(...wordsFor(text))),
  ];
}

