"""The name score and the evidence together."""

import math
from collections.abc import Iterable

from counterfoil.screening.matching.evidence import Evidence, total


def combine(name_score: float, evidence: Iterable[Evidence]) -> float:
    """Return the score of a name score and what else is known, 0 to 1, never quite 1.

    Args:
        name_score: The score of an alignment, 0 to 1.
        evidence: What the other fields say.
    """
    said = tuple(evidence)
    if not said:
        return name_score
    if name_score <= 0:
        return 0.0
    odds = math.log(name_score / (1 - name_score)) + total(said)
    return 1 / (1 + math.exp(-odds))
