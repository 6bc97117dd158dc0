"""What a name is read into: parts of plain letters, each with what it is."""

from dataclasses import dataclass
from enum import IntFlag
from typing import Final

MOST_PARTS: Final = 24
MOST_LETTERS: Final = 48
MOST_READINGS: Final = 4

CUT: Final = "…"
"""Written after a word, it says that the word was cut there."""


class Kind(IntFlag):
    """What a part of a name is; several at once where it may be either. It fits eight bits."""

    NONE = 0
    PARTICLE = 1
    """What says little by itself: al, bin, van, de la, Abdul, -uddin, -ullah; Muhammad or María beside two others."""
    INITIAL = 2
    """One letter that stands for a name."""
    PATRONYMIC = 4
    """A name made of the father's: Ivanovich, Ivanovna, Jonsdottir."""
    TITLE = 8
    """A title, a rank, an honorific or a generation: Dr, Sheikh, Hajji, Jr."""
    LEGAL_FORM = 16
    """What an organisation is in law: Ltd, GmbH, OOO."""
    TRUNCATED = 32
    """The part was cut: more letters may have followed."""
    NUMBER = 64
    """Digits, or a numeral."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a name.

    Attributes:
        text: The part in the letters a to z and the digits 0 to 9; 1 to ``MOST_LETTERS`` of them.
        kind: What the part is.
        group: Parts of one group are forms of one given name (Robert, Bob, Beto); 0 when it belongs to none.
    """

    text: str
    kind: Kind = Kind.NONE
    group: int = 0


Reading = tuple[Part, ...]
"""A name as it may have been meant: one to ``MOST_PARTS`` parts, in the order written."""
