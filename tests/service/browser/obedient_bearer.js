// A synthetic person before a synthetic camera: looks ahead, and does what the page shows, as somebody would who sees it.
// `BEARER` holds the frames of their clips, `DOCUMENT` a picture of their document; both as JPEGs in base 64.
// `WIDE` is how wide the document's camera is, `RATE` how many frames both give a second.

(() => {
  const there = (clip, frames) => [...frames, ...[...frames].reverse()].map((frame) => [clip, frame]);
  const MOVEMENTS = {
    turn_left: there("turn", [13, 15, 17, 19, 21]),
    turn_right: there("turn", [11, 8, 6, 4, 2]),
    nod: there("nod", [1, 3, 5, 7, 9]),
    blink: Array.from({ length: 12 }, (_, frame) => ["blink", frame]),
    come_closer: there("closer", [1, 3, 5, 7]),
  };
  // The page's content security lets no picture in from elsewhere, so they are made here.
  const load = (coded) => createImageBitmap(new Blob([Uint8Array.from(atob(coded), (c) => c.charCodeAt(0))]));

  // How many frames the page has sent: the person moves no faster than they are recorded, however busy the machine is.
  let recorded = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (what) {
    if (typeof what !== "string") recorded += 1;
    return send.call(this, what);
  };

  function shown() {
    const finder = document.querySelector("[data-viewfinder]");
    const number = document.querySelector("[data-number]")?.textContent ?? "";
    return finder?.dataset.step ? `${finder.dataset.step} ${number}` : "";
  }

  async function face() {
    const clips = {};
    for (const [name, frames] of Object.entries(BEARER)) clips[name] = await Promise.all(frames.map(load));
    const canvas = document.createElement("canvas");
    canvas.width = 480;
    canvas.height = 640;
    const pen = canvas.getContext("2d");
    let last = "";
    let toDo = [];
    let count = 0;
    let seen = -1;
    let pose = ["turn", 12];
    setInterval(() => {
      const now = shown();
      const step = now.split(" ")[0];
      if (now !== last && MOVEMENTS[step] && OBEYS) {
        toDo.push(...Array(4).fill(["turn", 12]), ...MOVEMENTS[step]);
      }
      last = now;
      if (recorded !== seen) {
        seen = recorded;
        count += 1;
        pose = toDo.shift() ?? ["turn", 11 + (Math.floor(count / 3) % 2)];
      }
      const [clip, frame] = pose;
      // Nobody holds quite still, nor comes back to the very same place, and the light is never quite the same.
      const sway = (frames, pixels) => pixels * Math.sin((2 * Math.PI * count) / frames);
      pen.setTransform(1, 0, 0, 1, sway(53, 16) + Math.random(), sway(37, 12) + Math.random());
      pen.drawImage(clips[clip][frame], -20, -20, 520, 680);
      pen.fillStyle = `rgba(${Math.random() * 255}, ${Math.random() * 255}, ${Math.random() * 255}, 0.01)`;
      pen.fillRect(-20, -20, 520, 680);
    }, 1000 / RATE);
    return canvas.captureStream(RATE);
  }

  async function paper() {
    const picture = await load(DOCUMENT);
    const canvas = document.createElement("canvas");
    canvas.width = WIDE;
    canvas.height = WIDE * 0.75;
    const pen = canvas.getContext("2d");
    const scale = 0.95 * Math.min(canvas.width / picture.width, canvas.height / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    setInterval(() => {
      pen.fillStyle = "#777";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, (canvas.width - width) / 2 + Math.random(), (canvas.height - height) / 2, width, height);
    }, 1000 / RATE);
    return canvas.captureStream(RATE);
  }

  // On the prototype: WebKit may forget what is set on the object itself.
  MediaDevices.prototype.getUserMedia = ({ video }) => (video.facingMode.ideal === "user" ? face() : paper());
})();
