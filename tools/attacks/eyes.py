"""Where the eyes are in the pictures of a synthetic person: known from how the camera stood, not from a network."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np

from tools.attacks import Picture
from tools.attacks.bank import Bank
from tools.specimens.cast import load_cast
from tools.specimens.shots import PORTRAIT, Shot, selfies, turn

_SEARCHED: Final = (slice(125, 195), slice(70, 170))
"""Rows and columns of a frame where the eyes of everyone are."""


@dataclass(frozen=True)
class Eyes:
    """Middles of the two eyes, in shares of a picture's width and height, and their distance in shares of its width."""

    x: float
    y: float
    apart: float

    def framed(self, width: int, height: int, margin: int) -> "Eyes":
        """Return the same eyes after a margin has been put around a picture of this size (pixels)."""
        wide, high = width + 2 * margin, height + 2 * margin
        return Eyes((self.x * width + margin) / wide, (self.y * height + margin) / high, self.apart * width / wide)


def apart(bank: Bank) -> float:
    """Return the distance of a person's eyes (dm): what moves in a blink is the eyes."""
    moved = cv2.absdiff(bank.show("blink", 0.0), bank.show("blink", 1.0)).sum(axis=2).astype(np.float64)[_SEARCHED]
    moved = np.clip(cv2.GaussianBlur(moved, (0, 0), 2) - 30, 0, None)
    middle = moved.shape[1] // 2
    places = np.arange(moved.shape[1])
    left, right = (float((half.sum(axis=0) * at).sum() / half.sum()) for half, at in (
        (moved[:, :middle], places[:middle]), (moved[:, middle:], places[middle:])
    ))  # fmt: skip
    frame = turn(0)[0]
    return (right - left) * frame.field / frame.size[1]


@cache
def _shots(person: str) -> tuple[Shot, ...]:
    return PORTRAIT, *selfies(load_cast().seeds[person], "shaved")


def eyes(bank: Bank, still: int) -> Eyes:
    """Return where the eyes are in the portrait (`still` 0) or a selfie that faces the camera (1)."""
    shot = _shots(bank.person)[still]
    width, height = shot.size
    return Eyes(
        0.5 - shot.aside / shot.field * height / width,
        0.5 + shot.above / shot.field,
        apart(bank) / shot.field * height / width,
    )


def covered(picture: Picture, at: Eyes, colour: tuple[int, int, int], share: float) -> Picture:
    """Return a picture with fingers before the eyes; `share` says how far the hand has come (0 to 1)."""
    height, width = picture.shape[:2]
    hidden = picture.copy()
    apart_px = at.apart * width
    x, y = round(at.x * width), round(at.y * height + (1 - share) * 2.2 * apart_px)
    for finger in range(-1, 3):
        shade = tuple(round(c * (1 - 0.06 * abs(finger))) for c in colour)
        middle = y + round((finger - 0.5) * 0.34 * apart_px)
        tip, knuckle = x - round((1.0 - 0.1 * abs(finger)) * apart_px), x + round(2.2 * apart_px)
        thick = max(1, round(0.36 * apart_px))
        cv2.line(hidden, (tip, middle), (knuckle, middle + round(0.2 * finger * apart_px)), shade, thick, cv2.LINE_AA)
    return np.asarray(hidden, dtype=np.uint8)
