// Elements. Text reaches the page only as text: nothing here reads markup.
const byId = (id) => document.getElementById(id);
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "hidden" || key === "checked" || key === "disabled" || key === "selected" || key === "open" || key === "value") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}
const dot = (colour) => {
  const mark = el("span", { class: "dot", "aria-hidden": "true" });
  mark.style.backgroundColor = colour;
  return mark;
};
// A label is Chinese whatever the language around it.
const labelled = (c) => el("span", { lang: language() === "en" && C.en[c] ? "en" : "zh-CN" }, name(c));
// In English its Chinese label stands beside.
const both = (c) => [labelled(c), language() === "en" && C.en[c] && [" ", el("small", { lang: "zh-CN" }, C.label[c])]];
const conceptButton = (c, choose = pick, content = both(c)) =>
  el("button", { type: "button", class: "concept", "data-concept": c, title: (language() === "zh" && C.en[c]) || null, onclick: (event) => choose(c, event.shiftKey) },
    dot(conceptColour(c)), el("span", null, content));
// What is rebuilt is known by its text, so that it can get the keyboard back.
const button = (text, action, attributes) => el("button", { type: "button", onclick: action, "data-key": typeof text === "string" && text, ...attributes }, text);
const quoted = (label) => (/^[\p{L}\p{N}_.-]+$/u.test(label) ? label : `'${label.replaceAll("'", "'\\''")}'`);
// The years chosen, and the least sentences of a link, as options of kg.
const inYearsOptions = () => (state.y ? ["--since", meta.years[state.y[0]], "--until", meta.years[state.y[1]]] : []);
const filterOptions = () => [...inYearsOptions(), ...(state.w > 0 ? ["--min-sentences", state.w] : [])];
function command(...words) {
  const text = [...words, "-p", "output"].join(" ");
  const copy = button(t("copy"), async () => {
    try { await navigator.clipboard.writeText(text); copy.textContent = t("copied"); } catch { getSelection().selectAllChildren(code); }
  }, { class: "small" });
  const code = el("code", null, text);
  return el("span", { class: "command" }, code, el("small", null, t("which_project")), copy);
}
function pick(c, second = false) {
  if (second && state.c >= 0 && state.c !== c) go({ ...NOTHING, c: state.c, to: c });
  else go({ ...NOTHING, c });
}
const pickLink = (link) => go({ e: link, q: "" });
const say = (text) => { byId("live").textContent = text; };
