"""Two pictures of faces, compared and told."""

from dataclasses import dataclass, replace

from counterfoil import face
from counterfoil.checks import Check, Outcome
from counterfoil.face import Comparison, Face
from counterfoil.images import Picture
from counterfoil.models import Networks
from counterfoil.verification import find_bearer


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """What was found of two pictures.

    Attributes:
        comparison: None when one of them does not show exactly one face.
        match: The check ``face.match``; None as before.
        checks: Every check, those of quality for A, then for B, the match last.
    """

    comparison: Comparison | None
    match: Check | None
    checks: tuple[Check, ...]

    @property
    def matched(self) -> bool | None:
        """Return whether the faces match; None when nothing was compared."""
        return None if self.match is None else self.match.outcome is Outcome.PASSED


def compare_pair(a: Picture, b: Picture, max_fmr: float, networks: Networks) -> Pair:
    """Compare the one face of A with the one face of B.

    Args:
        a: A picture.
        b: Another picture.
        max_fmr: The highest false match rate that a match may have.
        networks: With ``face.MODELS``.
    """
    first, checks_a = _only_face(a, "a", networks)
    second, checks_b = _only_face(b, "b", networks)
    if first is None or second is None:
        return Pair(None, None, (*checks_a, *checks_b))
    comparison = face.compare(first, second, networks)
    match = replace(face.match(comparison, max_fmr), looked_at=("a", "b"))
    return Pair(comparison, match, (*checks_a, *checks_b, match))


def _only_face(picture: Picture, which: str, networks: Networks) -> tuple[Face | None, tuple[Check, ...]]:
    found, judged = find_bearer(picture, networks)
    return found, tuple(replace(check, looked_at=(which,)) for check in judged)
