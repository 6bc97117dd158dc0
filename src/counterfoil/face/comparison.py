"""Two faces that their owner presented for this comparison, and one number: how alike they are.

`counterfoil.face._directions` holds the recipe. The directions of the two faces live in one expression of `_similarity`
and nowhere else: this room can say how alike two faces are, and cannot remember either.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterfoil.checks import Check, Outcome
from counterfoil.face._directions import direction, require_calibrated
from counterfoil.face.calibration import calibration
from counterfoil.face.faces import Face
from counterfoil.face.restoring import restored
from counterfoil.models import Networks
from counterfoil.reasons import Reason


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
        norms: Length of the network's raw answer to the portrait and to the probe, each the mean of plain and
            mirrored. A length says how clear a face is to the network, and nothing about whose it is.
    """

    similarity: float
    fmr: float
    fmr_interval: tuple[float, float]
    portrait_crop: NDArray[np.uint8]
    probe_crop: NDArray[np.uint8]
    calibration: str
    norms: tuple[float, float]


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
    require_calibrated(table, networks)
    similarity, norms = _similarity(restored(portrait), probe.crop, networks)
    rate = table.rate(similarity)
    return Comparison(similarity, rate.fmr, (rate.low, rate.high), portrait.crop, probe.crop, table.version, norms)


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


def _similarity(
    first: NDArray[np.uint8], second: NDArray[np.uint8], networks: Networks
) -> tuple[float, tuple[float, float]]:
    """Return the cosine of two crops about the centre, and the length of the network's answer to each."""
    (one, length), (other, other_length) = (direction(crop, networks) for crop in (first, second))
    return float(np.clip(one @ other, -1, 1)), (length, other_length)
