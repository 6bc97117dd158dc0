// A synthetic person before a synthetic camera: looks ahead, and does what the page shows, as somebody would who sees it.
// `BEARER` holds the frames of their clips, `DOCUMENT` a picture of their document; both as JPEGs in base 64.

(() => {
  const RATE = 12;
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
    setInterval(() => {
      const now = shown();
      const step = now.split(" ")[0];
      if (now !== last && MOVEMENTS[step] && OBEYS) {
        toDo.push(...Array(4).fill(["turn", 12]), ...MOVEMENTS[step]);
      }
      last = now;
      const [clip, frame] = toDo.shift() ?? ["turn", 11 + (Math.floor(count / 3) % 2)];
      count += 1;
      // A hand is never quite still, nor is the light.
      pen.setTransform(1, 0, 0, 1, Math.random() * 1.5 - 0.75, Math.random() * 1.5 - 0.75);
      pen.drawImage(clips[clip][frame], -4, -4, 488, 648);
      pen.fillStyle = `rgba(${Math.random() * 255}, ${Math.random() * 255}, ${Math.random() * 255}, 0.01)`;
      pen.fillRect(0, 0, 480, 640);
    }, 1000 / RATE);
    return canvas.captureStream(RATE);
  }

  async function paper() {
    const picture = await load(DOCUMENT);
    const canvas = document.createElement("canvas");
    canvas.width = 1600;
    canvas.height = 1200;
    const pen = canvas.getContext("2d");
    const scale = Math.min(1520 / picture.width, 1140 / picture.height);
    setInterval(() => {
      pen.fillStyle = "#777";
      pen.fillRect(0, 0, 1600, 1200);
      pen.drawImage(picture, 800 - (picture.width * scale) / 2 + Math.random(), 600 - (picture.height * scale) / 2,
        picture.width * scale, picture.height * scale);
    }, 1000 / RATE);
    return canvas.captureStream(RATE);
  }

  navigator.mediaDevices.getUserMedia = ({ video }) => (video.facingMode.ideal === "user" ? face() : paper());
})();
