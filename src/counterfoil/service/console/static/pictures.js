// All pictures of a case are zoomed and moved together, so that the same part of two faces stays side by side.

const panes = [...document.querySelectorAll(".pane")];
const controls = document.querySelector("[data-zoom]");
const LARGEST = 8;
const STEP = 1.25;
const view = { scale: 1, x: 0, y: 0 }; // x and y: shares of a pane by which its picture is moved

function show() {
  const most = (view.scale - 1) / 2;
  view.x = Math.min(Math.max(view.x, -most), most);
  view.y = Math.min(Math.max(view.y, -most), most);
  for (const pane of panes) {
    pane.firstElementChild.style.transform =
      `translate(${view.x * pane.clientWidth}px, ${view.y * pane.clientHeight}px) scale(${view.scale})`;
  }
  controls.querySelector("[data-scale]").textContent = `${Math.round(view.scale * 100)} %`;
}

/** Zoom so that the place under the pointer, in shares from the pane's middle, stays where it is. */
function zoom(factor, atX = 0, atY = 0) {
  const scale = Math.min(Math.max(view.scale * factor, 1), LARGEST);
  const ratio = scale / view.scale;
  view.x = atX - (atX - view.x) * ratio;
  view.y = atY - (atY - view.y) * ratio;
  view.scale = scale;
  show();
}

function whole() {
  Object.assign(view, { scale: 1, x: 0, y: 0 });
  show();
}

function place(pane, event) {
  const box = pane.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width - 0.5, (event.clientY - box.top) / box.height - 0.5];
}

function followPointers(pane) {
  const down = new Map();
  pane.addEventListener("pointerdown", (event) => {
    pane.setPointerCapture(event.pointerId);
    down.set(event.pointerId, place(pane, event));
  });
  pane.addEventListener("pointermove", (event) => {
    const last = down.get(event.pointerId);
    if (!last) return;
    const now = place(pane, event);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const grown = Math.hypot(now[0] - other[0], now[1] - other[1]) / Math.hypot(last[0] - other[0], last[1] - other[1]);
      zoom(grown || 1, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else {
      view.x += now[0] - last[0];
      view.y += now[1] - last[1];
      show();
    }
    down.set(event.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel"]) pane.addEventListener(end, (event) => down.delete(event.pointerId));
  pane.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY < 0 ? STEP : 1 / STEP, ...place(pane, event));
  }, { passive: false });
  pane.addEventListener("dblclick", (event) => (view.scale > 1 ? whole() : zoom(3, ...place(pane, event))));
  pane.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: [0.1, 0], ArrowRight: [-0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[event.key];
    if (!by) return;
    event.preventDefault();
    view.x += by[0];
    view.y += by[1];
    show();
  });
}

if (panes.length && controls) {
  controls.hidden = false;
  panes.forEach(followPointers);
  controls.querySelector("[data-in]").addEventListener("click", () => zoom(STEP));
  controls.querySelector("[data-out]").addEventListener("click", () => zoom(1 / STEP));
  controls.querySelector("[data-whole]").addEventListener("click", whole);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=radio]), textarea")) return;
    if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0") whole();
  });
  addEventListener("resize", show);
}
