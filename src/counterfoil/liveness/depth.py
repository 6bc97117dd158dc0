"""Head or plane: where the nose falls when eyes and mouth are held still.

Between a frontal and a foreshortened view, the corners of eyes and mouth fix a homography. All points of a flat print
follow it, and the points of a bent one almost. The tip of a nose stands out of the plane of eyes and mouth, so on a
head it falls elsewhere: by about half the distance of the eyes times the sine of the turn. The turn is taken from the
foreshortening of the same six points, never from the mesh's third dimension, which is a guess that a print gets too.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome, Reason
from counterfoil.liveness import limits
from counterfoil.liveness.challenge import Challenge
from counterfoil.liveness.findings import check, limited
from counterfoil.liveness.sights import Seen, Sights
from counterfoil.liveness.steps import TURNS

_NAME: Final = "depth"
_PLANE: Final = slice(0, 6)
_NOSE: Final = 6


def judge(sights: Sights, challenge: Challenge) -> Check:
    """Judge whether the clip shows a head that turned.

    Returns:
        The check ``liveness.depth``: how far the tip of the nose stands out of the plane of eyes and mouth, in
        distances of the eyes (median over the turned frames), against the least for a head. It is ``not_run`` when no
        turn was asked for, and ``inconclusive`` when nothing turned far enough.
    """
    seen = [sight.face for sight in sights if sight.face is not None]
    frontal = sorted(seen, key=lambda face: max(abs(face.yaw), abs(face.pitch) / 2))[: limits.FRONTAL_FRAMES]
    views = [relief(_front(frontal), face.points) for face in seen] if frontal else []
    turned = [height for angle, height in views if angle >= limits.FORESHORTENED]
    if len(turned) < limits.TURNED_FRAMES:
        if not TURNS.intersection(asked.step for asked in challenge.steps):
            return check(_NAME, Outcome.NOT_RUN, Reason.LIVENESS_NO_TURN)
        return check(_NAME, Outcome.INCONCLUSIVE, Reason.LIVENESS_ANGLE)
    score = float(np.median(turned))
    return limited(_NAME, score, limits.RELIEF, Reason.LIVENESS_FLAT, passed=score >= limits.RELIEF)


def relief(front: NDArray[np.float64], turned: NDArray[np.float64]) -> tuple[float, float]:
    """Return by how much a view is foreshortened and how far the nose stands out.

    Args:
        front: 7 x 2 points of `Seen` in a frontal view.
        turned: The same in another view.

    Returns:
        The angle in degrees that would foreshorten a plane as much, and the height of the nose over the plane of eyes
        and mouth in distances of the eyes; 0 where the angle is 0.
    """
    a, b = front[_PLANE], turned[_PLANE]
    matrix = np.linalg.lstsq(a - a.mean(axis=0), b - b.mean(axis=0), rcond=None)[0]
    largest, smallest = np.linalg.svd(matrix, compute_uv=False)
    sine = float(np.sqrt(max(0.0, 1 - (smallest / largest) ** 2)))
    plane, _ = cv2.findHomography(a, b, 0)
    if plane is None or sine == 0:
        return 0.0, 0.0
    fallen = cv2.perspectiveTransform(front[_NOSE].reshape(1, 1, 2), plane).reshape(2)
    apart = float(np.linalg.norm(a[:2].mean(axis=0) - a[2:4].mean(axis=0))) * float(largest)
    return float(np.degrees(np.arcsin(sine))), float(np.linalg.norm(turned[_NOSE] - fallen)) / apart / sine


def _front(frontal: list[Seen]) -> NDArray[np.float64]:
    """Return the mean of several frontal views, each laid onto the first by a similarity, so that noise averages out."""
    first = frontal[0].points
    target = first - first.mean(axis=0)
    views = []
    for face in frontal:
        points = face.points - face.points.mean(axis=0)
        u, s, vt = np.linalg.svd(points.T @ target)
        views.append(points @ (u @ vt) * (s.sum() / np.sum(points**2)))
    return np.asarray(np.mean(views, axis=0), np.float64)
