// Keys of one case, and keeping it while it is open. A key never decides: it leads to the reason, or to the page that asks.

function choose(selector, then) {
  const choice = document.querySelector(selector);
  if (!choice) return false;
  if (choice.type === "radio") choice.checked = true;
  const next = then ? document.querySelector(then) : choice;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=radio]), textarea, select") || document.querySelector("dialog[open]")) return;
  let done = false;
  if (event.key === "a") done = choose("[data-accept]", "[data-reason]");
  else if (event.key === "r") done = choose("[data-reject]", "[data-reason]");
  else if (event.key === "c") done = choose("[data-confirm]");
  else if (event.key === "b") done = choose("[data-back]");
  if (done) event.preventDefault();
});

const kept = document.querySelector("[data-lease]");
if (kept) {
  const keep = async () => {
    if (document.hidden) return; // whoever looks elsewhere for long lets others have it
    const asked = { method: "POST", body: new URLSearchParams(new FormData(kept)) };
    const answer = await fetch(kept.dataset.lease, asked).catch(() => null);
    const later = answer === null || answer.status === 429 || answer.status >= 500;
    if (!later && answer.status !== 204) location.reload(); // somebody else has it, or nobody is signed in any more
  };
  setInterval(keep, Number(kept.dataset.every) * 1000);
  document.addEventListener("visibilitychange", keep);
}
