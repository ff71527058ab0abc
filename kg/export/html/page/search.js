// A field with suggestions (WAI-ARIA combobox): by label, English, alias; the best fit first, then the most frequent.
const MOST_SUGGESTED = 12;
const plain = (text) => text.normalize("NFKC").toLowerCase().trim();
const NAMES = C.label.map((label, c) => [label, C.en[c], ...(C.alias[c] || [])].filter(Boolean).map(plain));

function matches(text) {
  const wanted = plain(text);
  if (!wanted) return [];
  const found = [];
  for (let c = 0; c < COUNT; c += 1) {
    let best = 9;
    let by = 0;
    NAMES[c].forEach((one, place) => {
      const fit = one === wanted ? 0 : one.startsWith(wanted) ? 1 : one.includes(wanted) ? 2 : 9;
      if (fit < best) { best = fit; by = place; }
    });
    if (best < 9) found.push([best, -C.n[c], c, by]);
  }
  return found.sort((x, y) => x[0] - y[0] || x[1] - y[1] || x[2] - y[2]).slice(0, MOST_SUGGESTED);
}

function combobox(input, list, choose) {
  let found = [];
  let active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
  const take = (place) => { const [, , c] = found[place]; close(); input.value = name(c); choose(c); };
  const point = (place) => {
    active = place;
    [...list.children].forEach((item, row) => item.setAttribute("aria-selected", String(row === place)));
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  };
  const offer = () => {
    found = matches(input.value);
    if (!input.value.trim()) { close(); return; }
    list.replaceChildren(...(found.length ? found.map(([, , c, by], row) => {
      const also = [C.label[c], C.en[c], ...(C.alias[c] || [])].filter(Boolean)[by];
      const second = by > 0 && also !== name(c) ? also : language() === "en" ? C.label[c] : C.en[c];
      return el("li", { role: "option", id: `${list.id}-${row}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(row); } },
        dot(conceptColour(c)), labelled(c), el("small", null, second === name(c) ? "" : second), el("small", { class: "count" }, t("n_sentences", num(C.n[c]))));
    }) : [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("none_found"))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    active = -1;
    say(t("live_found", found.length));
  };
  input.addEventListener("input", offer);
  input.addEventListener("focus", () => { input.select(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the Chinese input method is still at work
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) offer();
      if (found.length) point((active + (event.key === "ArrowDown" ? 1 : -1) + found.length + (active < 0 && event.key === "ArrowUp" ? 1 : 0)) % found.length);
      event.preventDefault();
    } else if (event.key === "Enter") {
      if (list.hidden) offer();
      if (found.length) take(Math.max(active, 0));
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.stopPropagation();
    }
  });
}
