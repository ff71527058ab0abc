// Words of the interface. {0}, {1} … are filled in; what follows a bar is the English plural.
const WORDS = {
  skip: ["跳到列表", "Skip to the list"],
  find: ["查找概念（中文、英文、别名）", "Find a concept (Chinese, English, alias)"],
  found: ["相符的概念", "Matching concepts"],
  not_listed: ["“{0}”不在本页列出的 {1} 个概念之中；项目共有 {2} 个概念，其余 {3} 个没有收入本页。", "“{0}” is not among the {1} concepts listed here; of the {2} in the project, {3} are left out of this page."],
  not_known: ["“{0}”不是本项目的概念（共 {2} 个，都已列出）。", "“{0}” is none of the {2} concepts of the project, all of which are listed here."],
  holding: ["本页列出的 {2} 个概念（项目共 {3} 个）中没有正好叫“{0}”的，名称含“{0}”的有 {1} 个。", "None of the {2} concepts listed here (of {3} in the project) is called “{0}”; {1} hold it in their names."],
  near_holding: ["名称含它的概念", "Concepts whose names hold it"],
  several: ["有 {1} 个概念叫“{0}”，请选一个。", "{1} concepts are called “{0}”: choose one."],
  search_for: ["查找“{0}”", "Search for “{0}”"], near_names: ["名称相近的概念", "Concepts with similar names"], ask_project: ["在整个项目中查：", "Ask the whole project: "],
  view: ["视图", "View"], graph: ["图", "Graph"], list: ["列表", "List"],
  save: ["导出", "Export"], png: ["图片 PNG", "Picture (PNG)"], csv_links: ["联系 CSV", "Links (CSV)"],
  csv_concepts: ["概念 CSV", "Concepts (CSV)"], json: ["JSON（概念、联系、原句）", "JSON (concepts, links, sentences)"], n_links: ["{0} 条联系", "{0} link|{0} links"],
  dark: ["深色", "Dark"], light: ["浅色", "Light"], other_lang: ["English", "中文"],
  help: ["帮助", "Help"], close: ["关闭", "Close"],
  filters: ["筛选", "Filters"], filters_on: ["筛选已开", "Filters on"], hidden: ["筛选隐藏了 {0} 条联系。", "Filters hide {0} link.|Filters hide {0} links."], unfilter: ["取消筛选", "Clear filters"],
  no_concepts: ["没有找到概念", "No concept was found"], all_hidden: ["筛选隐藏了所有概念。", "Filters hide all concepts."], themes_off: ["所有主题都没有选上。", "All themes are switched off."],
  off_themes: ["不含 {0} 个主题", "without {0} theme|without {0} themes"], off_categories: ["不含 {0} 个类别", "without {0} category|without {0} categories"],
  loose: ["{0} 个概念没有这样的联系（淡色）", "{0} concept has no such link (pale)|{0} concepts have no such link (pale)"], sizes: ["点的大小、线的粗细按全部年份", "sizes and widths are those of all years"],
  min: ["至少共现", "At least"], n_sentences: ["{0} 句", "{0} sentence|{0} sentences"],
  years: ["年份", "Years"], from: ["从", "from"], until: ["到", "until"],
  colour: ["着色", "Colour"], by_theme: ["按主题", "by theme"], by_category: ["按类别", "by category"], reset: ["重置", "Reset"],
  zoom: ["缩放", "Zoom"], zoom_in: ["放大", "Zoom in"], zoom_out: ["缩小", "Zoom out"], zoom_fit: ["看全图", "See all"],
  hint: ["点概念看它和什么有关，点连线看原句", "Click a concept for its links, a line for its sentences"],
  panel: ["详情", "Details"], to_overview: ["← 总览", "← Overview"],
  graph_label: [
    "概念图：{0} 个概念，{1} 条联系。列表视图和右栏有同样的内容，可用键盘和读屏软件阅读。",
    "Concept graph: {0} concepts, {1} links. The list and the panel hold the same and can be used by keyboard and screen reader."],
  shown: ["图中 {0} / {1} 个概念，{2} / {3} 条联系", "{0} of {1} concepts, {2} of {3} links drawn"],
  about: [
    "{0} 篇文章、{1} 句中，{2} 个概念有 {3} 条联系（共现至少 {4} 句、{5} 篇）。",
    "{0} documents, {1} sentences: {2} concepts with {3} links (together in at least {4} sentences, {5} documents)."],
  rule: [
    "图中画出句数最多的 {0} 个概念，每个概念最强的 {1} 条联系和连通全图的联系；名单收 {2} 个概念，联系 {3} 条。其余用 kg related 或导出查看。",
    "Drawn are the {0} concepts with most sentences, the strongest {1} links of each and those that hold the graph together; listed are {2} concepts and {3} links. For the rest: kg related, or the exports."],
  alone_out: ["另有 {0} 个常见概念与图中概念没有联系，未画出。", "{0} more frequent concept has no link to those drawn.|{0} more frequent concepts have no link to those drawn."],
  unquoted: ["{0} 条画出的联系在本页没有原句。", "{0} drawn link has no sentence in this page.|{0} drawn links have no sentence in this page."],
  rule_community: [
    "图中只画一个社群的概念，共 {0} 个，每个概念最强的 {1} 条联系和连通全图的联系；名单收 {2} 个概念，联系 {3} 条。",
    "Drawn are the concepts of one community only, {0}, the strongest {1} links of each and those that hold the graph together; listed are {2} concepts and {3} links."],
  rule_around: [
    "图中画出“{4}”和与{5}联系最强的概念，共 {0} 个；名单收 {2} 个概念，联系 {3} 条。其余用 kg related 或导出查看。",
    "Drawn here: “{4}” and what {5} linked with most, {0} concepts in all; listed are {2} concepts and {3} links. For the rest: kg related, or the exports."],
  it: ["它", "it is"], they: ["它们", "they are"],
  themes: ["主题", "Themes"], categories: ["类别", "Categories"], alone: ["单独的概念", "Concepts that stand alone"], other_categories: ["其他 {0} 个类别", "{0} other categories"], other_themes: ["其他 {0} 个主题", "{0} other theme|{0} other themes"], in_grey: ["（图中灰色）", " (grey in the graph)"],
  n_concepts: ["{0} 个概念", "{0} concept|{0} concepts"], show_theme: ["在图中显示“{0}”", "Show “{0}” in the graph"],
  all_on: ["全选", "All"], all_off: ["全不选", "None"], how: ["怎样看图", "How to read this"],
  how_size: ["圆点越大，概念出现的句子越多；线越粗，两个概念的联系越强；", "The larger a dot, the more sentences hold the concept; the thicker a line, the stronger the link; "],
  how_theme: [
    "颜色是主题，即彼此常在同一句里的概念，按图中所画的联系划分（kg communities 按全部联系划分，会有不同）。",
    "a colour is a theme, concepts that often share sentences, found in the links drawn here (kg communities finds them in all links, so they can differ). "],
  how_category: ["颜色是概念的类别。", "a colour is the category of a concept. "],
  how_links: ["联系按同句出现计算，每条都能查到原句。", "Links are counted by sentence, and each can be traced to its sentences."],
  old_browser: ["此浏览器版本过旧，请用 2023 年以后的浏览器打开。", "This browser is too old: please use one of 2023 or later."],
  unknown: ["未分类", "no category"], found_new: ["从文中发现", "found in the texts"], curated: ["叙词表概念", "in the thesaurus"],
  alias: ["又作：", "Also: "], counts: ["{0} 句 · {1} 篇 · {2} 处", "{0} sentences · {1} documents · {2} mentions"], counts_years: ["{0} 句（{1}）", "{0} sentences ({1})"], n_documents: ["{0} 篇", "{0} document|{0} documents"],
  not_drawn: ["图中平时不画此概念，虚线是临时加上的。", "This concept is not among those drawn; dashed lines are added for now."],
  neighbours: ["相关概念", "Linked with"], by_strength: ["按强度（G²）排序", "by strength (G²)"], by_sentences: ["按句数排序", "by sentences"], how_sentences: ["点句数看原句，点概念看它自己的联系", "Click a number for the sentences, a concept for its own links"],
  links_here: ["本页 {0} 条联系，全项目 {1} 条", "{0} links in this page, {1} in the whole project"], links_all: ["共 {1} 条联系，都在本页", "{1} links in all, each in this page"], second_step: ["再远一步（图中）", "One step further (in the graph)"],
  begun: ["屏幕窄，放不下全图：先看最常见的概念，“← 总览”看全部主题。", "The screen is too narrow for the whole graph: it begins with the most frequent concept; “← Overview” shows all themes."],
  more: ["更多：", "More: "], which_project: ["output 换成项目文件夹", "output: the folder of the project"], copy: ["复制", "Copy"], copied: ["已复制", "Copied"],
  evidence: ["原句", "Sentences"], evidence_of: ["“{0}”与“{1}”的原句", "Sentences with “{0}” and “{1}”"],
  depth: ["显示范围", "Show"], depth_1: ["直接联系", "direct links"], depth_2: ["两步以内", "within two steps"],
  path_to: ["看它与另一个概念之间：输入名称", "Path to another concept: its name"], between: ["中间隔着 {0} 个概念", "{0} concept lies between them|{0} concepts lie between them"], direct: ["直接相连", "Directly linked"], each_step: ["；下面每步附一句原文", "; below, a sentence for each step"], path_from: ["从“{0}”到“{1}”", "From “{0}” to “{1}”"],
  strongest: ["{0}中最强的链", "The strongest chain over {0}"], no_path: ["{0}中没有路径", "No path over {0}"],
  of_all: ["全部 {1} 条联系", "all {1} links"], of_page: ["本页 {0} 条联系（全项目 {1} 条）", "the {0} links in this page (of {1} in the project)"], of_kept: ["筛选留下的 {0} 条联系（全项目 {1} 条）", "the {0} links that filters leave (of {1} in the project)"],
  path_note: ["各步代价（−ln 余弦）之和 {0}。", "Cost of the chain (sum of −ln cosine) {0}. "], path_more: ["全项目里可能有更强的链：", "The whole project may hold a stronger one: "],
  swap: ["对调", "Swap"],
  together: ["同在 {0} 句、{1} 篇", "Together in {0} sentences, {1} documents"], together_years: ["同在 {0} 句（{1}）", "Together in {0} sentences ({1})"],
  measures: ["G² {0} · NPMI {1}", "G² {0} · NPMI {1}"],
  some: ["本页收入 {0} 句，共 {1} 句。", "{0} of {1} sentences are in this page."],
  none_here: ["本页没有收入这条联系的原句。", "The sentences of this link are not in this page."],
  none_years: ["所选年份的原句没有收入本页。", "The sentences of the years chosen are not in this page."],
  withheld: ["此页发布时未收入原句，只注明出处。", "This page gives places only, not the sentences."],
  line: ["第 {0} 行", "line {0}"], open: ["打开原文", "Open the source"], untitled: ["无题", "Untitled"],
  theme_of: ["主题：{0}", "Theme: {0}"], inner: ["主题内 {0} 条联系", "{0} link within the theme|{0} links within the theme"],
  concepts: ["概念", "Concepts"], links: ["联系", "Links"], only_drawn: ["只列图中的", "Drawn ones only"],
  h_concept: ["概念", "Concept"], h_en: ["英文", "中文"], h_theme: ["主题", "Theme"], h_category: ["类别", "Category"],
  h_n: ["句", "Sentences"], h_d: ["篇", "Documents"], h_links: ["本页联系", "Links here"], h_a: ["概念", "Concept"], h_b: ["概念", "Concept"], h_g2: ["G²", "G²"],
  h_npmi: ["NPMI", "NPMI"], h_open: ["原句", "Sentences"], show_more: ["再显示 {0} 个", "Show {0} more"],
  live_pick: ["{0}：{1} 条联系", "{0}: {1} link|{0}: {1} links"], live_found: ["{0} 个概念相符", "{0} concept matches|{0} concepts match"],
  keys: ["帮助与快捷键", "Help and keys"], single: ["单键快捷键", "Single-key shortcuts"],
  k_find: ["查找概念：输入全名后回车，或用 ↓ 和鼠标选", "find a concept: Enter takes a full name, ↓ or a click one of those offered"], k_esc: ["关闭，返回总览", "close, back to the overview"],
  k_zoom: ["放大、缩小、看全图", "zoom in, out, see all"], k_list: ["图与列表切换", "graph or list"], k_help: ["帮助", "help"],
  k_shift: ["Shift + 点第二个概念：两者之间的路径", "Shift + click a second concept: the path between both"],
  k_double: ["双击概念：在直接联系与两步之间切换", "Double click a concept: direct links or two steps"],
  k_touch: ["点概念看联系，点连线看原句；横划移图，双指缩放，竖划滚动页面", "Tap a concept for its links, a line for its sentences; swipe sideways to move the graph, pinch to zoom, swipe up or down to scroll"],
  k_url: ["地址栏记住所见：复制链接即可分享，可后退前进", "The address holds what you see: copy it to share; back and forward work"],
  undated: ["{0} 篇没有日期，限定年份时不计", "{0} document without a date is left out when years are chosen|{0} documents without a date are left out when years are chosen"],
  cat_policy: ["政策", "policy"], cat_technology: ["技术", "technology"], cat_security: ["安全", "security"], cat_economy: ["经济", "economy"],
  cat_society: ["社会", "society"], cat_law: ["法律", "law"], cat_institution: ["机构", "institution"], cat_governance: ["治理", "governance"],
  cat_international: ["国际", "international"], cat_data: ["数据", "data"],
};
const OWN_LANGUAGE = /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
const language = () => state.l || OWN_LANGUAGE;
const t = (key, ...values) => {
  const [zh, en] = WORDS[key];
  let text = zh;
  if (language() === "en") {
    const [one, many] = en.split("|");
    const number = values[values.length > 1 && en.startsWith("{0}:") ? 1 : 0];
    text = many && String(number) !== "1" ? many : one;
  }
  return text.replace(/\{(\d)\}/g, (_, place) => values[place]);
};
// Both languages write 1,234.5; asking the browser for its formats costs as much as a tenth of the first picture.
function num(value) {
  const [whole, part] = String(Math.round(value * 1000) / 1000).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
}
