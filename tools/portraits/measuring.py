"""How often portraits under each condition are falsely rejected and falsely matched, as they are and restored.

One picture becomes the portrait, through `tools.portraits.simulating` and the real finding, restoring and comparing; all
other pictures of the set are probes. The probes' directions are made as in `tools.calibrate.seen`, are compared by the
million, live for as long as the tool runs and are never written.
"""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.face import Face, calibration, compare, find
from counterfoil.face.comparison import CENTRE
from counterfoil.face.restoring import views
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from tools.calibrate.intervals import wilson
from tools.calibrate.seen import Directions, direction, unit
from tools.calibrate.sets import PictureSet
from tools.portraits.simulating import simulated

_FMR: Final = 1e-4
_CHECKED: Final = 25  # portraits a condition whose similarity is compared with that of counterfoil.face.compare
_SAME: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Probes:
    """The pictures of a set as they are.

    Attributes:
        pictures: Where they come from, with the landmarks of the face nearest to the middle.
        people: Who is on each.
        directions: Of the faces, about the centre.
    """

    pictures: tuple[tuple[Picture, NDArray[np.float32]], ...]
    faces: tuple[Face, ...]
    people: NDArray[np.str_]
    directions: Directions
