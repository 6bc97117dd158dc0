"""Two faces that their owner presented for this comparison, and one number: how alike they are.

SFace (Zhong et al. 2021) turns an aligned crop into a direction in 128 dimensions. Crop and mirror image are averaged,
and the centre is subtracted: what all faces have in common says nothing about two of them, and is most of why
thresholds of one kind of pictures do not hold for another. The directions live in the local variables of `_similarity`
and nowhere else: this room can say how alike two faces are, and cannot remember either.
"""

from dataclasses import dataclass
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome, Reason
from counterfoil.errors import ModelError
from counterfoil.face.calibration import Calibration, calibration
from counterfoil.face.faces import Face
from counterfoil.face.restoring import SHIFT, restored
from counterfoil.models import Networks

_CENTRE: Final = np.array(
    resources.files("counterfoil.face").joinpath("centre.csv").read_text("ascii").split(), np.float64
)
"""Mean direction of the 204 pictures of the London set: an aggregate of 102 consenting adults, nobody's face."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """How alike two faces are, and what that stands for.

    Attributes:
        similarity: Cosine, -1 to 1.
        fmr: The false match rate: the share of comparisons of different people that come out at least as similar.
        fmr_interval: Its 95 % interval; begins at 0 where the similarity exceeds everything the table supports.
        portrait_crop: 112 x 112 x 3 RGB: the portrait as it was cropped, before it was restored.
        probe_crop: The probe as it was compared.
        calibration: Version of the table that the rate comes from.
    """

    similarity: float
    fmr: float
    fmr_interval: tuple[float, float]
    portrait_crop: NDArray[np.uint8]
    probe_crop: NDArray[np.uint8]
    calibration: str


def compare(portrait: Face, probe: Face, networks: Networks) -> Comparison:
    """Compare two faces, one to one.

    The two are not alike: a portrait is restored first, where a print's pattern or faint tones call for it.

    Args:
        portrait: The face on the document.
        probe: The face that the bearer presents.
        networks: With ``sface``.

    Raises:
        ModelError: A network is missing or altered, or is not the one that the calibration measured.
    """
    table = calibration()
    _require_calibrated(table, networks)
    similarity = _similarity(portrait, probe, networks)
    rate = table.rate(similarity)
    return Comparison(similarity, rate.fmr, (rate.low, rate.high), portrait.crop, probe.crop, table.version)


def match(comparison: Comparison, max_fmr: float) -> Check:
    """Judge whether portrait and probe show the same person.

    Args:
        comparison: What `compare` returned.
        max_fmr: The false match rate that the policy accepts, above 0 and at most 1.

    Returns:
        The check ``face.match``: the similarity against the threshold of that rate.

    Raises:
        InputError: The calibration does not support so low a rate; the message names the lowest.
    """
    threshold = calibration().threshold(max_fmr)
    same = comparison.similarity >= threshold
    return Check(
        id="face.match",
        outcome=Outcome.PASSED if same else Outcome.FAILED,
        score=comparison.similarity,
        threshold=threshold,
        reasons=() if same else (Reason.FACE_DIFFERENT,),
        looked_at=("portrait", "probe"),
        judged_by=comparison.calibration,
    )


def _similarity(portrait: Face, probe: Face, networks: Networks) -> float:
    """Return the cosine of two crops about the centre, each seen plain and mirrored."""
    crop = restored(portrait)
    centre = _CENTRE if crop is portrait.crop else _CENTRE + SHIFT
    directions = []
    for pixels, middle in ((crop, centre), (probe.crop, _CENTRE)):
        planes = pixels.transpose(2, 0, 1)[None].astype(np.float32)
        plain, mirrored = (
            _unit(networks.run("sface", view)[0][0].astype(np.float64)) for view in (planes, planes[..., ::-1])
        )
        directions.append(_unit(_unit(plain + mirrored) - middle))
    return float(np.clip(directions[0] @ directions[1], -1, 1))


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    return vector / np.linalg.norm(vector)


def _require_calibrated(table: Calibration, networks: Networks) -> None:
    """Refuse networks whose scores the table says nothing about."""
    for name, version in table.models.items():
        if networks.version(name) != version:
            raise ModelError(
                f"The model {name} is {networks.version(name)}, but the thresholds were measured with {version}",
                remedy="Use the weights of the registry, or calibrate anew",
            )
