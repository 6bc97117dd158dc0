"""Long, thin, level rows of dark strokes on a lighter ground: how a line of a machine-readable zone looks from afar.

A line has 30 to 44 characters of the same width and no gaps, so its strokes are dense along the line and end sharply
above and below it. No network is needed to see that: what is darker than its surroundings (black-hat), the change along
the row, and where that change exceeds its neighbourhood's.
"""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.document.mrz.optical.limits import STRIPS

Mask = NDArray[np.uint8]
Grey = NDArray[np.uint8]

_MOST_STRIPS: Final = 80


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text as a centre line and a thickness, in pixels; text runs from the first end to the second.

    Attributes:
        x0: Left end of the text as read.
        y0: The same.
        x1: Right end of the text as read.
        y1: The same.
        thickness: Height of its letters.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float

    @property
    def length(self) -> float:
        """From end to end, in pixels."""
        return math.hypot(self.x1 - self.x0, self.y1 - self.y0)

    @property
    def angle(self) -> float:
        """Direction of reading, degrees clockwise from the picture's x axis, -180 to 180."""
        return math.degrees(math.atan2(self.y1 - self.y0, self.x1 - self.x0))

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, x and y."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def reversed(self) -> "Strip":
        """The same strip read upside down."""
        return Strip(self.x1, self.y1, self.x0, self.y0, self.thickness)

    def scaled(self, factor: float) -> "Strip":
        """The same strip in a picture of another size."""
        return Strip(*(value * factor for value in (self.x0, self.y0, self.x1, self.y1, self.thickness)))


def strokes(grey: Grey) -> Mask:
    """Mark where strokes are dense along the row.

    Args:
        grey: H x W, 0 to 255, of `STRIPS.work_side` pixels on its long side.

    Returns:
        H x W, 1 where they are.
    """
    kernel = np.ones((STRIPS.black_hat, STRIPS.black_hat), np.uint8)
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel)
    change = cv2.blur(np.abs(cv2.Sobel(dark, cv2.CV_32F, 1, 0)), STRIPS.smooth)
    busy = (change > STRIPS.contrast * cv2.blur(change, STRIPS.neighbourhood)) & (change > STRIPS.faintest)
    mask = np.asarray(busy, np.uint8)
    # Edges of pages and portraits stand taller than letters, and would tie lines to each other.
    mask[cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((STRIPS.tallest, 1), np.uint8)) > 0] = 0
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, STRIPS.gap), np.uint8))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((3, STRIPS.gap), np.uint8)), np.uint8)


def find_strips(mask: Mask, thickness: float) -> list[Strip]:
    """Find the rows of a mask that run level, give or take 15 degrees, in reading direction left to right.

    Args:
        mask: H x W, 1 where there is text, of `STRIPS.work_side` pixels on its long side.
        thickness: Height of letters over that of their marks.

    Returns:
        The longest first, at most 80.
    """
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    widest = sorted(range(1, len(boxes)), key=lambda label: -boxes[label][cv2.CC_STAT_WIDTH])[:_MOST_STRIPS]
    found = []
    for label in widest:
        x, y, width, height, _ = (int(value) for value in boxes[label])
        if width >= STRIPS.shortest:
            component = labels[y : y + height, x : x + width] == label
            strip = _fit(component, x, y, thickness)
            if abs(strip.angle) < STRIPS.steepest and strip.length > STRIPS.stoutest * strip.thickness:
                found.append(strip)
    return _joined(found)


def _fit(component: NDArray[np.bool_], x: int, y: int, thickness: float) -> Strip:
    """A straight line through the middle of each column of a component; columns far off it are left out."""
    heights = component.sum(axis=0)
    middles = np.arange(len(component)) @ component / heights
    columns = np.arange(len(heights))
    slope, offset = _line(columns, middles)
    for _ in range(2):
        off = np.abs(middles - (slope * columns + offset))
        near = off <= max(2.0, 1.5 * float(np.median(off)))
        slope, offset = _line(columns[near], middles[near])
    right = len(heights) - 1
    thick = thickness * float(np.median(heights))
    return Strip(x, y + offset, x + right, y + slope * right + offset, thick)


def _line(columns: NDArray[np.intp], middles: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and offset of the line of least squares."""
    from_middle = columns - columns.mean()
    spread = float(from_middle @ from_middle)
    slope = float(from_middle @ middles) / spread if spread else 0.0
    return slope, float(middles.mean()) - slope * float(columns.mean())


def _joined(strips: list[Strip]) -> list[Strip]:
    """Put together what one line was broken into by a glare, a fold or its own gaps."""
    whole: list[Strip] = []
    for strip in sorted(strips, key=lambda strip: strip.x0):
        for at, left in enumerate(whole):
            if _goes_on(left, strip):
                weight = strip.length / (left.length + strip.length)
                thickness = (1 - weight) * left.thickness + weight * strip.thickness
                whole[at] = Strip(left.x0, left.y0, strip.x1, strip.y1, thickness)
                break
        else:
            whole.append(strip)
    return sorted(whole, key=lambda strip: -strip.length)


def _goes_on(left: Strip, right: Strip) -> bool:
    """Does the second strip continue the first, as thick and on the same line, after a short gap?"""
    thin, thick = sorted((left.thickness, right.thickness))
    if not -thick < right.x0 - left.x1 < STRIPS.bridged * thick or right.x1 <= left.x1 or thin < STRIPS.alike * thick:
        return False
    longer, other = (left, right) if left.length > right.length else (right, left)
    slope = (longer.y1 - longer.y0) / (longer.x1 - longer.x0)
    ends = ((other.x0, other.y0), (other.x1, other.y1))
    return all(abs(y - longer.y0 - slope * (x - longer.x0)) < thick / 2 for x, y in ends)
