/* What a page does beyond links and forms. Every page works without it. */
"use strict";

/* A finding and its box on the page of the paper light up together, by pointer and by keyboard. */
const light = (marks, on) => {
  for (const mark of marks.split(" "))
    document.querySelectorAll(`[data-mark~="${CSS.escape(mark)}"]`).forEach((e) => e.classList.toggle("lit", on));
};
for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (e) => {
    const marked = e.target instanceof Element && e.target.closest("[data-mark]");
    if (marked) light(marked.dataset.mark, on);
  });
}

/* A form that cannot be taken back asks once more; a form that was sent is not sent twice. */
document.addEventListener("submit", (e) => {
  const form = e.target;
  if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) return e.preventDefault();
  if (form.method === "post") {
    if (form.dataset.sent) return e.preventDefault();
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 8000);
  }
});
