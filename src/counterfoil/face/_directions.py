"""The recipe that turns an aligned crop into a direction. Private to this room: a direction is a face's template.

SFace (Zhong et al. 2021) turns an aligned crop into 128 numbers. Crop and mirror image are averaged, and the centre is
subtracted: what all faces have in common says nothing about two of them, and is most of why thresholds of one kind of
pictures do not hold for another. `comparison` and `listed` keep directions in the local variables of one call each.
"""

from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.errors import ModelError
from counterfoil.face.calibration import Calibration
from counterfoil.models import Networks

LENGTH: Final = 128
"""Numbers in a direction."""

_CENTRE: Final = np.array(
    resources.files("counterfoil.face").joinpath("centre.csv").read_text("ascii").split(), np.float64
)
"""Mean direction of the 204 pictures of the London set: an aggregate of 102 consenting adults, nobody's face."""


def direction(crop: NDArray[np.uint8], networks: Networks) -> tuple[NDArray[np.float64], float]:
    """Return the direction of a crop about the centre, seen plain and mirrored, and how clear the face is.

    Args:
        crop: 112 x 112 x 3, RGB.
        networks: With ``sface``.

    Returns:
        `LENGTH` numbers of unit length; and the length of the network's raw answer, the mean of plain and mirrored.
    """
    planes = crop.transpose(2, 0, 1)[None].astype(np.float32)
    plain, mirrored = (networks.run("sface", view)[0][0].astype(np.float64) for view in (planes, planes[..., ::-1]))
    lengths = np.linalg.norm(plain), np.linalg.norm(mirrored)
    return _unit(_unit(_unit(plain) + _unit(mirrored)) - _CENTRE), float(np.mean(lengths))


def require_calibrated(table: Calibration, networks: Networks) -> None:
    """Refuse networks whose scores the table says nothing about.

    Raises:
        ModelError: A network is missing or altered, or is not the one that the calibration measured.
    """
    for name, version in table.models.items():
        if networks.version(name) != version:
            raise ModelError(
                f"The model {name} is {networks.version(name)}, but the thresholds were measured with {version}",
                remedy="Use the weights of the registry, or calibrate anew",
            )


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    return vector / np.linalg.norm(vector)
