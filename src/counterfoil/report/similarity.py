"""The similarity of two faces, ready to read and to be placed on its calibration curve."""

from dataclasses import dataclass

from counterfoil import face
from counterfoil.report import curve, words


@dataclass(frozen=True, slots=True)
class SimilarityShown:
    """What ``curve.html`` shows, and the words beside it.

    Attributes:
        found: The similarity.
        needed: The least that the policy took for one person.
        max_fmr: How many impostors the policy lets pass at most, in words.
        odds: How many pairs of different people are as alike, in words.
        calibration: Version of the table that the two rest on.
        curve: The drawing; None where that table is another than this version has.
        description: What the drawing shows, for whoever cannot see it.
    """

    found: float
    needed: float
    max_fmr: str
    odds: str
    calibration: str
    curve: curve.Curve | None
    description: str


def shown(
    similarity: float,
    fmr: float,
    fmr_interval: tuple[float, float],
    *,
    max_fmr: float,
    needed: float,
    calibration: str,
) -> SimilarityShown:
    """Make a similarity ready for the page, by what was put down when it was judged.

    Args:
        similarity: Of the two faces, in [-1, 1].
        fmr: The false match rate that it stands for, in [0, 1].
        fmr_interval: Its 95 % interval.
        max_fmr: The policy's highest false match rate, in (0, 1).
        needed: The similarity that it took, in [-1, 1]: the threshold of ``face.match``.
        calibration: Version of the table that judged.
    """
    table, odds = face.calibration(), words.odds(fmr, fmr_interval)
    return SimilarityShown(
        found=similarity,
        needed=needed,
        max_fmr=words.one_in(max_fmr),
        odds=odds,
        calibration=calibration,
        curve=curve.draw(table, max_fmr, similarity) if calibration == table.version else None,
        description=(
            f"Calibration curve. This comparison has a similarity of {similarity:.3f}, where {odds} pairs of different "
            f"people come out at least as alike. The policy needs {needed:.3f}."
        ),
    )
