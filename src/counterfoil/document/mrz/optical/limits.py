"""Every tuned number of seeing a zone in a picture, with what chose it.

"The 24" are 24 published specimens of real documents; "the copies" are distorted copies of them on clutter (tilt up
to 13 degrees, perspective, shadow, glare, blur, noise, JPEG), made anew for each of eight seeds: 1 to 4 chose these
numbers, 5 to 8 only measured them. docs/decisions/0004-reading-the-mrz.md has the tables; tools/measure_mrz.py
measures anew.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class _Strips:
    """Finding rows of strokes, in pixels of a picture that is `work_side` on its long side. Chosen on the copies.

    Attributes:
        work_side: A character is then 8 to 30 pixels wide where the document fills a third of the picture or all of it.
        least_side: A picture narrower than this holds no zone.
        black_hat: Wider than a stroke of the largest characters, narrower than a portrait's features.
        smooth: Width and height over which strokes melt into a row; low, so that lines stay apart.
        neighbourhood: Where a row is held against its surroundings, so that shadows do not matter.
        contrast: How much busier than its surroundings a row is. The 24 are found with 1.2 to 1.7.
        faintest: Change below this is noise.
        tallest: What stands taller is no letter: edges of pages and portraits. Without it a frame around a card tied
            its three lines together.
        gap: The widest gap within a line, of the largest characters.
        shortest: A piece of a line shorter than this is no help.
        steepest: Degrees; the zone's lines are told apart up to here.
        stoutest: Length over thickness below which a piece is no line.
        bridged: The widest gap that joins two pieces of a line, in thicknesses. With 6, clutter beside it joined it.
        alike: The least ratio of the thicknesses of two pieces of a line.
    """

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


@dataclass(frozen=True, slots=True)
class _Zones:
    """Grouping strips by their proportions. Ranges are those of the 24, widened for perspective.

    Attributes:
        thinnest: Length over thickness of a line, at least; true ones have 27 to 48.
        thinnest_alone: The same of a line whose others are not seen.
        longest_alone: The most of it.
        shortest_alone: Its length in pixels, at least; less cannot be read.
        askew: Degrees between lines.
        unequal: Logarithm of the ratio of lengths of two lines, and shift along them in lengths.
        uneven: Logarithm of the ratio of the two distances between three lines.
        closest: Distance of lines over their thickness, at least.
        farthest: The same, at most.
        spacing_of_two: Usual distance of two lines in widths of a character; the 24 have 2.1 to 2.7.
        spacing_of_three: Of three lines; the 24 have 1.6 to 1.8.
        dearest: The largest sum of logarithms by which proportions may be off; true zones are off by 0.02 to 0.5.
        third: What a third line in its place makes up for.
        weighed: How many zones are tried for rhythm; pages of text around a document give many.
        most: How many are read, at two lines of recognition each.
    """

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


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """The beat of a line: correlation with itself one character on.

    Of 65 true zones in the 24 and the copies 1 and 2 the most regular line has 0.34 to 0.75 (a twentieth below 0.51);
    of 316 wrong groups of rows half have less than 0.27, and a quarter more than 0.47.

    Attributes:
        window: Columns over which the ground's own darkness is taken off.
        slack: How much the width of a character may be off, since a line's ends are only about known.
        least: The least of a zone.
        least_alone: The least of a line whose others are not seen.
    """

    window: int = 101
    slack: tuple[float, ...] = (0.94, 0.955, 0.97, 0.985, 1.0, 1.015, 1.03, 1.045, 1.06)
    least: float = 0.2
    least_alone: float = 0.4


@dataclass(frozen=True, slots=True)
class Look:
    """One way of cutting a line out, in thicknesses of the line.

    Attributes:
        tall: Height of the cut. Between 1.4 and 2.1 the lines of the 24 are read about as well.
        margin: What is added before and after the line.
        squeeze: Width of the cut over its true proportion. Characters of a zone stand wider apart than those of the
            print that the recogniser was trained on: at 0.7 it reads as well as at 1.0 and takes 30 % less time; at
            0.55 it makes more mistakes, at 0.5 it drops fillers of a run.
    """

    tall: float
    margin: float
    squeeze: float


@dataclass(frozen=True, slots=True)
class _Detection:
    """Text detection by the network.

    Attributes:
        width: Of its input, always the same, or it is compiled anew.
        height: Likewise.
        text: The least probability of text.
        thickness: Height of letters over that of the network's marks: 1.3 to 2.1 over all lines of the 24 and copies 1.
    """

    width: int = 960
    height: int = 736
    text: float = 0.3
    thickness: float = 1.65


@dataclass(frozen=True, slots=True)
class _Recognition:
    """Reading a line. Certainties are mean log-probabilities of a character.

    True lines have -0.12 to 0 in the 24 and down to -0.25 in the copies; the same lines upside down, other print and
    wrong groups -0.5 to -12; of 266 portraits (200 of LFW, 66 of the London set) none came near.

    Attributes:
        floor: Least probability, so that a logarithm exists.
        wrong_length: What a character too many or too few takes off a line's promise.
        hopeless: Promise below which a zone is not read further.
        unreadable: Certainty below which no text is reported.
    """

    floor: float = 1e-9
    wrong_length: float = 6.0
    hopeless: float = -1.0
    unreadable: float = -0.4


STRIPS: Final = _Strips()
ZONES: Final = _Zones()
RHYTHM: Final = _Rhythm()
LOOKS: Final = (Look(tall=1.6, margin=1.0, squeeze=0.7), Look(tall=1.9, margin=1.2, squeeze=0.85))
"""The second look is taken only where the first gave nothing that agrees with itself."""
DETECTION: Final = _Detection()
RECOGNITION: Final = _Recognition()
