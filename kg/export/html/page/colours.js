// Colours of themes and categories: each at least 3 : 1 against its ground; themes after the twelfth share grey.
const LIGHT = {
  hues: ["#2468b0", "#c9590a", "#2a8040", "#c5343d", "#84509f", "#13807f", "#8d6d00", "#bd4685", "#7a5240", "#4f55c0", "#5f7d12", "#0d7aa5"],
  grey: "#6b7480", ground: "#ffffff", ink: "#1b2026", line: "#8a94a0", faint: "#c9ced6",
};
const DARK = {
  hues: ["#6aa6ea", "#f0924a", "#67bd7b", "#f07a7c", "#c096db", "#54c1bf", "#d6b840", "#ec8abc", "#c8977f", "#9ea2f6", "#aecb58", "#5cbbe6"],
  grey: "#98a2ae", ground: "#14181d", ink: "#e9edf2", line: "#79838f", faint: "#3a424c",
};
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
let printing = false; // on white paper
const isDark = () => !printing && (state.t ? state.t === "dark" : prefersDark.matches);
const palette = () => (isDark() ? DARK : LIGHT);
const hue = (place) => (place < palette().hues.length ? palette().hues[place] : palette().grey);
const hasColour = (theme) => theme >= 0 && themeSize[theme] > 1 && theme < LIGHT.hues.length;
const themeColour = (theme) => (hasColour(theme) ? hue(theme) : palette().grey);
const categoryColour = (category) => (category ? hue(C.categories.filter(Boolean).indexOf(category)) : palette().grey);
const conceptColour = (c) => (state.by === "category" ? categoryColour(C.categories[C.category[c]]) : themeColour(C.theme[c]));
