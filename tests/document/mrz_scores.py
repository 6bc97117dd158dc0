"""What a recogniser would say of a zone: scores and frames made from a text, for tests without a picture."""

from collections.abc import Mapping, Sequence

import numpy as np

from counterfoil.document.mrz.aligning import Frames, Scores
from counterfoil.document.mrz.alphabet import ALPHABET

UNLIKELY = -12.0

Doubt = Mapping[tuple[int, int], tuple[str, float]]


def scores_of(lines: Sequence[str], doubts: Doubt | None = None) -> Scores:
    """Scores of a recogniser that is sure of these lines.

    Args:
        lines: What it reads.
        doubts: At (line, position), another character that it holds possible, and by how many nats less.
    """
    scores = np.full((len(lines), len(lines[0]), len(ALPHABET)), UNLIKELY, np.float32)
    for row, line in enumerate(lines):
        for at, character in enumerate(line):
            scores[row, at, ALPHABET.index(character)] = 0.0
    for (row, at), (character, loss) in (doubts or {}).items():
        scores[row, at, ALPHABET.index(character)] = -loss
    return scores


def frames_of(text: str, *, between: int = 1) -> Frames:
    """Frames of a recogniser that is sure of this text: one for each character, blanks between them."""
    frames = np.full((len(text) * (between + 1) + 1, len(ALPHABET) + 1), UNLIKELY, np.float32)
    frames[:, 0] = 0.0
    for at, character in enumerate(text):
        place = 1 + at * (between + 1)
        frames[place] = UNLIKELY
        frames[place, 1 + ALPHABET.index(character)] = 0.0
    return frames
