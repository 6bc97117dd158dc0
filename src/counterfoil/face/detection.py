"""Where the faces are: YuNet (Wu, Peng, Yu 2023) run at two or three sizes, decoded here.

YuNet is free of anchors. At strides 8, 16 and 32 each cell says how likely it is a face (class and object), where the
box lies from the cell (centre in strides, logarithm of the size in strides) and where five points lie.

The picture is looked at coarsely first. Whoever fills the frame is found there for a tenth of the cost, and a level
that shows the largest face `WIDE_ENOUGH` pixels wide also shows every face that could matter beside it; only
otherwise is the next finer level looked at, as for the small portrait on a document page.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import limits
from counterfoil.face.faces import Box
from counterfoil.face.pyramid import Pyramid
from counterfoil.models import Networks

_STRIDES: Final = (8, 16, 32)
_LARGEST_STRIDE: Final = 32


@dataclass(frozen=True, slots=True)
class Detection:
    """A face as the detector sees it, in pixels of the picture.

    Attributes:
        box: Left, top, right, bottom.
        confidence: 0 to 1.
        tilt: Radians that the line from the eye on the left to the eye on the right descends.
    """

    box: Box
    confidence: float
    tilt: float


def detect(pyramid: Pyramid, networks: Networks) -> list[Detection]:
    """Return the faces of a picture, largest first."""
    coarse, fine = (pyramid.level_within(side) for side in (limits.COARSE_SIDE, limits.FINE_SIDE))
    rows = np.empty((0, 9))
    for index in range(coarse, fine - 1, -1):
        found = _at_level(pyramid.level(index), networks)
        widest = found[:, 2].max(initial=0.0)
        found[:, :8] *= 2**index
        rows = np.concatenate([rows, found])
        if widest >= limits.WIDE_ENOUGH:
            break
    detections = [_detection(row) for row in rows[_suppress(rows)]]
    return sorted(detections, key=lambda one: (one.box[0] - one.box[2], one.box))


def _at_level(pixels: NDArray[np.uint8], networks: Networks) -> NDArray[np.float64]:
    """Return N x 9 candidates: centre, size, right eye, left eye (x, y each, in pixels) and confidence."""
    height, width = pixels.shape[:2]
    tall, wide = (-(-side // _LARGEST_STRIDE) * _LARGEST_STRIDE for side in (height, width))
    planes = np.zeros((1, 3, tall, wide), np.float32)
    planes[0, :, :height, :width] = pixels[:, :, ::-1].transpose(2, 0, 1)
    outputs = networks.run("yunet", planes)
    return np.concatenate([_decode(stride, wide, outputs[at::3]) for at, stride in enumerate(_STRIDES)])


def _decode(stride: int, wide: int, outputs: tuple[NDArray[np.float32], ...]) -> NDArray[np.float64]:
    """Return the confident candidates of one stride as rows of `_at_level`; the input was `wide` pixels wide."""
    cls, obj, boxes, points = outputs
    columns = wide // stride
    confidence = np.sqrt(np.clip(cls[0, :, 0], 0, 1) * np.clip(obj[0, :, 0], 0, 1))
    kept = np.flatnonzero(confidence >= limits.CONFIDENCE)
    cell = np.column_stack([kept % columns, kept // columns]).astype(np.float64)
    centre = (cell + boxes[0, kept, :2]) * stride
    size = np.exp(boxes[0, kept, 2:]) * stride
    eyes = [(cell + points[0, kept, at : at + 2]) * stride for at in (0, 2)]
    return np.column_stack([centre, size, *eyes, confidence[kept]])


def _suppress(rows: NDArray[np.float64]) -> list[int]:
    """Return the rows that no more confident row overlaps (greedy non-maximum suppression)."""
    low, high = rows[:, :2] - rows[:, 2:4] / 2, rows[:, :2] + rows[:, 2:4] / 2
    area = rows[:, 2] * rows[:, 3]
    waiting = np.argsort(-rows[:, 8], kind="stable")
    kept: list[int] = []
    while waiting.size:
        best, waiting = int(waiting[0]), waiting[1:]
        kept.append(best)
        sides = np.minimum(high[best], high[waiting]) - np.maximum(low[best], low[waiting])
        shared = np.prod(np.maximum(sides, 0), axis=1)
        overlap = shared / (area[best] + area[waiting] - shared)
        waiting = waiting[overlap < limits.OVERLAP]
    return kept


def _detection(row: NDArray[np.float64]) -> Detection:
    x, y, width, height, right_x, right_y, left_x, left_y, confidence = map(float, row)
    box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return Detection(box, confidence, float(np.arctan2(left_y - right_y, left_x - right_x)))
