"""Every tuned number of deciding what a zone says, with what chose it.

"The 24" are 24 published specimens of real documents; "the copies" are distorted copies of them on clutter (tilt up
to 13 degrees, perspective, shadow, glare, blur, noise, JPEG), made anew for each of eight seeds: 1 to 4 chose these
numbers, 5 to 8 only measured them. docs/decisions/0004-reading-the-mrz.md has the tables; tools/measure_mrz.py
measures anew.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class _Repair:
    """Changing what was read, in nats (natural logarithm of a ratio of probabilities).

    Where the recogniser misread a character of the 24 that is no O, the right one was at most 4.6 nats behind; an O was
    up to 10.7 behind a 0. Where it read rightly, nine digits in ten lead by at least 6.3 nats. It reads letters as
    digits, hardly ever the reverse.

    Attributes:
        misplaced: What a character pays that its position cannot hold.
        digit_in_code: What a digit pays in the second place of a document code: legal, but rare. Less than a
            lookalike's discount, so that a sure digit stays one.
        indistinct: What O and 0 cost at most for one another where only a check digit can tell.
        to_digit: What an exchange of lookalikes pays from letter to digit, and is spared the other way. Without it ZS
            became 25 in two copies, and every check digit agreed.
        one: The most that one change may cost.
        all: The most that all changes of a zone may cost together.
        apart: How much dearer the next best repair must be.
    """

    misplaced: float = 5.0
    digit_in_code: float = 2.9
    indistinct: float = 4.0
    to_digit: float = 2.0
    one: float = 5.5
    all: float = 8.0
    apart: float = 1.5


@dataclass(frozen=True, slots=True)
class _Belief:
    """What a reading must be like to be relied on.

    Attributes:
        sure: Probability of a character from which on the print, not the reading, is held to be wrong.
        name: The least probability of a name's characters. In the copies 1 to 4 nine right name fields in ten have more
            than 0.9 throughout, specimens of this repository more than 0.97.
        undecided: Nats by which a character must lead over those that count the same for check digits.
        wavering: Nats up to which the recogniser is said to waver between two characters; as `_Repair.one`.
        most_optical: How many exchanged lookalikes a zone may have and still pass.
    """

    sure: float = 0.6
    name: float = 0.8
    undecided: float = 1.5
    wavering: float = 5.5
    most_optical: int = 2


REPAIR: Final = _Repair()
BELIEF: Final = _Belief()
