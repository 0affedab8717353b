/* What would a person with a keyboard, a screen reader or weak eyes stumble over on this page? Returns a list of complaints.
   Ratios as in WCAG 2.2, success criterion 1.4.3. */
() => {
  const complaints = [];
  const shown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && e.getBoundingClientRect().width > 1;
  const name = (e) =>
    (e.getAttribute("aria-label") || [...(e.labels || [])].map((l) => l.textContent).join(" ") || e.textContent || e.querySelector("img")?.alt || e.title || "").trim();
  const where = (e) => `<${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${e.className && e.className.baseVal === undefined ? "." + e.className : ""}> ${(e.innerText || "").slice(0, 40)}`;

  if (!document.documentElement.lang) complaints.push("the page has no language");
  if (!document.title.trim()) complaints.push("the page has no title");
  const heads = [...document.querySelectorAll("h1")].filter(shown);
  if (heads.length !== 1) complaints.push(`the page has ${heads.length} first headings`);
  let last = 0;
  for (const h of document.querySelectorAll("h1, h2, h3, h4")) {
    if (!shown(h)) continue;
    const level = Number(h.tagName[1]);
    if (last && level > last + 1) complaints.push(`a heading of level ${level} follows one of ${last}: ${where(h)}`);
    last = level;
  }
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href], summary"))
    if (!name(e)) complaints.push(`nameless: ${where(e)}`);
  for (const e of document.querySelectorAll("img")) if (!e.hasAttribute("alt")) complaints.push(`a picture without words: ${e.src}`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i))) complaints.push(`the id ${id} is there twice`);
  for (const e of document.querySelectorAll("[aria-labelledby], label[for]")) {
    const id = e.getAttribute("aria-labelledby") || e.getAttribute("for");
    if (!document.getElementById(id)) complaints.push(`${where(e)} names ${id}, which is not there`);
  }
  for (const t of document.querySelectorAll("table")) if (!t.querySelector("th")) complaints.push(`a table without heads: ${where(t)}`);

  const parse = (colour) => {
    const canvas = (parse.canvas ||= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) =>
    [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || !e || seen.has(e) || !shown(e) || e.closest("svg, script, style, [disabled]")) continue;
    seen.add(e);
    const style = getComputedStyle(e), under = ground(e), ink = over(parse(style.color), under);
    const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize);
    const needs = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (ratio < needs) complaints.push(`contrast ${ratio.toFixed(2)} of ${needs}: ${where(e)} "${node.data.trim().slice(0, 30)}"`);
  }
  if (document.scrollingElement.scrollWidth > window.innerWidth + 1)
    complaints.push(`the page is ${document.scrollingElement.scrollWidth} wide in a window of ${window.innerWidth}`);
  return complaints;
}
