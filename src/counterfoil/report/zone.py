"""The machine-readable zone for the page: what was read, what was repaired, and where the two differ."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from counterfoil.document import MrzReading
from counterfoil.document.mrz import CheckDigit, Flaw

_COVERED: Final = {
    "number": "the document number",
    "birth": "the date of birth",
    "expiry": "the date of expiry",
    "optional": "the optional field",
    "composite": "the lines as a whole",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters of a line that were all changed, or all kept."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A check digit, or a field that holds what it may not, in words.

    Attributes:
        state: ``passed`` or ``failed``.
        sentence: What was found.
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
        findings: Every check digit, then every field that holds what it may not.
    """

    read: tuple[tuple[Piece, ...], ...]
    repaired: tuple[tuple[Piece, ...], ...]
    edits: int
    remark: str
    findings: tuple[Finding, ...]


def zone(reading: MrzReading) -> Zone:
    """Lay out a zone."""
    changed = {(edit.line, edit.position) for edit in reading.edits}
    return Zone(
        read=tuple(pieces(line, at, changed) for at, line in enumerate(reading.raw)),
        repaired=tuple(pieces(line, at, changed) for at, line in enumerate(reading.lines)),
        edits=len(changed),
        remark=remark(len(changed)),
        findings=(*map(_digit, reading.check_digits), *map(_flaw, reading.flaws)),
    )


def pieces(line: str, at: int, changed: set[tuple[int, int]]) -> tuple[Piece, ...]:
    """Part a line, which is line ``at`` of its zone, where characters were changed.

    Args:
        line: As read or as repaired.
        at: Which line, from 0.
        changed: Line and position of every character that was changed.
    """
    runs = groupby(range(len(line)), key=lambda position: (at, position) in changed)
    return tuple(Piece("".join(line[position] for position in run), marked) for marked, run in runs)


def remark(edits: int) -> str:
    """Say how many characters of a zone were not left as read."""
    if not edits:
        return "Nothing was repaired: the lines are as the machine read them."
    characters = "1 character was" if edits == 1 else f"{edits} characters were"
    return f"{characters} put right by the rules of the zone. Compare the marked places with the picture."


def _digit(digit: CheckDigit) -> Finding:
    return digit_in_words(digit.name, digit.printed, digit.computed, passed=digit.passed)


def digit_in_words(name: str, printed: str, computed: str, *, passed: bool) -> Finding:
    """Say how a check digit came out.

    Args:
        name: What it covers, as the zone's reading names it.
        printed: What stands there.
        computed: What would be right.
        passed: Whether that is accepted.
    """
    covers = _COVERED[name]
    if passed:
        return Finding("passed", f"The check digit over {covers} agrees ({printed}).")
    return Finding("failed", f"The check digit over {covers} is {printed}, but {computed} would be right.")


def _flaw(flaw: Flaw) -> Finding:
    return Finding("failed", f"The field {flaw.field}: {flaw.rule}.")
