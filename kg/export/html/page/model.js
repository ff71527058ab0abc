// The data of the page as arrays: a concept is a place in C, a link a place in L; the first meta.drawn links are drawn.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const { meta, themes: THEMES, concepts: C, links: L } = read("kg-data");
// The rest stands packed after this script: the first picture does not wait for it.
let EVIDENCE = {};
let S = {};
let D = [];
const unpacked = (id) => {
  const bytes = Uint8Array.from(atob(byId(id).textContent), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
};
async function readRest() {
  const [vis, rest] = await Promise.all(["kg-vis", "kg-rest"].map(unpacked));
  document.head.append(el("script", null, vis));
  take(JSON.parse(rest));
}
function take(rest) {
  Object.assign(C, rest.concepts);
  Object.assign(L, rest.links, { g2: L.n.map((_, k) => g2(k)), npmi: L.n.map((_, k) => npmi(k)) });
  ({ evidence: EVIDENCE, sentences: S, documents: D } = rest);
}

// The measures as kg computes them (weights.py), to six decimals.
const six = (value) => Math.round(value * 1e6) / 1e6;
function g2(k) {
  const [N, a, b] = [meta.units, C.n[L.a[k]], C.n[L.b[k]]];
  const n = Math.max(L.n[k], a + b - N);
  const [c, d] = [N - a, N - b];
  const term = (seen, expected) => (seen ? seen * Math.log(seen / expected) : 0);
  const value = Math.max(0, 2 * (term(n, (a * b) / N) + term(a - n, (a * d) / N) + term(b - n, (b * c) / N) + term(c - (b - n), (c * d) / N)));
  return six(n * N < a * b ? -value : value);
}
function npmi(k) {
  const [n, a, b] = [L.n[k], C.n[L.a[k]], C.n[L.b[k]]];
  return n === a && n === b ? 1 : six(Math.min(1, Math.max(-1, Math.log((n * meta.units) / (a * b)) / -Math.log(n / meta.units))));
}
const COUNT = C.label.length;
const DRAWN = [...C.theme.keys()].filter((c) => C.theme[c] >= 0);
const NEAR = Array.from({ length: COUNT }, () => []);
L.a.forEach((a, link) => { NEAR[a].push(link); NEAR[L.b[link]].push(link); });
const BY_LABEL = new Map(C.label.map((label, c) => [label, c]));
const isDrawn = (c) => C.theme[c] >= 0;
const otherEnd = (link, c) => (L.a[link] === c ? L.b[link] : L.a[link]);
const linkOf = (a, b) => NEAR[a].find((link) => otherEnd(link, a) === b);
const sumYears = (row) => row.slice(state.y[0], state.y[1] + 1).reduce((sum, n) => sum + n, 0);
const linkSentences = (link) => (state.y ? sumYears(L.y[link]) : L.n[link]);
const conceptSentences = (c) => (state.y ? sumYears(C.y[c]) : C.n[c]);
const keptConcept = (c) => !state.cat.has(C.categories[C.category[c]]) && conceptSentences(c) > 0;
const conceptShown = (c) => !(isDrawn(c) && state.off.has(C.theme[c])) && keptConcept(c);
// The least sentences and documents of a link: with years chosen they follow the number of documents of these, as kg does with --since and --until.
let rule = {};
function leastNow() {
  if (!state.y) return { sentences: meta.min_sentences };
  if (rule.y !== state.y) {
    const [, sentences, documents] = meta.least.find(([from]) => sumYears(meta.dated) >= from);
    rule = { y: state.y, sentences, documents };
  }
  return rule;
}
const enough = (link) => linkSentences(link) >= (state.w || leastNow().sentences) && (!state.y || sumYears((L.yd || L.y)[link]) >= leastNow().documents);
const linkShown = (link) => enough(link) && conceptShown(L.a[link]) && conceptShown(L.b[link]);
const shownConcepts = () => DRAWN.filter(conceptShown);
const shownLinks = () => [...Array(meta.drawn).keys()].filter(linkShown);
const filtered = () => state.w > 0 || Boolean(state.y) || state.off.size > 0 || state.cat.size > 0;
// Only sentences are counted by year: with years chosen they take the place of G².
const strengthOf = (link) => (state.y ? linkSentences(link) : L.g2 ? L.g2[link] : g2(link)); // the first picture asks for few
const strongest = (links) => links.sort((x, y) => strengthOf(y) - strengthOf(x) || L.n[y] - L.n[x] || x - y);
const shownNear = (c) => strongest(NEAR[c].filter(linkShown));
const category = (c) => categoryName(C.categories[C.category[c]]);
const categoryName = (name) => (name ? (WORDS[`cat_${name}`] ? t(`cat_${name}`) : name) : t("unknown"));
const name = (c) => (language() === "en" && C.en[c] ? C.en[c] : C.label[c]);
const themeName = (theme) => THEMES[theme].map(name).join(language() === "zh" ? "、" : ", ");
const themeInChinese = (theme) => (language() === "en" && THEMES[theme].some((c) => C.en[c]) ? THEMES[theme].map((c) => C.label[c]).join("、") : "");
const themeSize = THEMES.map((_, theme) => C.theme.filter((other) => other === theme).length);
const membersOf = (theme) => DRAWN.filter((c) => C.theme[c] === theme && keptConcept(c));

// Cost of a link in millionths: −ln cosine, rounded to six decimals, so that sums are whole numbers and ties are ties.
const cost = (link) => Math.round(Math.max(0, Math.log(Math.sqrt(conceptSentences(L.a[link]) * conceptSentences(L.b[link])) / linkSentences(link))) * 1e6);

// The cheapest chain from a to b over the links that filters leave, ties by fewer links, then by labels (places are in the order of labels); null if there is none.
function cheapestPath(a, b) {
  const far = Array(COUNT).fill(null);
  const near = (c) => NEAR[c].filter(linkShown);
  const less = (x, y) => !y || x[0] < y[0] || (x[0] === y[0] && x[1] < y[1]);
  far[b] = [0, 0];
  const open = new Set([b]);
  while (open.size) {
    let next = -1;
    for (const c of open) if (next < 0 || less(far[c], far[next])) next = c;
    open.delete(next);
    for (const link of near(next)) {
      const end = otherEnd(link, next);
      const reached = [far[next][0] + cost(link), far[next][1] + 1];
      if (less(reached, far[end])) { far[end] = reached; open.add(end); }
    }
  }
  if (!far[a]) return null;
  const chain = { concepts: [a], links: [], cost: far[a][0] / 1e6 };
  for (let here = a; here !== b;) {
    const steps = near(here).filter((link) => {
      const [total, hops] = far[otherEnd(link, here)];
      return total + cost(link) === far[here][0] && hops + 1 === far[here][1];
    });
    const step = steps.reduce((best, link) => (otherEnd(link, here) < otherEnd(best, here) ? link : best));
    here = otherEnd(step, here);
    chain.concepts.push(here);
    chain.links.push(step);
  }
  return chain;
}

// The links of a concept that its focus shows: the drawn ones and the best; on a phone there is room for the best only.
const narrow = matchMedia("(max-width: 700px)");
const BEST = 10;
const focusLinks = (c) => shownNear(c).filter((link, place) => place < BEST || (link < meta.drawn && !narrow.matches));

// Concepts within so many links of one: its own focus, then drawn links.
function around(c, depth) {
  const found = new Set([c]);
  let edge = [c];
  for (let step = 0; step < depth; step += 1) {
    edge = edge.flatMap((here) => (here === c ? focusLinks(c) : NEAR[here].filter((link) => link < meta.drawn && linkShown(link))).map((link) => otherEnd(link, here)));
    edge = edge.filter((end) => isDrawn(end) && !found.has(end));
    edge.forEach((end) => found.add(end));
  }
  return found;
}

const quoteYear = (sentence) => D[S.doc[sentence]][3].slice(0, 4);
const inYears = (sentence) => !state.y || (quoteYear(sentence) >= meta.years[state.y[0]] && quoteYear(sentence) <= meta.years[state.y[1]]);
const quotesOf = (link) => (EVIDENCE[link] || []).filter(inYears);
