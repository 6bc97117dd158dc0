"""How sure each character of a zone is, and which are open although every check digit agrees.

Check digits count modulo 10, so they cannot tell ``0`` from ``A``, ``K``, ``U`` or the filler, nor ``5`` from ``F``,
``P`` or ``Z``. Where the recogniser wavered between two such characters nothing settles it.
"""

import numpy as np

from counterfoil.document.mrz.aligning import Scores
from counterfoil.document.mrz.alphabet import ALPHABET, VALUES
from counterfoil.document.mrz.limits import BELIEF

_RESIDUES = np.array([VALUES[character] % 10 for character in ALPHABET])


def probabilities(settled: Scores, lines: tuple[str, ...]) -> tuple[tuple[float, ...], ...]:
    """How probable each character of the lines is, 0 to 1.

    Args:
        settled: lines x length x 37, in nats, as `grammar.settled` gives them.
        lines: The text.
    """
    likelihood = np.exp(settled - settled.max(axis=2, keepdims=True))
    likelihood /= likelihood.sum(axis=2, keepdims=True)
    return tuple(
        tuple(float(likelihood[row, at, ALPHABET.index(character)]) for at, character in enumerate(line))
        for row, line in enumerate(lines)
    )


def undecided(weighed: Scores, lines: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Places (line, position) where a character that counts the same was nearly as probable as the one written."""
    places = []
    for row, line in enumerate(lines):
        for at, character in enumerate(line):
            own = ALPHABET.index(character)
            alike = _RESIDUES[own] == _RESIDUES
            alike[own] = False
            if weighed[row, at, alike].max(initial=-np.inf) > weighed[row, at, own] - BELIEF.undecided:
                places.append((row, at))
    return tuple(places)
