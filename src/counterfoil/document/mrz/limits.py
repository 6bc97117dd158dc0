"""Every tuned number of reading a zone from a picture, in one place, with what chose it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class _Strips:
    """Finding rows of strokes, in pixels of a picture that is `work_side` on its long side."""

    work_side: int = 960
    least_side: int = 32
    black_hat: int = 17
    smooth: tuple[int, int] = (9, 3)
    neighbourhood: tuple[int, int] = (81, 61)
    contrast: float = 1.4
    faintest: float = 18.0
    tallest: int = 61
    gap: int = 25
    shortest: int = 40
    steepest: float = 20.0
    stoutest: float = 4.0
    bridged: float = 4.0
    alike: float = 0.6


STRIPS: Final = _Strips()


@dataclass(frozen=True, slots=True)
class _Zones:
    """Grouping strips; ratios, and logarithms of ratios."""

    thinnest: float = 12.0
    thinnest_alone: float = 22.0
    longest_alone: float = 65.0
    shortest_alone: float = 220.0
    askew: float = 5.0
    unequal: float = 0.45
    uneven: float = 0.35
    closest: float = 1.15
    farthest: float = 3.6
    spacing_of_two: float = 2.4
    spacing_of_three: float = 1.75
    dearest: float = 1.0
    third: float = 0.3
    weighed: int = 30
    most: int = 4


ZONES: Final = _Zones()


@dataclass(frozen=True, slots=True)
class Look:
    """One way of cutting a line out, in thicknesses of the line.

    Attributes:
        tall: Height of the cut.
        margin: What is added before and after the line.
        squeeze: Width of the cut over its true proportion: MRZ characters stand wide apart.
    """

    tall: float
    margin: float
    squeeze: float


LOOKS: Final = (Look(1.6, 1.0, 0.7), Look(1.9, 1.2, 0.85))


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """The beat of a line."""

    window: int = 101
    slack: tuple[float, ...] = (0.94, 0.955, 0.97, 0.985, 1.0, 1.015, 1.03, 1.045, 1.06)
    least: float = 0.2
    least_alone: float = 0.4


@dataclass(frozen=True, slots=True)
class _Detection:
    """Text detection by the network."""

    width: int = 960
    height: int = 736
    text: float = 0.3
    thickness: float = 1.65


@dataclass(frozen=True, slots=True)
class _Recognition:
    """Reading a line; certainties are mean log-probabilities of a character."""

    floor: float = 1e-9
    wrong_length: float = 6.0
    hopeless: float = -1.0
    unreadable: float = -0.4


RHYTHM: Final = _Rhythm()
DETECTION: Final = _Detection()
RECOGNITION: Final = _Recognition()


@dataclass(frozen=True, slots=True)
class _Repair:
    """Changing what was read, in nats (natural logarithm of a ratio of probabilities)."""

    misplaced: float = 5.0
    digit_in_code: float = 2.0
    indistinct: float = 4.0
    to_digit: float = 2.0
    one: float = 5.5
    all: float = 8.0
    apart: float = 1.5


REPAIR: Final = _Repair()


@dataclass(frozen=True, slots=True)
class _Belief:
    """What a reading must be like to be relied on."""

    sure: float = 0.6
    name: float = 0.8
    undecided: float = 1.5
    wavering: float = 5.5
    most_optical: int = 2


BELIEF: Final = _Belief()
