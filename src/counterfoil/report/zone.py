"""The machine-readable zone for the page: what was read, what was repaired, and where the two differ."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from counterfoil.document import MrzReading

_COVERED: Final = {
    "number": "the document number",
    "birth": "the date of birth",
    "expiry": "the date of expiry",
    "optional": "the optional field",
    "composite": "all of them together",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters of a line that were all changed, or all kept."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Digit:
    """A check digit in words.

    Attributes:
        state: ``passed`` or ``failed``.
        sentence: What it covers and whether it agrees.
    """

    state: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone as the page shows it.

    Attributes:
        read: Each line as read.
        repaired: Each line as taken for right.
        edits: How many characters were changed.
        remark: What that means, in a sentence or two.
        digits: Every check digit.
    """

    read: tuple[tuple[Piece, ...], ...]
    repaired: tuple[tuple[Piece, ...], ...]
    edits: int
    remark: str
    digits: tuple[Digit, ...]


def zone(reading: MrzReading) -> Zone:
    """Lay out a zone."""
    changed = {(edit.line, edit.position) for edit in reading.edits}
    return Zone(
        read=tuple(_pieces(line, at, changed) for at, line in enumerate(reading.raw)),
        repaired=tuple(_pieces(line, at, changed) for at, line in enumerate(reading.lines)),
        edits=len(changed),
        remark=_remark(len(changed)),
        digits=tuple(_digit(digit.name, digit.printed, digit.computed, digit.passed) for digit in reading.check_digits),
    )


def _pieces(line: str, at: int, changed: set[tuple[int, int]]) -> tuple[Piece, ...]:
    runs = groupby(range(len(line)), key=lambda position: (at, position) in changed)
    return tuple(Piece("".join(line[position] for position in run), marked) for marked, run in runs)


def _remark(edits: int) -> str:
    if not edits:
        return "Nothing was repaired: the lines are as the machine read them."
    characters = "1 character was" if edits == 1 else f"{edits} characters were"
    return f"{characters} put right by the rules of the zone. Compare the marked places with the picture."


def _digit(name: str, printed: str, computed: str, passed: bool) -> Digit:
    covers = _COVERED.get(name, name)
    if passed:
        return Digit("passed", f"The check digit over {covers} agrees ({printed}).")
    return Digit("failed", f"The check digit over {covers} is {printed}, but {computed} would be right.")
