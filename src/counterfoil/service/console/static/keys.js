// Keys of every page: help, the way to the queue, and going up and down in it.

const help = document.getElementById("help");

function toggleHelp() {
  if (help.open) help.close();
  else help.showModal();
}

function isTyping(target) {
  return target.matches("input:not([type=radio]), textarea, select, [contenteditable]");
}

for (const button of document.querySelectorAll("[data-help]")) {
  button.hidden = false;
  button.addEventListener("click", toggleHelp);
}

/** Move the focus along the cases of the queue. */
function move(by) {
  const cases = [...document.querySelectorAll("[data-case]")];
  if (!cases.length) return false;
  const at = cases.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : cases.length - 1) : Math.min(Math.max(at + by, 0), cases.length - 1);
  cases[next].focus();
  cases[next].scrollIntoView({ block: "nearest" });
  return true;
}

function go(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
  return Boolean(link);
}

let before = "";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const key = event.key;
  let done = false;
  if (key === "?") done = (toggleHelp(), true);
  else if (help.open) return;
  else if (before === "g" && key === "q") done = go('nav a[href="/console/queue"]');
  else if (before === "g" && key === "f") done = go('nav a[href="/console/find"]');
  else if (key === "j") done = move(1) || go("[data-after]");
  else if (key === "k") done = move(-1) || go("[data-before]");
  before = key;
  if (done) event.preventDefault();
});
