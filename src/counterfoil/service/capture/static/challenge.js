// The liveness challenge: one camera, one recording in one go, each movement shown when the one before is done.

import * as camera from "./camera.js";
import { hints } from "./guided.js";
import { Live } from "./live.js";
import { onLeave } from "./screens.js";
import { knows, t } from "./texts.js";

const LOOK_EVERY = 250;
const FRAME_EVERY = 100;
const SOON = 25;
const GOOD_IN_A_ROW = 3;
const LONGEST = 640;
const RATIO = 4 / 3;
const QUALITY = 0.78;
const READ = 2500;

// Run a challenge. When its window is hidden, the recording ends, and begins again once the window is back; nothing is
// sent meanwhile. `ended(how, code)` says how it ended: kept, poor (the code says why), over, lost, spent, refused or
// closed.
export async function challenge(screen, { without, ended, gone }) {
  const video = screen.one("video");
  const asking = screen.one("[data-hint]");
  let hint = null;
  const finder = screen.one("[data-viewfinder]");
  const cannot = screen.one("[data-cannot]");
  const movement = screen.one("[data-movement]");
  let phase = "finding"; // finding, waiting, beginning, running, keeping, hidden
  let good = 0;
  let left = false;
  let eye = null;
  let live = null;
  let waiting = null;
  onLeave(() => {
    left = true;
    clearInterval(waiting);
    document.removeEventListener("visibilitychange", turn);
    live?.close();
    eye?.close();
  });

  const end = (how, code) => { if (!left) { left = true; ended(how, code); } };

  const draw = (name) => {
    movement.hidden = false;
    movement.querySelector("[data-drawing]").setAttribute("href", `#move-${name}`);
  };

  const find = () => {
    phase = "finding";
    good = 0;
    movement.hidden = true;
    asking.textContent = t("challenge.find");
    hint = hints(asking);
    live.greet({ do: "watch", shows: "face" });
  };

  const start = () => {
    phase = "beginning";
    asking.textContent = t("challenge.begins");
    draw("ready");
    live.greet(null);
    live.say({ do: "begin", without });
  };

  const wait = (seconds) => {
    phase = "waiting";
    let rest = seconds;
    asking.textContent = t("challenge.busy", { seconds: rest });
    waiting = setInterval(() => {
      rest -= 1;
      if (rest > 0) return;
      clearInterval(waiting);
      find(); // they may have moved, and the connection may be gone
    }, 1000);
  };

  const prompt = (said) => {
    const shown = said.state === "step" ? said.step : said.state;
    finder.dataset.step = shown;
    if (said.state === "over") return end("over");
    asking.textContent = t(said.state === "done" ? "challenge.keeping" : `challenge.${shown}`);
    draw(shown);
    screen.one("[data-number]").textContent =
      said.state === "step" ? t("challenge.number", { number: said.number, of: said.of }) : "";
    beads(screen.one("[data-beads]"), said.state === "done" ? said.of : Math.max(0, said.number - 1), said.of);
    cannot.hidden = said.state !== "step";
    if (said.state === "done") phase = "keeping";
    return undefined;
  };

  let last = "";
  // Nobody does what they do not see, and browsers slow down what is hidden: so nothing is recorded then.
  const stop = () => {
    clearInterval(waiting);
    if (phase !== "waiting") live.say({ do: "stop" });
    phase = "hidden";
    last = "";
    delete finder.dataset.step;
    finder.classList.remove("good");
    movement.hidden = true;
    cannot.hidden = true;
    screen.one("[data-number]").textContent = "";
    screen.one("[data-beads]").replaceChildren();
    asking.textContent = t("challenge.hidden");
  };

  function turn() {
    if (document.hidden && ["beginning", "running", "waiting"].includes(phase)) stop();
    else if (!document.hidden && phase === "hidden") {
      setTimeout(() => { if (!left && !document.hidden && phase === "hidden") find(); }, READ);
    }
  }

  const hear = (said) => {
    if (left) return;
    if (said.kind === "guidance" && phase === "finding") {
      good = said.ready && !document.hidden ? good + 1 : 0;
      finder.classList.toggle("good", said.ready);
      hint(said.ready ? t("hint.ready") : knows(`hint.${said.hint}`) ? t(`hint.${said.hint}`) : t(`reason.${said.hint}`));
      if (good >= GOOD_IN_A_ROW) start();
    } else if (said.kind === "begun" && phase === "beginning") {
      phase = "running";
    } else if (said.kind === "prompt" && phase === "running") {
      const same = `${said.state} ${said.step} ${said.number}`;
      if (same !== last) prompt(said);
      last = same;
    } else if (said.kind === "busy" && phase === "beginning") {
      wait(said.retry_after);
    } else if (said.kind === "poor") {
      end("poor", said.code);
    } else if (["kept", "spent", "refused"].includes(said.kind)) {
      end(said.kind);
    }
  };

  document.addEventListener("visibilitychange", turn);
  cannot.addEventListener("click", () => live?.say({ do: "cannot" }));
  eye = await camera.open(video, "user");
  if (left) { eye.close(); return; }
  eye.onEnd = () => gone("busy");
  live = new Live({
    hear,
    lost: () => { if (phase === "running" || phase === "keeping" || phase === "beginning") end("lost"); else good = 0; },
    ended: () => end("closed"),
  });
  find();

  while (!left) {
    const began = performance.now();
    const now = phase;
    const running = now === "running";
    const due = !document.hidden && eye.fresh && (running ? live.hungry : now === "finding" && live.idle);
    if (due) {
      const frame = await eye.frame(LONGEST, QUALITY, RATIO);
      if (frame && !left && phase === now) live.send(frame);
    }
    const every = !due ? SOON : running ? FRAME_EVERY : LOOK_EVERY;
    await new Promise((done) => setTimeout(done, Math.max(5, every - (performance.now() - began))));
  }
}

function beads(place, done, of) {
  const made = Array.from({ length: of }, (_, index) => {
    const bead = document.createElement("i");
    bead.classList.toggle("passed", index < done);
    return bead;
  });
  place.replaceChildren(...made);
}
