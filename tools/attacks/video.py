"""Writing clips as the files that telephones, browsers and web cameras make."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from tools.attacks import Picture

CODECS: Final = {".mp4": "mp4v", ".webm": "VP80", ".avi": "MJPG"}


@dataclass(frozen=True)
class Clip:
    """Frames and how many of them there are a second."""

    frames: tuple[Picture, ...]
    rate: float


def draw_suffix(rng: np.random.Generator) -> str:
    """Return one of the kinds of file."""
    return str(rng.choice(list(CODECS)))


def write_clip(clip: Clip, file: Path) -> None:
    """Write a clip; the suffix says how.

    Raises:
        OSError: The codec is missing from this OpenCV, or the file cannot be written.
    """
    height, width = clip.frames[0].shape[:2]
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*CODECS[file.suffix]), clip.rate, (width, height))
    if not writer.isOpened():
        raise OSError(f"cannot write {file}: no encoder for {CODECS[file.suffix]}")
    for frame in clip.frames:
        writer.write(frame)
    writer.release()


def read_clip(file: Path) -> Clip:
    """Read a clip back, compressed as it was.

    Raises:
        OSError: The file holds no video that this OpenCV reads.
    """
    reader, frames = cv2.VideoCapture(str(file)), []
    while (read := reader.read())[0]:
        frames.append(np.asarray(read[1], dtype=np.uint8))
    rate = reader.get(cv2.CAP_PROP_FPS)
    reader.release()
    if not frames:
        raise OSError(f"cannot read {file}")
    return Clip(tuple(frames), rate)
