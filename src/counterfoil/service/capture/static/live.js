// The live socket: frames go up, guidance and the challenge's prompts come down. It connects again when it is lost, and
// takes a silence for a loss: a phone that left its network is told of nothing.

import { connection } from "./screens.js";

const WAITS = [400, 1000, 2000, 4000, 8000];
const LOST = new Set([1001, 1006, 1011, 1012, 1013, 4408, 4503]);
const IDLE = 4408; // closed because nothing was said for long: no fault of the network
const SILENCE = 30_000;
const UNANSWERED = 3;
const ANSWERS = new Set(["guidance", "prompt", "passed_over"]); // to a frame: each gets one

export class Live {
  #socket = null;
  #closed = false;
  #tried = 0;
  #unanswered = 0;
  #greeting = null;
  #silence = null;

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
    this.#unanswered = 0;
    this.#expect(true);
    socket.addEventListener("open", () => {
      if (socket !== this.#socket) return;
      this.#expect(false);
      connection("online");
      if (this.#greeting) this.#say(this.#greeting);
    });
    socket.addEventListener("message", (event) => {
      if (socket !== this.#socket || this.#closed) return;
      const said = JSON.parse(event.data);
      if (ANSWERS.has(said.kind)) {
        this.#tried = 0;
        this.#unanswered = Math.max(0, this.#unanswered - 1);
      }
      this.#expect(this.#unanswered > 0 || said.state === "done");
      this.hear(said);
    });
    socket.addEventListener("close", (event) => { if (socket === this.#socket) this.#broke(event.code); });
  }

  // Whether something is to come from the server, from now on.
  #expect(something) {
    clearTimeout(this.#silence);
    this.#silence = something ? setTimeout(() => this.#broke(1006), SILENCE) : null;
  }

  #broke(code) {
    if (this.#closed) return;
    this.#drop();
    if (!LOST.has(code) || this.#tried === WAITS.length) {
      this.#closed = true;
      this.ended(code);
      return;
    }
    if (code !== IDLE) connection("offline");
    this.lost();
    setTimeout(() => { if (!this.#closed) this.#connect(); }, WAITS[this.#tried]);
    if (code !== IDLE) this.#tried += 1;
  }

  #drop() {
    this.#expect(false);
    this.#socket?.close(1000);
    this.#socket = null;
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
    if (this.ready) this.#say(JSON.stringify(message));
  }

  // What to say first, now and whenever it has connected again.
  greet(message) {
    this.#greeting = message ? JSON.stringify(message) : null;
    if (this.#greeting && this.ready) this.#say(this.#greeting);
  }

  send(frame) {
    if (!this.ready) return;
    this.#unanswered += 1;
    this.#say(frame);
  }

  // Everything that is said is answered.
  #say(what) {
    this.#socket.send(what);
    if (this.#silence === null) this.#expect(true);
  }

  close() {
    this.#closed = true;
    this.#drop();
  }
}
