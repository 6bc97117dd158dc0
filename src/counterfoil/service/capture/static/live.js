// The live socket: frames go up, guidance and the challenge's prompts come down. It connects again when it is lost.

import { connection } from "./screens.js";

const WAITS = [400, 1000, 2000, 4000, 8000];
const LOST = new Set([1001, 1006, 1011, 1012, 1013, 4408, 4503]);
const UNANSWERED = 3;
const ANSWERS = new Set(["guidance", "prompt", "passed_over"]); // to a frame: each gets one

export class Live {
  #socket = null;
  #closed = false;
  #tried = 0;
  #unanswered = 0;
  #greeting = null;

  // `hear(message)` gets what the socket says; `lost()` is called when it broke off, before it connects again;
  // `ended(code)` when it is over and connecting again would not help.
  constructor({ hear, lost = () => {}, ended = () => {} }) {
    this.hear = hear;
    this.lost = lost;
    this.ended = ended;
    this.#connect();
  }

  #connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/v1/capture/live`);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#tried = 0;
      this.#unanswered = 0;
      connection("online");
      if (this.#greeting) socket.send(this.#greeting);
    });
    socket.addEventListener("message", (event) => {
      const said = JSON.parse(event.data);
      if (ANSWERS.has(said.kind)) this.#unanswered = Math.max(0, this.#unanswered - 1);
      if (!this.#closed) this.hear(said);
    });
    socket.addEventListener("close", (event) => this.#broke(event.code));
  }

  #broke(code) {
    if (this.#closed) return;
    if (!LOST.has(code) || this.#tried === WAITS.length) {
      this.#closed = true;
      this.ended(code);
      return;
    }
    connection("offline");
    this.lost();
    setTimeout(() => { if (!this.#closed) this.#connect(); }, WAITS[this.#tried]);
    this.#tried += 1;
  }

  get ready() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  // Whether another frame may go up: only a few are ever under way, so that a slow network gets fewer, not older ones.
  get hungry() {
    return this.ready && this.#unanswered < UNANSWERED && this.#socket.bufferedAmount < 200_000;
  }

  get idle() {
    return this.ready && this.#unanswered === 0;
  }

  say(message) {
    if (this.ready) this.#socket.send(JSON.stringify(message));
  }

  // What to say first, now and whenever it has connected again.
  greet(message) {
    this.#greeting = message ? JSON.stringify(message) : null;
    if (this.#greeting && this.ready) this.#socket.send(this.#greeting);
  }

  send(frame) {
    if (!this.ready) return;
    this.#unanswered += 1;
    this.#socket.send(frame);
  }

  close() {
    this.#closed = true;
    this.#socket?.close(1000);
  }
}
