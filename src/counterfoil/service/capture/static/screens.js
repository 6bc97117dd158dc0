// Screens: one at a time, made of the page's templates. Each begins at its heading, for eyes and screen readers alike.

import { t } from "./texts.js";

const content = document.getElementById("content");
const announcements = document.getElementById("announcements");
const parts = ["consent", "document", "face", "send"];
let leave = null;

// Show a screen. What `onLeave` does, such as closing a camera, is done before the next one is shown; whoever has waited
// for something looks at `left` first.
export function show(name, onLeave = null) {
  if (leave) leave();
  const screen = {
    left: false,
    one: (query) => content.querySelector(query),
    all: (query) => [...content.querySelectorAll(query)],
  };
  leave = () => {
    screen.left = true;
    if (onLeave) onLeave();
  };
  const made = document.getElementById(`screen-${name}`).content.cloneNode(true);
  content.replaceChildren(made);
  window.scrollTo(0, 0);
  return screen;
}

// Put the focus on the heading, once it has its words, and name the window after it.
export function begin() {
  const heading = content.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  document.title = `${heading.textContent} – Counterfoil`;
}

export function onLeave(action) {
  const before = leave;
  leave = before ? () => { before(); action(); } : action;
}

export function announce(text) {
  announcements.textContent = "";
  requestAnimationFrame(() => { announcements.textContent = text; });
}

// Show how far the person is: the part they are at, and those that are done.
export function at(part) {
  const bar = document.getElementById("progress");
  bar.hidden = part === null;
  const now = part === "end" ? parts.length : parts.indexOf(part);
  for (const [index, item] of [...bar.querySelectorAll("li")].entries()) {
    const passed = index < now;
    item.classList.toggle("passed", passed);
    item.querySelector(".done").hidden = !passed;
    if (index === now) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
}

export function drawing(id, box = "0 0 64 48") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", box);
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("drawing");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${id}`);
  svg.append(use);
  return svg;
}

// Say that the connection is gone or back, above whatever is shown.
export function connection(state) {
  const banner = document.getElementById("connection");
  const gone = state === "offline";
  if (gone) banner.textContent = t("trouble.offline");
  else if (!banner.hidden) announce(t("trouble.online"));
  banner.hidden = !gone;
}
