"""Head or plane: where the nose falls when eyes and mouth are held still.

Between a frontal and a foreshortened view, the corners of eyes and mouth fix a homography. All points of a flat print
follow it, and the points of a bent one almost. The tip of a nose stands out of the plane of eyes and mouth, so on a
head it falls elsewhere: by about half the distance of the eyes times the sine of the turn. Only places in the picture
are used. The mesh's third dimension is a guess that a print gets too; but the mesh guesses a print's turn too small,
and how far it agrees with the foreshortening counts as well.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome
from counterfoil.liveness import limits, parallax
from counterfoil.liveness.challenge import Challenge
from counterfoil.liveness.findings import check, limited
from counterfoil.liveness.parallax import Standing
from counterfoil.liveness.sights import Seen, Sights
from counterfoil.liveness.steps import TURNS
from counterfoil.reasons import Reason

_NAME: Final = "depth"
_PLANE: Final = slice(0, 6)
_NOSE: Final = 6


def judge(sights: Sights, standings: Sequence[Standing], challenge: Challenge) -> Check:
    """Judge whether the clip shows a head that turned.

    Two measurements must agree: where the mesh has the nose, and where pixels have it, which also tells a bent mask
    from a head. Where no face turned far enough to follow pixels, as none on a flat print does, a plane that is
    foreshortened enough by itself is called flat.

    Args:
        sights: The frames.
        standings: What `counterfoil.liveness.parallax` measured.
        challenge: What was asked.

    Returns:
        The check ``liveness.depth``: how far the tip of the nose stands out, by the worse of the two, in multiples of
        the least that counts as a head. When nothing turned far enough it is ``inconclusive``, and ``not_run`` when no
        turn was asked for.
    """
    seen = [sight.face for sight in sights if sight.face is not None]
    turned, relief = _most_turned(seen)
    flow = parallax.height(standings)
    if flow is not None:
        score = min(relief / limits.RELIEF, flow / limits.PARALLAX)
        return limited(_NAME, score, 1.0, Reason.LIVENESS_FLAT, passed=score >= 1)
    if turned >= limits.FORESHORTENED and relief < limits.RELIEF:
        return limited(_NAME, relief / limits.RELIEF, 1.0, Reason.LIVENESS_FLAT, passed=False)
    if TURNS.intersection(asked.step for asked in challenge.steps):
        return check(_NAME, Outcome.INCONCLUSIVE, Reason.LIVENESS_ANGLE)
    return check(_NAME, Outcome.NOT_RUN, Reason.LIVENESS_NO_TURN)


def _most_turned(seen: Sequence[Seen]) -> tuple[float, float]:
    """Return the angle in degrees that several frames reach, and the median height of the nose over those near it."""
    frontal = _frontal(seen)
    if not frontal or len(seen) < limits.TURNED_FRAMES:
        return 0.0, 0.0
    front = _mean_view(frontal)
    straight = float(np.median([face.yaw for face in frontal]))
    views = sorted((_relief(front, face.points, face.yaw - straight) for face in seen), reverse=True)
    most = views[limits.TURNED_FRAMES - 1][0]
    return most, float(np.median([height for angle, height in views if angle >= limits.NEARLY * most]))


def _relief(front: NDArray[np.float64], turned: NDArray[np.float64], yaw: float) -> tuple[float, float]:
    """Return by how much a view is turned and how far the nose stands out.

    Args:
        front: 7 x 2 points of `Seen` in a frontal view.
        turned: The same in another view.
        yaw: Degrees between the two views, as the mesh has it.

    Returns:
        The angle in degrees, the larger of the one that would foreshorten a plane as much and the mesh's; and the
        height of the nose over the plane of eyes and mouth in distances of the eyes, times how far the mesh's angle
        agrees with that one: of a turned print, and of one worn as a mask, the mesh sees half the turn.
    """
    a, b = front[_PLANE], turned[_PLANE]
    matrix = np.linalg.lstsq(a - a.mean(axis=0), b - b.mean(axis=0), rcond=None)[0]
    largest, smallest = np.linalg.svd(matrix, compute_uv=False)
    angle = max(float(np.arccos(np.clip(smallest / largest, 0, 1))), abs(np.radians(yaw)))
    plane, _ = cv2.findHomography(a, b, 0)
    if plane is None or angle == 0:
        return 0.0, 0.0
    fallen = cv2.perspectiveTransform(front[_NOSE].reshape(1, 1, 2), plane).reshape(2)
    apart = float(np.linalg.norm(a[:2].mean(axis=0) - a[2:4].mean(axis=0))) * float(largest)
    sine = float(np.sin(min(angle, np.pi / 2)))
    agreement = float(np.sin(min(abs(np.radians(yaw)), np.pi / 2))) / sine
    height = float(np.linalg.norm(turned[_NOSE] - fallen)) / apart / sine * agreement
    # Corners that lie on a line, as of no face, leave nothing to measure.
    return (float(np.degrees(angle)), height) if np.isfinite(height) else (0.0, 0.0)


def _frontal(seen: Sequence[Seen]) -> list[Seen]:
    """Return the frames in which the head is about straight, and of those the half that is foreshortened least.

    The mesh calls a print straight however it is held, so the second half would be views of a turned print.
    """
    straight = [face for face in seen if max(abs(face.yaw), abs(face.pitch) / 2) <= limits.NEUTRAL]
    straight.sort(key=lambda face: _breadth(face.points), reverse=True)
    return straight[: (len(straight) + 1) // 2]


def _breadth(points: NDArray[np.float64]) -> float:
    """Distance of the eyes in distances of eyes and mouth."""
    right, left, mouth = points[:2].mean(axis=0), points[2:4].mean(axis=0), points[4:6].mean(axis=0)
    return float(np.linalg.norm(left - right) / np.linalg.norm(mouth - (right + left) / 2))


def _mean_view(frontal: Sequence[Seen]) -> NDArray[np.float64]:
    """Return the mean of several views, each laid onto the first by a similarity, so that noise averages out."""
    first = frontal[0].points
    target = first - first.mean(axis=0)
    views = []
    for face in frontal:
        points = face.points - face.points.mean(axis=0)
        u, s, vt = np.linalg.svd(points.T @ target)
        views.append(points @ (u @ vt) * (s.sum() / np.sum(points**2)))
    return np.asarray(np.mean(views, axis=0), np.float64)
