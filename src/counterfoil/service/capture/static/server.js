// Requests to the server. A connection that is lost is tried again, and so is one on which no answer comes; what the
// server refuses is thrown with its code.

import { connection } from "./screens.js";
import { language } from "./texts.js";

const WAITS = [500, 1000, 2000, 4000, 8000];
const SILENCE = 30_000;
const SLOWEST = 20; // bytes in a millisecond: a line that is slower than this carries no picture

export class Refused extends Error {
  constructor(status, code, retryAfter) {
    super(code);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  // Whether the server may do it a little later.
  get passes() {
    return this.status === 429 || this.status >= 500;
  }
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function once(method, path, body, type) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["Counterfoil-Page"] = "1";
  if (type) headers["Content-Type"] = type;
  const given = new AbortController();
  const silence = setTimeout(() => given.abort(), SILENCE + (body?.size ?? 0) / SLOWEST);
  try {
    const answer = await fetch(path, {
      method, headers, body, credentials: "same-origin", cache: "no-store", redirect: "error", signal: given.signal,
    });
    if (answer.ok) return await answer.json(); // where it breaks off, it is as good as none
    const said = await answer.json().catch(() => null);
    throw new Refused(answer.status, said?.code ?? "unknown", Number(answer.headers.get("Retry-After")) || null);
  } finally {
    clearTimeout(silence);
  }
}

// Ask again where asking twice does no harm: everything here may be repeated.
async function ask(method, path, body, type) {
  for (let tried = 0; ; tried += 1) {
    try {
      const said = await once(method, path, body, type);
      connection("online");
      return said;
    } catch (wrong) {
      const refused = wrong instanceof Refused;
      if ((refused && !wrong.passes) || tried === WAITS.length) throw wrong;
      if (!refused) connection("offline");
      await pause(wrong.retryAfter ? wrong.retryAfter * 1000 : WAITS[tried]);
    }
  }
}

const post = (path, said = {}) => ask("POST", path, JSON.stringify(said), "application/json");

export const openLink = (token) => post("/v1/capture/session", { token });
// Without a language, the server says in which one the person is to be greeted.
export const progress = (inLanguage) => ask("GET", inLanguage ? `/v1/capture?language=${inLanguage}` : "/v1/capture");
export const consent = (version) => post("/v1/capture/consent", { version, language });
export const chooseManual = () => post("/v1/capture/manual");
export const contest = () => post("/v1/capture/contest");
export const handoff = () => post("/v1/capture/handoff");
export const submit = () => post("/v1/capture/submit");
export const result = () => ask("GET", `/v1/capture/result?language=${language}`);
export const putDocument = (side, picture) => ask("PUT", `/v1/capture/document/${side}`, picture, picture.type || "image/jpeg");
export const putProbe = (picture) => ask("PUT", "/v1/capture/probe", picture, picture.type || "image/jpeg");
