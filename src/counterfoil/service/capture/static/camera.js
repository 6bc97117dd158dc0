// The camera: open and close it, and take frames from it.

const SILENCE = 30_000;
const STALE = 500;

// Why a camera cannot be used: denied, missing, busy, insecure, or withheld by a browser that gives pages none.
export class CameraTrouble extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

const WANTED = {
  environment: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1440 } },
  user: { facingMode: { ideal: "user" }, width: { ideal: 1280 }, height: { ideal: 960 } },
};

function kindOf(wrong) {
  if (wrong.name === "NotAllowedError" || wrong.name === "SecurityError") return "denied";
  if (wrong.name === "NotReadableError" || wrong.name === "AbortError") return "busy";
  return "missing";
}

// Open a camera and show it in a video element. `facing` is "user" or "environment".
export async function open(video, facing) {
  if (!window.isSecureContext) throw new CameraTrouble("insecure");
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraTrouble("withheld");
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: WANTED[facing] });
  } catch (wrong) {
    throw new CameraTrouble(kindOf(wrong));
  }
  video.srcObject = stream;
  return new Camera(video, stream);
}

class Camera {
  #canvas = document.createElement("canvas");
  #awake = null;
  #silence = null;
  #fresh = true;
  #takenAt = 0;

  constructor(video, stream) {
    this.video = video;
    this.stream = stream;
    this.onEnd = null;
    for (const track of stream.getVideoTracks()) {
      track.addEventListener("ended", () => this.onEnd?.());
      track.addEventListener("unmute", this.#resume);
    }
    document.addEventListener("visibilitychange", this.#resume);
    this.#resume();
    this.#expect();
    this.#await();
  }

  #await() {
    this.video.requestVideoFrameCallback?.(() => {
      this.#fresh = true;
      if (this.video.srcObject === this.stream) this.#await();
    });
  }

  // Whether there is another picture than the one that was taken last, as far as the browser tells. Taken twice, those of
  // a slow camera would stand still and then jump, and a hand that shakes would seem to hold still. A camera that has
  // stopped is looked at all the same, now and then.
  get fresh() {
    return this.#fresh || !this.video.requestVideoFrameCallback || performance.now() - this.#takenAt > STALE;
  }

  // Some cameras open and never show anything, such as one that another program holds.
  #expect() {
    this.#silence = setTimeout(() => {
      if (this.started) return;
      if (document.hidden) this.#expect();
      else this.onEnd?.();
    }, SILENCE);
  }

  // Phones pause the picture behind another window, and switch the screen off for whoever does not touch it. Not every
  // browser can keep it on; where it cannot, a touch does.
  #resume = async () => {
    if (document.hidden || !this.video.srcObject) return;
    try {
      await this.video.play();
      const awake = (await navigator.wakeLock?.request("screen")) ?? null;
      await this.#awake?.release();
      this.#awake = awake;
      if (!this.video.srcObject) await awake?.release();
    } catch {
      // Closed meanwhile, or not now.
    }
  };

  get started() {
    return this.video.videoWidth > 0 && this.video.readyState >= 2;
  }

  close() {
    this.onEnd = null;
    clearTimeout(this.#silence);
    document.removeEventListener("visibilitychange", this.#resume);
    this.#awake?.release();
    for (const track of this.stream.getTracks()) track.stop();
    this.video.srcObject = null;
  }

  // Take a frame as a JPEG, scaled to at most `longest` pixels; null while the camera has not begun.
  // `ratio` cuts the middle out of wider pictures: at most so many times as wide as high, or as high as wide.
  frame(longest, quality, ratio = Infinity) {
    if (!this.started) return Promise.resolve(null);
    this.#fresh = false;
    this.#takenAt = performance.now();
    const { videoWidth: wide, videoHeight: high } = this.video;
    const width = Math.min(wide, high * ratio);
    const height = Math.min(high, wide * ratio);
    const scale = Math.min(1, longest / Math.max(width, height));
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(height * scale);
    const pen = this.#canvas.getContext("2d", { alpha: false });
    pen.drawImage(this.video, (wide - width) / 2, (high - height) / 2, width, height, 0, 0, this.#canvas.width, this.#canvas.height);
    return new Promise((done) => this.#canvas.toBlob(done, "image/jpeg", quality));
  }
}
