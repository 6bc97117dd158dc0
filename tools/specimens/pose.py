"""Turning a head on its neck, and where on a face a beard grows: plain geometry, no Blender."""

import math
from dataclasses import dataclass

import numpy as np

from tools.specimens.makehuman import Floats

_TURN_FROM, _TURN_TO = -0.14, -0.22
"""The head turns fully above the skull joint plus the second, not at all below the neck joint plus the first (dm)."""

_CHIN_SLOPE = 0.5
"""The chin hangs lower than the nape: how much height a decimetre to the front makes up for."""

_SHOULDERS_FOLLOW = 0.15
"""Share of the head's yaw that the shoulders make too."""

_TWIST_STEPS = 32


def _smoothstep(x: Floats) -> Floats:
    t = np.clip(x, 0.0, 1.0)
    result: Floats = t * t * (3 - 2 * t)
    return result


def rotation(yaw: float, pitch: float, roll: float) -> Floats:
    """Return the 3x3 matrix that rolls, then pitches, then yaws (degrees about z, x and y)."""
    (cy, sy), (cx, sx), (cz, sz) = (
        (math.cos(math.radians(angle)), math.sin(math.radians(angle))) for angle in (yaw, pitch, roll)
    )
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    matrix: Floats = about_y @ about_x @ about_z
    return matrix


@dataclass(frozen=True)
class Neck:
    """A person's neck: where it starts and where the skull sits on it (dm)."""

    foot: Floats
    skull: Floats

    def turned(self, points: Floats, yaw: float, pitch: float, roll: float) -> Floats:
        """Return points (n, 3) after the head has turned; the neck twists, the shoulders follow a little.

        Args:
            points: Of the body, hair or clothes (dm).
            yaw: To the person's left is positive (degrees).
            pitch: Down is positive (degrees).
            roll: Towards the person's right shoulder is positive (degrees).
        """
        low, high = self.foot[1] + _TURN_FROM, self.skull[1] + _TURN_TO
        height = points[:, 1] + _CHIN_SLOPE * (points[:, 2] - self.skull[2])
        share = _smoothstep((height - low) / (high - low))[:, None]
        spine = np.array([0.0, self.skull[1] - 0.3, self.skull[2]])
        arms = points - spine
        # Blending positions would shrink the neck; blending angles does not.
        turns = np.array([rotation(a * yaw, 0, 0) for a in np.linspace(_SHOULDERS_FOLLOW, 1, _TWIST_STEPS + 1)])
        step = np.rint(share[:, 0] * _TWIST_STEPS).astype(int)
        twisted = np.einsum("nij,nj->ni", turns[step], arms)
        nodded = arms @ rotation(yaw, pitch, roll).T - arms @ rotation(yaw, 0, 0).T
        turned: Floats = twisted + nodded * share + spine
        return turned


def beard(vertices: Floats) -> Floats:
    """Return how much beard grows at each vertex (0 to 1) of the unshaped body: jaw, chin and above the lip."""
    x, y, z = np.abs(vertices[:, 0]), vertices[:, 1], vertices[:, 2]
    below_nose = _smoothstep((6.81 + 0.5 * np.clip(x - 0.25, 0, 1) - y) / 0.06)
    in_front = _smoothstep((z - 0.55) / 0.25)
    above_neck = _smoothstep((y - 5.98) / 0.15)
    cheek = 1 - _smoothstep((y - (6.48 + 0.42 * x)) / 0.12) * _smoothstep((x - 0.28) / 0.08)
    lips = 1 - _smoothstep((1.25 - np.hypot(x / 0.25, (y - 6.6) / 0.105)) / 0.3)
    grown: Floats = below_nose * in_front * above_neck * cheek * lips
    return grown
