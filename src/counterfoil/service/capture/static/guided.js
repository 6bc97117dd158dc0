// A guided camera: small frames go up, a hint is shown for each, and the picture is taken as soon as it is good.

import * as camera from "./camera.js";
import { Live } from "./live.js";
import { onLeave } from "./screens.js";
import { knows, t } from "./texts.js";

const EVERY = 250;
const SETTLED = 1000;
const GOOD_IN_A_ROW = 2;

const words = (hint) => (knows(`hint.${hint}`) ? t(`hint.${hint}`) : t(`reason.${hint}`));

// Hints change no faster than they can be read.
export function hints(element) {
  let shown = null;
  let since = -SETTLED;
  return (text) => {
    const now = performance.now();
    if (text === shown || now - since < SETTLED) return;
    shown = text;
    since = now;
    element.textContent = text;
  };
}

// Run until a picture is taken, by itself or with the shutter. Throws CameraTrouble when there is no camera.
export async function guide(screen, { shows, facing, longest, ratio, taken, gone }) {
  const video = screen.one("video");
  const hint = hints(screen.one("[data-hint]"));
  const finder = screen.one("[data-viewfinder]");
  let left = false;
  let taking = false;
  let eye = null;
  let live = null;
  let good = 0;
  onLeave(() => { left = true; live?.close(); eye?.close(); });

  const take = async () => {
    if (left || taking || !eye?.started) return;
    taking = true;
    const picture = await eye.frame(4096, 0.93);
    taking = false;
    if (picture && !left) taken(picture);
  };

  const rate = (ready) => {
    good = ready ? good + 1 : 0;
    finder.classList.toggle("good", ready);
  };

  eye = await camera.open(video, facing);
  if (left) { eye.close(); return; }
  eye.onEnd = () => gone("busy");
  const shutter = screen.one("[data-shutter]");
  shutter.addEventListener("click", take);

  live = new Live({
    hear: (said) => {
      if (said.kind !== "guidance" || left) return;
      rate(said.ready);
      hint(words(said.hint));
      if (good >= GOOD_IN_A_ROW && !document.hidden) take();
    },
    lost: () => rate(false),
    // Without guidance the shutter still works.
    ended: () => {
      rate(false);
      screen.one("[data-auto]").hidden = true;
      screen.one("[data-hint]").textContent = t("hint.by_hand");
    },
  });
  live.greet({ do: "watch", shows });

  while (!left) {
    if (eye.started) {
      shutter.disabled = false;
      if (live.idle && eye.fresh && !document.hidden) {
        const frame = await eye.frame(longest, 0.8, ratio);
        if (frame && !left) live.send(frame);
      }
    }
    await new Promise((done) => setTimeout(done, EVERY));
  }
}
