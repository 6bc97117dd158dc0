"""The characters of a machine-readable zone and its check digits (ICAO Doc 9303-3, 4.3 and 4.9).

A zone holds A to Z, 0 to 9 and the filler ``<``. For check digits, digits keep their value, A to Z count
10 to 35 and the filler counts 0. Each value is multiplied by 7, 3, 1, 7, 3, 1, ... and the sum modulo 10
is the check digit.
"""

from typing import Final

from counterfoil.errors import MrzError

DIGITS: Final = "0123456789"
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FILLER: Final = "<"
ALPHABET: Final = DIGITS + LETTERS + FILLER
VALUES: Final = {character: value for value, character in enumerate(DIGITS + LETTERS)} | {FILLER: 0}
WEIGHTS: Final = (7, 3, 1)


def check_digit(text: str) -> str:
    """Return the check digit of an MRZ field.

    Args:
        text: The field as printed, fillers included.

    Raises:
        MrzError: A character that a zone cannot hold; the message names its position, never the text.

    >>> check_digit("L898902C3")
    '6'
    """
    try:
        total = sum(VALUES[character] * WEIGHTS[at % 3] for at, character in enumerate(text))
    except KeyError as wrong:
        raise MrzError(f"position {text.index(wrong.args[0]) + 1} holds a character that a zone cannot hold") from None
    return str(total % 10)
