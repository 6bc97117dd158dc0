"""One occluder after another, by name, with what it covers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face.landmarks import MEAN_MESH
from tools.occlusions import capture, coverings, eyelids, eyewear, hair, hands, headwear
from tools.occlusions.canvas import Canvas

OCCLUDERS: Final[Mapping[str, Callable[[Canvas, np.random.Generator], None]]] = MappingProxyType(
    {
        "sunglasses": eyewear.sunglasses,
        "hair": hair.over_the_eyes,
        "cap": headwear.cap,
        "mask": coverings.mask,
        "scarf": coverings.scarf,
        "hand": hands.hand,
        "thing": hands.thing,
    }
)
"""What hides a face."""

HARMLESS: Final[Mapping[str, Callable[[Canvas, np.random.Generator], None]]] = MappingProxyType(
    {
        "spectacles": eyewear.spectacles,
        "headscarf": coverings.about_the_head,
        "cap_worn_high": headwear.cap_worn_high,
        "fringe": hair.fringe,
        "locks": hair.locks,
        "beard": hair.beard,
    }
)
"""What people wear and what leaves the face free."""


CLOSED: Final = "closed"
"""Closed eyes: neither hidden nor harmless."""


def _near(x: float, y: float, wide: float, tall: float) -> NDArray[np.intp]:
    inside = (((MEAN_MESH[:, 0] - x) / wide) ** 2 + ((MEAN_MESH[:, 1] - y) / tall) ** 2) <= 1
    return np.flatnonzero(inside)


RIGHT_EYE: Final = _near(37.8, 52.4, 9, 5)
LEFT_EYE: Final = _near(74.2, 52.4, 9, 5)
MOUTH: Final = _near(56, 91, 17, 8)
REST: Final = np.setdiff1d(np.flatnonzero(MEAN_MESH[:, 1] > 45), np.concatenate([RIGHT_EYE, LEFT_EYE, MOUTH]))
"""Nose, cheeks, jaw and chin: all of the mesh below the brows that is neither eye nor mouth."""


_TURNED: Final = 0.6  # share of the pictures on which the head is turned
_ANGLES: Final = (15, 7)  # degrees of yaw and pitch, standard deviations
_DRAW: Final = {**OCCLUDERS, **HARMLESS, CLOSED: eyelids.closed}


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A picture with something on it.

    Attributes:
        pixels: The picture.
        eyes: Share of the worse eye that is hidden.
        mouth: Share of the mouth that is hidden.
        rest: Share of nose, cheeks and chin that is hidden.
    """

    pixels: NDArray[np.uint8]
    eyes: float
    mouth: float
    rest: float


def drawn(
    pixels: NDArray[np.uint8],
    landmarks: NDArray[np.floating],
    things: tuple[str, ...],
    rng: np.random.Generator,
    *,
    worse_camera: bool = False,
) -> Drawn:
    """Return a picture with things drawn on its face, one over the other.

    Args:
        pixels: H x W x 3 uint8, RGB.
        landmarks: 468 x 3, of the face.
        things: Keys of `OCCLUDERS` and `HARMLESS`, or `CLOSED`, in the order in which they are drawn.
        rng: Chance: the same state draws the same.
        worse_camera: Whether light and camera are varied too.
    """
    canvas = Canvas.of(pixels, landmarks)
    for name in things:
        _DRAW[name](canvas, rng)
    if worse_camera:
        if rng.random() < _TURNED:
            capture.turned(canvas, landmarks, *np.radians(rng.normal(0, _ANGLES)))
        capture.relit(canvas, rng)
    finished = canvas.finished()
    if worse_camera:
        finished = capture.taken(finished, canvas.scale, rng)
    eyes = max(canvas.covered(points) for points in (RIGHT_EYE, LEFT_EYE))
    return Drawn(finished, eyes, canvas.covered(MOUTH), canvas.covered(REST))
