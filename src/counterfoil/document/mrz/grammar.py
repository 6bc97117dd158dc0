"""What each position of a format can hold, and which characters of OCR-B the recogniser takes for another."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.document.mrz.aligning import Scores
from counterfoil.document.mrz.alphabet import ALPHABET, DIGITS, FILLER, LETTERS
from counterfoil.document.mrz.checking import CAN_BE_LONG
from counterfoil.document.mrz.formats import LAYOUTS, Format, Layout
from counterfoil.document.mrz.limits import REPAIR

# Letters beside the digits that PP-OCRv6, which was not trained on OCR-B, writes for them (and the reverse), and what
# taking one for the other costs at least, in nats. The likelier of two letters for a digit comes cheaper.
LOOKALIKES: Final = {"O0": 3.0, "I1": 3.0, "Z2": 3.0, "S5": 3.0, "B8": 3.0, "G6": 3.0, "D0": 4.0, "Q0": 4.0, "L1": 4.0}
# Of these, the pair that it cannot tell apart at all: it writes 0 for O with a certainty of up to 0.9999.
INDISTINCT: Final = ("O0",)

_TENS_OF_MONTHS: Final = "01"
_TENS_OF_DAYS: Final = "0123"


def alike(one: str, other: str, pairs: Collection[str] = tuple(LOOKALIKES)) -> bool:
    """Are these two characters one of the pairs?"""
    return one + other in pairs or other + one in pairs


def lend(scores: Scores, pairs: Mapping[str, float]) -> Scores:
    """Let each character score at least as much as its lookalike less a discount.

    Args:
        scores: ... x 37, in nats.
        pairs: Two characters each, with the discount.
    """
    lent = scores.copy()
    for pair, discount in pairs.items():
        one, other = (ALPHABET.index(character) for character in pair)
        lent[..., one] = np.maximum(lent[..., one], scores[..., other] - discount)
        lent[..., other] = np.maximum(lent[..., other], scores[..., one] - discount)
    return lent


@cache
def allowed(kind: Format) -> NDArray[np.bool_]:
    """Lines x length x 37: may this position hold that character?"""
    layout = LAYOUTS[kind]
    table = np.zeros((layout.lines, layout.length, len(ALPHABET)), np.bool_)
    for name, span in layout.fields.items():
        for at in range(span.start, span.stop):
            for character in _choice(layout, name, at - span.start):
                table[span.line, at, ALPHABET.index(character)] = True
    return table


def _choice(layout: Layout, field: str, at: int) -> str:
    """Characters that the field can hold at this place of it."""
    if field in ("birth", "expiry"):
        return {2: _TENS_OF_MONTHS, 4: _TENS_OF_DAYS}.get(at, DIGITS) + FILLER
    if field == "code":
        return ALPHABET if at else LETTERS
    if field == "number_digit":
        return DIGITS + FILLER if layout.format in CAN_BE_LONG else DIGITS
    choices = {
        "issuer": LETTERS + FILLER,
        "nationality": LETTERS + FILLER,
        "names": LETTERS + FILLER,
        "sex": "MFX" + FILLER,
        "birth_digit": DIGITS,
        "expiry_digit": DIGITS,
        "optional_digit": DIGITS + FILLER,
        "composite_digit": DIGITS,
    }
    return choices.get(field, ALPHABET)


def shaped(scores: Scores, kind: Format) -> Scores:
    """Weigh the recogniser's scores by what the format allows.

    A character that its position cannot hold pays a penalty, and so does a digit in a document code, which is rare.
    One that it can hold scores at least as much as its lookalike less a discount, so that a position for letters turns
    0 into O however sure the recogniser was.

    Args:
        scores: lines x length x 37, in nats.
        kind: The format.
    """
    weighed: Scores = np.where(allowed(kind), lend(scores, LOOKALIKES), scores - np.float32(REPAIR.misplaced))
    digits = slice(0, len(DIGITS))
    weighed[0, 1, digits] = scores[0, 1, digits] - np.float32(REPAIR.digit_in_code)
    return weighed


def settled(scores: Scores, weighed: Scores, kind: Format) -> Scores:
    """Let a position that can hold only one of two indistinct characters settle which it is.

    A sure 0 in a name is then as sure an O, and no likelier than before a D.

    Args:
        scores: lines x length x 37, in nats, as recognised.
        weighed: The same as `shaped` weighs them.
        kind: The format.
    """
    open_to, result = allowed(kind), weighed.copy()
    for pair in INDISTINCT:
        one, other = (ALPHABET.index(character) for character in pair)
        for own, twin in ((one, other), (other, one)):
            alone = open_to[..., own] & ~open_to[..., twin]
            result[alone, own] = np.maximum(scores[alone, own], scores[alone, twin])
    return result
