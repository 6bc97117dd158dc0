// The way through: where the verification stands decides which screen is shown, so that a reload goes on where it was.

import { CameraTrouble } from "./camera.js";
import { challenge } from "./challenge.js";
import { guide } from "./guided.js";
import * as memory from "./memory.js";
import { result } from "./result.js";
import * as screens from "./screens.js";
import * as server from "./server.js";
import { language, languages, t } from "./texts.js";

const POLL = 1500;
const LONG_AFTER = 45_000;

const chosen = new URLSearchParams(location.search).has("lang");

let progress = null;
let without = [];

// Look where the verification stands, and show what comes next.
export async function go() {
  try {
    progress = await server.progress(chosen ? language : null);
  } catch (wrong) {
    trouble(wrong);
    return;
  }
  if (speaks(progress.consent.language)) return;
  document.getElementById("test").hidden = !progress.test;
  route();
}

function route() {
  const { state, advice, attempts_left: left, follows } = progress;
  if (follows) followingScreen();
  else if (state === "created") consentScreen();
  else if (state === "processing") waitingScreen();
  else if (state !== "consented" && state !== "capturing") resultScreen();
  else if (advice.length > 0 && memory.told() !== left) resultScreen();
  else captureScreen();
}

// The integrator may have said in which language to greet the person; whoever chose one keeps it.
function speaks(wanted) {
  if (chosen || wanted === language || !languages.includes(wanted)) return false;
  location.replace(`${location.pathname}?lang=${wanted}`);
  return true;
}

function consentScreen() {
  const screen = screens.show("consent");
  screens.at("consent");
  const { consent } = progress;
  const purpose = screen.one("[data-purpose]");
  purpose.textContent = progress.purpose;
  purpose.dir = "auto";
  for (const { heading, text } of consent.sections) {
    const title = document.createElement("h2");
    title.textContent = heading;
    const body = document.createElement("p");
    body.textContent = text;
    screen.one("[data-consent]").append(title, body);
  }
  const until = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  screen.one("[data-until]").textContent = t("consent.until", { time: until.format(new Date(progress.expires_at)) });
  const agreed = screen.one("#agreed");
  const wrong = screen.one("#agree-needed");
  agreed.addEventListener("change", () => { wrong.textContent = ""; });
  screen.one("[data-begin]").addEventListener("submit", (event) => {
    event.preventDefault();
    if (agreed.checked) act(screen.one("[data-begin] button"), () => server.consent(consent.version).then(go));
    else {
      wrong.textContent = t("consent.agree.needed");
      agreed.focus();
    }
  });
  manualButton(screen);
  screens.begin();
}

function manualScreen() {
  const screen = screens.show("manual");
  screen.one("[data-confirm]").addEventListener("click", (event) => act(event.currentTarget, () => server.chooseManual().then(go)));
  screen.one("[data-back]").addEventListener("click", route);
  screens.begin();
}

// What is still to be taken: the server says, but for the back, since only the person knows whether there is one.
function missing() {
  const { next, there } = progress;
  if (next === "document") return firstSide();
  if (memory.kind() === null && !there.includes("document_back")) return "kind";
  if (memory.kind() === "card" && memory.lacksBack()) return "card_back";
  return next === "probe" ? "face" : null;
}

// What is shown first of the chosen kind of document.
const firstSide = () => (memory.kind() === "card" ? "card_front" : "page");

function captureScreen() {
  const next = missing();
  if (next === null) reviewScreen();
  else if (next === "face") faceScreen();
  else if (memory.kind() === null) kindScreen();
  else documentScreen(next);
}

function kindScreen(chosen = captureScreen) {
  const screen = screens.show("kind");
  screens.at("document");
  for (const choice of screen.all("[data-kind]")) {
    choice.addEventListener("click", () => {
      memory.setKind(choice.dataset.kind);
      chosen();
    });
  }
  otherWays(screen);
  screens.begin();
}

async function documentScreen(shows) {
  const side = shows === "card_back" ? "back" : "front";
  const part = `document_${side}`;
  const preview = (picture) => previewScreen(picture, {
    at: "document",
    heading: t("document.preview.heading"),
    lead: t("document.preview.lead"),
    alt: t("document.preview.alt"),
    again: () => documentScreen(shows),
    use: () => send(part, picture, server.putDocument(side, picture)),
  });
  const screen = screens.show("document");
  screens.at("document");
  screen.one("[data-heading]").textContent = t(`document.${shows}.heading`);
  screen.one("[data-lead]").textContent = t(`document.${shows}.lead`);
  chosenFile(screen, preview);
  otherDocument(screen);
  otherWays(screen);
  screens.begin();
  const gone = (kind) => haltedCamera(kind, { at: "document", again: () => documentScreen(shows), file: preview, shows });
  const wanted = { shows, facing: "environment", longest: 960, ratio: 4 / 3, taken: preview, gone };
  await withCamera(screen, gone, () => guide(screen, wanted));
}

function faceScreen() {
  const screen = screens.show("face");
  screens.at("face");
  screen.one("[data-lead]").textContent = t(progress.needs_challenge ? "face.live.lead" : "face.photo.lead");
  const unable = screen.one("[data-unable]");
  unable.hidden = !progress.needs_challenge;
  const boxes = [...unable.querySelectorAll("input")];
  for (const box of boxes) box.checked = without.includes(box.value);
  unable.open = without.length > 0;
  screen.one("[data-start]").addEventListener("click", () => {
    without = boxes.filter((box) => box.checked).map((box) => box.value);
    if (boxes.length - without.length < 3) {
      unable.querySelector("[data-wrong]").textContent = t("face.unable.most");
      unable.open = true;
      return;
    }
    if (progress.needs_challenge) challengeScreen();
    else photoScreen();
  });
  otherWays(screen);
  screens.begin();
}

async function photoScreen() {
  const preview = (picture) => previewScreen(picture, {
    at: "face",
    heading: t("face.preview.heading"),
    lead: t("face.preview.lead"),
    alt: t("face.preview.alt"),
    again: photoScreen,
    use: () => send("probe", picture, server.putProbe(picture)),
  });
  const screen = screens.show("photo");
  screens.at("face");
  chosenFile(screen, preview);
  otherWays(screen);
  screens.begin();
  const gone = (kind) => haltedCamera(kind, { at: "face", again: photoScreen, file: preview });
  const wanted = { shows: "face", facing: "user", longest: 640, ratio: 4 / 3, taken: preview, gone };
  await withCamera(screen, gone, () => guide(screen, wanted));
}

async function challengeScreen() {
  const screen = screens.show("challenge");
  screens.at("face");
  otherWays(screen);
  screens.begin();
  const gone = (kind) => haltedCamera(kind, { at: "face", again: challengeScreen, live: true });
  const ended = async (how, code) => {
    if (how === "kept") {
      await go();
    } else if (how === "lost" || how === "closed") {
      await afterBreak();
    } else if (how === "poor") {
      halted({ at: "face", heading: t("challenge.over.heading"), lead: t(`reason.${code}`), again: challengeScreen });
    } else {
      const why = how === "refused" ? "spent" : how;
      halted({ at: "face", heading: t(`challenge.${why}.heading`), lead: t(`challenge.${why}.lead`),
        again: why === "spent" ? null : challengeScreen });
    }
  };
  await withCamera(screen, gone, () => challenge(screen, { without, ended, gone }));
}

// The connection broke: perhaps after the recording was stored, and then it need not be made again.
async function afterBreak() {
  screens.show("waiting");
  try {
    progress = await server.progress(language);
  } catch (wrong) {
    trouble(wrong);
    return;
  }
  if (progress.next === "probe" && !progress.follows) {
    halted({ at: "face", heading: t("challenge.lost.heading"), lead: t("challenge.lost.lead"), again: challengeScreen });
  } else {
    route();
  }
}

function previewScreen(picture, { at, heading, lead, alt, again, use }) {
  const address = URL.createObjectURL(picture);
  const screen = screens.show("preview", () => URL.revokeObjectURL(address));
  screens.at(at);
  screen.one("[data-heading]").textContent = heading;
  screen.one("[data-lead]").textContent = lead;
  const shown = screen.one("[data-preview]");
  shown.alt = alt;
  shown.src = address;
  shown.addEventListener("error", () => { shown.hidden = true; });
  screen.one("[data-again]").addEventListener("click", again);
  const using = screen.one("[data-use]");
  const wrong = screen.one("[data-wrong]");
  let told = false;
  using.addEventListener("click", () => act(using, async () => {
    const said = await use();
    if (said.good || told) return go();
    told = true;
    wrong.textContent = said.advice.join(" ");
    using.classList.remove("main");
    screen.one("[data-again]").classList.add("main");
    return t("document.anyway");
  }, wrong));
  screens.begin();
}

// Hand over a picture. A first look may find something amiss: then the person is told, and decides.
async function send(part, picture, put) {
  const said = await put;
  memory.keepPicture(part, picture);
  if (part === "document_front") memory.setLacksBack(memory.kind() === "card");
  if (part === "document_back") memory.setLacksBack(false);
  return said;
}

function chosenFile(screen, chosen) {
  screen.one("[data-file]").addEventListener("change", (event) => {
    const file = event.currentTarget.files[0];
    if (file) chosen(file);
  });
}

// Whoever went another way while the browser asked for the camera stays there, whatever they answer.
async function withCamera(screen, gone, run) {
  try {
    await run();
  } catch (wrong) {
    if (!(wrong instanceof CameraTrouble)) throw wrong;
    if (!screen.left) gone(wrong.kind);
  }
}

function haltedCamera(kind, { at, again, file = null, live = false, shows = null }) {
  const lead = live ? `${t(`camera.${kind}`)} ${t("camera.live")}` : t(`camera.${kind}`);
  halted({ at, heading: t("camera.heading"), lead, again, file, label: t("camera.again"), elsewhere: true, shows });
}

// Something stands in the way: say what, and which ways there are.
function halted({ at, heading, lead, again, file = null, label = t("challenge.again"), elsewhere = false, shows = null }) {
  const screen = screens.show("halted");
  screens.at(at);
  screen.one("[data-heading]").textContent = heading;
  screen.one("[data-lead]").textContent = lead;
  const button = screen.one("[data-again]");
  button.textContent = label;
  button.hidden = again === null;
  button.addEventListener("click", () => again());
  if (file) {
    screen.one("[data-file-label]").hidden = false;
    chosenFile(screen, file);
  }
  if (shows) {
    const wanted = screen.one("[data-wanted]");
    wanted.querySelector("strong").textContent = t(`document.${shows}.heading`);
    wanted.querySelector("span").textContent = t(`document.${shows}.lead`);
    wanted.hidden = false;
    otherDocument(screen);
  }
  otherWays(screen, elsewhere);
  screens.begin();
}

function reviewScreen() {
  const screen = screens.show("review");
  screens.at("send");
  const kinds = ["document_front", "document_back", "probe"].filter((kind) => progress.there.includes(kind));
  const addresses = [];
  screens.onLeave(() => addresses.forEach((address) => URL.revokeObjectURL(address)));
  for (const kind of kinds) {
    const clip = kind === "probe" && progress.needs_challenge;
    screen.one("[data-pieces]").append(piece(kind, clip, addresses));
  }
  screen.one("[data-send]").addEventListener("click", (event) => act(event.currentTarget, () => server.submit().then(go), screen.one("[data-wrong]")));
  manualButton(screen);
  screens.begin();
}

function piece(kind, clip, addresses) {
  const item = document.createElement("li");
  const kept = memory.picture(kind);
  if (kept && !clip) {
    const image = document.createElement("img");
    image.alt = "";
    addresses.push((image.src = URL.createObjectURL(kept)));
    item.append(image);
  } else {
    item.append(screens.drawing(kind === "probe" ? "way-camera" : "identity-card"));
  }
  const words = document.createElement("span");
  const name = t(clip ? "review.clip" : `review.${kind}`);
  const taken = document.createElement("small");
  taken.textContent = t("review.taken");
  words.append(name, taken);
  const change = document.createElement("button");
  change.type = "button";
  change.textContent = t("review.change");
  change.setAttribute("aria-label", `${t("review.change")}: ${name}`);
  change.addEventListener("click", () => {
    if (kind === "probe") faceScreen();
    else if (memory.kind() === null) kindScreen();
    else documentScreen(kind === "document_back" ? "card_back" : firstSide());
  });
  item.append(words, change);
  return item;
}

async function waitingScreen() {
  const screen = screens.show("waiting");
  screens.at("send");
  screens.begin();
  const began = performance.now();
  await watch(screen, () => {
    if (progress.state !== "processing") {
      route();
      return true;
    }
    const lead = screen.one("[data-lead]");
    const long = performance.now() - began > LONG_AFTER;
    if (long && lead.textContent !== t("waiting.long")) lead.textContent = t("waiting.long");
    return false;
  });
}

async function resultScreen() {
  let said = null;
  try {
    said = await server.result();
  } catch (wrong) {
    trouble(wrong);
    return;
  }
  result(said, {
    again: () => {
      memory.setTold(progress.attempts_left);
      captureScreen();
    },
    manual: manualScreen,
    elsewhere: progress.follows,
    contest: (button) => act(button, () => server.contest().then(go)),
  });
}

async function handoffScreen(back) {
  const screen = screens.show("handoff");
  if (onPhone()) {
    screen.one("[data-heading]").textContent = t("handoff.browser.heading");
    screen.one("[data-lead]").textContent = t("handoff.browser.lead");
    screen.one("[data-follow]").textContent = t("handoff.browser.follow");
    screen.one(".code").hidden = true;
  }
  screen.one("[data-back]").addEventListener("click", back);
  let link = null;
  try {
    link = await server.handoff();
  } catch (wrong) {
    if (!screen.left) trouble(wrong);
    return;
  }
  if (screen.left) return;
  const address = URL.createObjectURL(new Blob([link.qr], { type: "image/svg+xml" }));
  screens.onLeave(() => URL.revokeObjectURL(address));
  screen.one("[data-code]").src = address;
  screen.one("[data-address]").href = link.url;
  screen.one("[data-address]").textContent = link.url;
  screens.begin();
  // Once the link is opened over there, this window only follows.
  await watch(screen, () => {
    if (progress.follows) followingScreen();
    return progress.follows;
  });
}

// The person goes on with another device: show where they are, and in the end what it came to.
async function followingScreen() {
  const screen = screens.show("following");
  screens.begin();
  const isOver = () => {
    const part = whereabouts();
    if (part === null) {
      resultScreen();
      return true;
    }
    screens.at(part);
    const text = progress.state === "processing" ? t("waiting.lead") : t("handoff.taken.at", { part: t(`progress.${part}`) });
    const status = screen.one("[data-at]");
    if (status.textContent !== text) status.textContent = text;
    return false;
  };
  if (!isOver()) await watch(screen, isOver);
}

// Look again and again where the verification stands, while a screen is shown and until it says that it has seen enough.
async function watch(screen, isOver) {
  while (!screen.left) {
    await server.pause(POLL);
    if (screen.left) return;
    try {
      progress = await server.progress(language);
    } catch (wrong) {
      if (!screen.left) trouble(wrong);
      return;
    }
    if (screen.left || isOver()) return;
  }
}

// Which part of the way the person is at, by what is next; null at its end.
function whereabouts() {
  return { consent: "consent", document: "document", probe: "face", submit: "send", wait: "send" }[progress.next] ?? null;
}

function manualButton(screen) {
  screen.one("[data-manual]").addEventListener("click", manualScreen);
}

const onPhone = () => matchMedia("(pointer: coarse)").matches && matchMedia("(max-width: 50rem)").matches;

// On every screen: the way without biometrics, and the way over a phone for whoever does not sit before one. On a phone
// that is of use where the camera is not to be had: `elsewhere`, in another browser, it may be.
function otherWays(screen, elsewhere = false) {
  manualButton(screen);
  const button = screen.one("[data-handoff]");
  button.hidden = onPhone() && !elsewhere;
  if (onPhone()) button.querySelector("span").textContent = t("handoff.browser.open");
  button.addEventListener("click", () => handoffScreen(route));
}

// Whoever took the wrong kind, or has another document at hand, begins it anew. With both sides of a card handed over
// there is no other kind to change to, since a back would stay behind.
function otherDocument(screen) {
  const button = screen.one("[data-other-document]");
  button.hidden = progress.there.includes("document_back");
  button.addEventListener("click", () => {
    kindScreen(() => documentScreen(firstSide()));
  });
}

// Do something once, however often its button is pressed. What it returns is the button's label from then on.
async function act(button, action, wrongPlace = null) {
  if (button.getAttribute("aria-busy") === "true") return;
  const label = button.textContent;
  const refused = (wrong) => wrong instanceof server.Refused && !wrong.passes;
  button.setAttribute("aria-busy", "true");
  button.textContent = t("sending");
  try {
    button.textContent = (await action()) ?? label;
  } catch (wrong) {
    button.textContent = label;
    if (wrong instanceof server.Refused && wrong.code === "session_follows") {
      await go();
    } else if (wrong instanceof server.Refused && wrong.status === 409) {
      screens.announce(t("trouble.state"));
      await go();
    } else if (wrongPlace && wrong instanceof server.Refused && [413, 415, 422, 501].includes(wrong.status)) {
      wrongPlace.textContent = t("trouble.refused");
    } else if (wrongPlace && !refused(wrong)) {
      wrongPlace.textContent = t("trouble.lead"); // what was taken is still there
    } else {
      trouble(wrong);
    }
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function trouble(wrong) {
  const link = wrong instanceof server.Refused && [401, 403, 404, 410].includes(wrong.status);
  const screen = screens.show("trouble");
  screens.at(null);
  screen.one("[data-heading]").textContent = t(link ? "link.heading" : "trouble.heading");
  screen.one("[data-lead]").textContent = t(link ? "link.lead" : "trouble.lead");
  const again = screen.one("[data-again]");
  again.hidden = link;
  again.addEventListener("click", enter);
  screens.begin();
}

const isLink = () => location.hash.startsWith("#cft_");

async function enter() {
  if (isLink()) {
    try {
      await server.openLink(location.hash.slice(1));
    } catch (wrong) {
      // A link that was opened here before is refused, and the session that it gave goes on.
      if (!(wrong instanceof server.Refused) || wrong.passes) { trouble(wrong); return; }
    }
    history.replaceState(null, "", location.pathname + location.search);
  }
  await go();
}

document.getElementById("languages").addEventListener("change", (event) => {
  location.assign(`${location.pathname}?lang=${event.currentTarget.value}`);
});
window.addEventListener("hashchange", () => { if (isLink()) enter(); });
// Browsers keep whole pages to go back to: what such a one shows may be long over.
window.addEventListener("pageshow", (event) => { if (event.persisted) go(); });
enter();
