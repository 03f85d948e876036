// Keys for correcting captions: Alt and an arrow lead from line to line, Ctrl (or Cmd) and Enter save.
// The page works without this file: Tab leads on, the button saves.

const form = document.querySelector("[data-corrections]");
form?.addEventListener("keydown", (event) => {
  if (!event.target.matches("textarea")) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    form.requestSubmit();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!event.altKey || !step) return;
  event.preventDefault();
  const boxes = [...form.querySelectorAll("textarea:not([hidden])")];
  boxes[boxes.indexOf(event.target) + step]?.focus();
});
