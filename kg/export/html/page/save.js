// What is shown, as files: a picture with its title and legend, tables for Excel, everything as JSON.
const fileName = (kind) => `${(meta.title || t("graph")).replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60) || "kg"}.${kind}`;
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
const inView = () => ({ concepts: state.v === "list" && state.all ? [...C.label.keys()].filter(conceptShown) : shownConcepts(), links: state.v === "list" && state.all ? [...L.a.keys()].filter(linkShown) : shownLinks() });
const conceptRow = (c) => ({ concept: C.label[c], en: C.en[c], theme: isDrawn(c) ? THEMES[C.theme[c]].map((one) => C.label[one]).join("、") : "", category: C.categories[C.category[c]],
  status: C.found[c] ? "discovered" : "curated", sentences: conceptSentences(c), documents: C.d[c], mentions: C.m[c] });
const linkRow = (k) => ({ a: C.label[L.a[k]], b: C.label[L.b[k]], sentences: linkSentences(k), documents: L.d[k], g2: L.g2[k], npmi: L.npmi[k] ?? "" });
const asRows = (objects, columns) => [columns, ...objects.map((one) => columns.map((key) => one[key]))];
function saveConcepts() {
  download(csv(asRows(inView().concepts.map(conceptRow), ["concept", "en", "theme", "category", "status", "sentences", "documents", "mentions"])), "concepts.csv");
}
function saveLinks() { download(csv(asRows(inView().links.map(linkRow), ["a", "b", "sentences", "documents", "g2", "npmi"])), "links.csv"); }
function saveJson() {
  const quote = (place) => {
    const [document, title, source, date, url] = D[S.doc[place]];
    return { document, title, source, date, url, line: S.line[place], ...(S.text.length ? { sentence: S.text[place] } : {}) };
  };
  const { concepts, links } = inView();
  const whole = { kg: meta.kg, units: meta.units, years: state.y ? yearsText() : "", concepts: concepts.map(conceptRow), links: links.map((k) => ({ ...linkRow(k), evidence: quotesOf(k).map(quote) })) };
  download(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" }), "json");
}

// What the colours of the picture mean: [colour, name].
function legendRows() {
  const named = (all, colour, name, others) => {
    const grey = all.filter((one) => colour(one) === palette().grey);
    const rows = all.filter((one) => !grey.includes(one) || grey.length < 2).map((one) => [colour(one), name(one)]);
    return grey.length < 2 ? rows : [...rows, [palette().grey, t(others, num(grey.length))]];
  };
  if (state.by === "category") return named(C.categories.filter((one) => !state.cat.has(one) && ofCategory(one)), categoryColour, categoryName, "other_categories");
  return named([...THEMES.keys()].filter((theme) => themeSize[theme] > 1 && !state.off.has(theme)), themeColour, themeName, "other_themes");
}

function savePicture() {
  const source = byId("graph").querySelector("canvas");
  const ratio = source.width / byId("graph").clientWidth;
  const { ink, ground } = palette();
  const legend = legendRows();
  const columns = Math.max(1, Math.floor((source.width / ratio - 32) / (12 * Math.max(...legend.map(([, text]) => ems(text)), 1) + 38)));
  const rows = Math.ceil(legend.length / columns);
  const canvas = el("canvas", { width: source.width, height: source.height + (56 + rows * 22 + 12) * ratio });
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(source, 0, 48 * ratio);
  ctx.scale(ratio, ratio);
  ctx.fillStyle = ink;
  ctx.textBaseline = "middle";
  ctx.font = `700 18px ${FACE}`;
  ctx.fillText(byId("title").textContent, 16, 20);
  ctx.font = `12px ${FACE}`;
  ctx.fillText([byId("shown").textContent, state.w > 1 && `${t("min")} ${t("n_sentences", state.w)}`, state.y && yearsText()].filter(Boolean).join(" · "), 16, 40);
  legend.forEach(([colour, text], place) => {
    const width = (canvas.width / ratio - 32) / columns;
    const [x, y] = [16 + (place % columns) * width, source.height / ratio + 62 + Math.floor(place / columns) * 22];
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(x + 5, y, 5, 0, 7);
    ctx.fill();
    ctx.fillStyle = ink;
    ctx.fillText(text, x + 16, y, width - 22);
  });
  canvas.toBlob((blob) => download(blob, "png"));
}
