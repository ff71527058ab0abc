// What is looked at, as files named after it: a picture with its title and legend, tables for Excel, all of it as JSON.
const fileName = (kind) => `${(subject() || byId("title").textContent).replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60)}${kind}`;
function download(blob, kind) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: fileName(kind) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// Excel takes a cell that begins like this for a formula; the apostrophe makes it text.
const cell = (value) => {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (rows) => new Blob(["\ufeff", rows.map((row) => row.map(cell).join(",")).join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
// What is picked, with all links of a concept that the panel lists; else what the picture or the table holds.
function inView() {
  const all = state.v === "list" && state.all;
  if (!lit) return { concepts: all ? [...C.label.keys()].filter(conceptShown) : shownConcepts(), links: all ? [...L.a.keys()].filter(linkShown) : shownLinks() };
  if (state.to >= 0 || state.c < 0 || state.e >= 0) return { concepts: [...lit], links: [...litLinks] };
  const links = [...new Set([...shownNear(state.c), ...litLinks])];
  return { concepts: [...new Set([state.c, ...links.flatMap((link) => [L.a[link], L.b[link]])])], links };
}
function drawWhat() {
  const { concepts, links } = inView();
  byId("what").textContent = `${subject() || byId("title").textContent}${colon()}${t("n_concepts", num(concepts.length))} · ${t("n_links", num(links.length))}`;
}
// With years chosen, what is not counted by year is left out.
const conceptRow = (c) => ({ concept: C.label[c], en: C.en[c], theme: isDrawn(c) ? THEMES[C.theme[c]].map((one) => C.label[one]).join("、") : "", category: C.categories[C.category[c]],
  status: C.found[c] ? "discovered" : "curated", sentences: conceptSentences(c), ...(!state.y && { documents: C.d[c], mentions: C.m[c] }) });
const linkRow = (k) => ({ a: C.label[L.a[k]], b: C.label[L.b[k]], sentences: linkSentences(k), ...(!state.y && { documents: L.d[k], g2: L.g2[k], npmi: L.npmi[k] }) });
function saveTable(rows, columns, kind) {
  const named = state.y ? columns.filter((one) => !/^(documents|mentions|g2|npmi)$/.test(one)) : columns;
  download(csv([named, ...rows.map((row) => named.map((key) => row[key]))]), `-${t(kind)}.csv`);
}
const saveConcepts = () => saveTable(inView().concepts.map(conceptRow), ["concept", "en", "theme", "category", "status", "sentences", "documents", "mentions"], "concepts");
const saveLinks = () => saveTable(inView().links.map(linkRow), ["a", "b", "sentences", "documents", "g2", "npmi"], "links");
function saveJson() {
  const quote = (place) => {
    const [document, title, source, date, url] = D[S.doc[place]];
    return { document, title, source, date, url, line: S.line[place], ...(S.text.length ? { sentence: S.text[place] } : {}) };
  };
  const { concepts, links } = inView();
  const whole = { kg: meta.kg, title: byId("title").textContent, corpus: corpus(), subject: subject(), filters: filterText(), ...(!state.y && { units: meta.units }),
    concepts: concepts.map(conceptRow), links: links.map((k) => ({ ...linkRow(k), evidence: quotesOf(k).map(quote) })) };
  download(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" }), ".json");
}

// What the colours of the picture mean: [colour, name].
function legendRows() {
  const named = (all, colour, name, others) => {
    const grey = all.filter((one) => colour(one) === palette().grey);
    const rows = all.filter((one) => !grey.includes(one) || grey.length < 2).map((one) => [colour(one), name(one)]);
    return grey.length < 2 ? rows : [...rows, [palette().grey, t(others, num(grey.length))]];
  };
  const seen = lit ? [...lit] : shownConcepts();
  if (state.by === "category") return named(C.categories.filter((one) => seen.some((c) => C.categories[C.category[c]] === one)), categoryColour, categoryName, "other_categories");
  return named([...THEMES.keys()].filter((theme) => themeSize[theme] > 1 && seen.some((c) => C.theme[c] === theme)), themeColour, themeName, "other_themes");
}

// Drawn anew at twice the size of the screen: it is there in the list too, and sharp in print.
function savePicture() {
  const ratio = 2;
  const { width, height } = room();
  const { ink, ground } = palette();
  const source = document.createElement("canvas");
  const [x, y, scale] = viewNow();
  paint(source, ratio, state.v === "graph" ? { position: { x, y }, scale } : wantedView(), true);
  const head = [[subject(), byId("title").textContent].filter(Boolean).join(" · "), corpus(), byId("shown").textContent];
  const legend = legendRows();
  const columns = Math.max(1, Math.floor((width - 32) / (12 * Math.max(...legend.map(([, text]) => ems(text)), 1) + 38)));
  const canvas = el("canvas", { width: source.width, height: source.height + (84 + Math.ceil(legend.length / columns) * 22) * ratio });
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(source, 0, 68 * ratio);
  ctx.scale(ratio, ratio);
  ctx.fillStyle = ink;
  ctx.textBaseline = "middle";
  head.forEach((text, line) => {
    ctx.font = line ? `12px ${FACE}` : `700 18px ${FACE}`;
    ctx.fillText(text, 16, [20, 40, 57][line], width - 32);
  });
  legend.forEach(([colour, text], place) => {
    const wide = (width - 32) / columns;
    const [left, middle] = [16 + (place % columns) * wide, height + 82 + Math.floor(place / columns) * 22];
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(left + 5, middle, 5, 0, 7);
    ctx.fill();
    ctx.fillStyle = ink;
    ctx.fillText(text, left + 16, middle, wide - 22);
  });
  canvas.toBlob((blob) => download(blob, ".png"));
  network.redraw(); // which sets again where labels can be clicked
}
