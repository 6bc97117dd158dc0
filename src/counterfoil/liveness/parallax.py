"""How far the nose stands out, from pixels alone: points are followed from a frontal frame into a turn.

The mesh is only asked once, in the frontal frame, where eyes, brows, mouth, cheeks and nose are. From there on optical
flow (Lucas and Kanade 1981) follows them as the head turns, and knows nothing of faces. What is printed on a plane or
on a cylinder moves as a smooth function of its place; that function is fitted to all points but those of the nose
(a quadratic, robustly), and the tip of the nose is where it says. On a head it is elsewhere. A mask of bent paper,
whose turn and depth the mesh takes for a head's, is told so.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.liveness import limits

_NOSE: Final = (1, 4, 5, 45, 275, 44, 274, 19)
_AROUND: Final = (
    *(33, 133, 159, 145, 362, 263, 386, 374),  # eyes
    *(70, 105, 55, 65, 300, 334, 285, 295, 168, 8, 9, 151),  # brows and between them
    *(61, 291, 0, 17, 13, 14, 37, 267, 40, 270, 84, 314, 185, 409, 199, 200),  # mouth and chin
)
_POINTS: Final = np.array((*_NOSE, *_AROUND))
_COUNT: Final = len(_NOSE)

_WINDOW: Final = (21, 21)
_LEVELS: Final = 2
_BACK: Final = 1.5  # pixels that a point may be off when it is followed back
_EYES_APART: Final = 70.0  # pixels of the view
_MIDDLE: Final = (112.0, 144.0)  # of the points, in pixels of the view
_ROUNDS: Final = 5  # of reweighting
_OUTLYING: Final = 2.0  # pixels from which a point counts less

_Points = NDArray[np.float64]


class Standing(NamedTuple):
    """One measurement.

    Attributes:
        turned: Degrees between the frontal frame and this one.
        height: How far the tip of the nose stands out, in distances of the eyes.
    """

    turned: float
    height: float


class Parallax:
    """Follows the points of one face from each frontal frame on."""

    def __init__(self) -> None:
        self._before: NDArray[np.uint8] | None = None
        self._start: _Points | None = None
        self._now: NDArray[np.float32] | None = None
        self._kept: NDArray[np.bool_] = np.ones(len(_POINTS), bool)
        self._yaw = 0.0

    def follow(self, view: NDArray[np.uint8], points: _Points, yaw: float) -> Standing | None:
        """Follow the points into the next frame.

        Args:
            view: 224 x 224 x 3 RGB, the aligned face.
            points: 468 x 2 mesh in the view; only used where the face is frontal.
            yaw: Degrees of turn.

        Returns:
            What was measured; None when the face is not turned enough or too few points could be followed.
        """
        grey = np.asarray(cv2.cvtColor(view, cv2.COLOR_RGB2GRAY), np.uint8)
        before, self._before = self._before, grey
        if abs(yaw) <= limits.FOLLOWED_FROM:
            self._start, self._yaw = points[_POINTS], yaw
            self._now, self._kept = self._start.astype(np.float32), np.ones(len(_POINTS), bool)
            return None
        if before is None or self._now is None or self._start is None:
            return None
        self._now, found = _moved(before, grey, self._now)
        self._kept = self._kept & found
        turned = yaw - self._yaw
        if not limits.FOLLOWED_TO <= abs(turned) <= limits.FOLLOWED_UP_TO:
            return None
        return _standing(self._start, self._now.astype(np.float64), self._kept, turned)

    def lose(self) -> None:
        """Forget the points, since the face was not seen."""
        self._before = self._start = self._now = None


def height(seen: Sequence[Standing]) -> float | None:
    """Return the height that three in ten measurements exceed, None when there are too few.

    It is no median, since points that are lost are left behind, which only ever makes a nose flatter.
    """
    if len(seen) < limits.TURNED_FRAMES:
        return None
    return float(np.percentile([one.height for one in seen], limits.FOLLOWED_SHARE))


def _moved(
    before: NDArray[np.uint8], after: NDArray[np.uint8], points: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return where points went, and which of them come back when followed back."""
    flow = cv2.SparsePyrLKOpticalFlow.create(_WINDOW, _LEVELS)
    there, seen, _ = flow.calc(before, after, points[:, None], points[:, None].copy())
    back, again, _ = flow.calc(after, before, there, there.copy())
    off = np.linalg.norm(back[:, 0] - points, axis=1)
    found = (seen[:, 0] == 1) & (again[:, 0] == 1) & (off < _BACK)
    return np.asarray(there[:, 0], np.float32), np.asarray(found, np.bool_)


def _standing(start: _Points, now: _Points, kept: NDArray[np.bool_], turned: float) -> Standing | None:
    """Return how far the tip of the nose is beside where a bent sheet would have it, None when points are missing.

    The turn is the larger of the mesh's and the one that the foreshortening of the followed points shows: the mesh
    sees too little of the turn of a mask, which would make its nose stand out more.
    """
    nose, around = np.flatnonzero(kept[:_COUNT]), _COUNT + np.flatnonzero(kept[_COUNT:])
    if len(around) < limits.FOLLOWED_POINTS or len(nose) < limits.FOLLOWED_NOSE:
        return None
    bend = _bend(start[around], now[around])
    beside = float(np.median((now[nose] - _terms(start[nose]) @ bend)[:, 0])) * float(np.sign(turned))
    angle = max(abs(turned), _foreshortening(start[around], now[around]))
    return Standing(abs(turned), beside / _EYES_APART / float(np.sin(np.radians(angle))))


def _bend(start: _Points, now: _Points) -> _Points:
    """Return the quadratic that takes the one to the other, whatever a few points that were lost do."""
    terms, weight = _terms(start), np.ones(len(start))
    bend: _Points = np.zeros((terms.shape[1], 2))
    for _ in range(_ROUNDS):
        bend = np.asarray(np.linalg.lstsq(terms * weight[:, None], now * weight[:, None], rcond=None)[0], np.float64)
        off = np.linalg.norm(now - terms @ bend, axis=1)
        weight = 1 / np.sqrt(1 + (off / _OUTLYING) ** 2)
    return bend


def _foreshortening(start: _Points, now: _Points) -> float:
    """Return the turn in degrees that would foreshorten a plane as much."""
    matrix = np.linalg.lstsq(start - start.mean(axis=0), now - now.mean(axis=0), rcond=None)[0]
    largest, smallest = np.linalg.svd(matrix, compute_uv=False)
    return float(np.degrees(np.arccos(np.clip(smallest / largest, 0, 1))))


def _terms(points: _Points) -> _Points:
    x, y = ((points - _MIDDLE) / _EYES_APART).T
    return np.column_stack([np.ones_like(x), x, y, x * x, x * y, y * y])
