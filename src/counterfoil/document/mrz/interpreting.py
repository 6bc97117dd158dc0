"""From the scores of every position to text: as read, as the format forces it, as the check digits mend it.

Three texts are kept apart. *Raw* is the most probable text of the line's length, whatever it says. The *format* then
decides where a position cannot hold what was read: 0 between letters is O. Last, where check digits disagree, the
cheapest change that the recogniser's probabilities support is made, if it is the only one. Each changed character is
an `Edit` that says which of the two caused it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from counterfoil.document.mrz.aligning import Scores
from counterfoil.document.mrz.alphabet import ALPHABET, DIGITS
from counterfoil.document.mrz.certainty import probabilities, undecided
from counterfoil.document.mrz.checking import CheckDigit, rules
from counterfoil.document.mrz.formats import LAYOUTS, Format, layout_of
from counterfoil.document.mrz.grammar import INDISTINCT, alike, allowed, lend, settled, shaped
from counterfoil.document.mrz.limits import REPAIR
from counterfoil.document.mrz.parsing import Flaw, Mrz, parse
from counterfoil.document.mrz.repairing import Choice, Offers, Place, cheapest

Lines = tuple[str, ...]


class Cause(StrEnum):
    """What changed a character."""

    FORMAT = "format"
    CHECK_DIGIT = "check digit"


@dataclass(frozen=True, slots=True)
class Edit:
    """A character that was not left as read.

    Attributes:
        line: Counted from 0.
        position: Counted from 0.
        read: The most probable character.
        written: What the text holds instead.
        cost: How much less probable the recogniser held it, in nats (natural logarithm of the ratio).
        cause: What forced it.
    """

    line: int
    position: int
    read: str
    written: str
    cost: float
    cause: Cause


@dataclass(frozen=True, slots=True)
class MrzReading:
    """A zone read from a picture.

    Attributes:
        raw: The lines as read.
        formed: The lines as the format forces them, parsed: no check digit has touched these.
        mrz: The lines after all edits, parsed; the same as `formed` where no check digit mended anything.
        edits: Every difference between `raw` and the lines of `mrz`.
        probabilities: For each line, how probable each character of `mrz` is, 0 to 1.
        doubtful: Check digits disagree, and a change that would make them agree was found but is not the only one or
            makes no sense. The print may well be right and the reading wrong.
        undecided: Places where another character, which check digits cannot tell from the one written, was nearly as
            probable.
    """

    raw: Lines
    formed: Mrz
    mrz: Mrz
    edits: tuple[Edit, ...]
    probabilities: tuple[tuple[float, ...], ...]
    doubtful: bool
    undecided: tuple[Place, ...] = ()

    @property
    def format(self) -> Format:
        """The format whose positions were read."""
        return self.mrz.format

    @property
    def lines(self) -> Lines:
        """The lines after all edits."""
        return self.mrz.lines

    @property
    def check_digits(self) -> tuple[CheckDigit, ...]:
        """Every check digit after all edits."""
        return self.mrz.check_digits

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """Fields that hold what the standard does not allow, after all edits."""
        return self.mrz.flaws

    @property
    def valid(self) -> bool:
        """Every check digit agrees and every field holds what it may, after all edits."""
        return self.mrz.valid


def interpret(scores: Scores, today: date) -> MrzReading | None:
    """Read a zone's text out of its scores.

    Args:
        scores: lines x length x 37, in nats, as `aligning.scores` gives for each line.
        today: The day of the capture.

    Returns:
        None when the lines have no format's shape.
    """
    raw = _text(scores)
    layout = layout_of(raw)
    if layout is None:
        return None
    weighed = shaped(scores, layout.format)
    formed = parse(_text(weighed), today)
    mended, doubtful = formed, False
    if not all(digit.passed for digit in formed.check_digits):
        mended, doubtful = _repaired(formed, scores, weighed, today)
    return MrzReading(
        raw=raw,
        formed=formed,
        mrz=mended,
        edits=tuple(_edits(raw, formed.lines, mended.lines, scores)),
        probabilities=probabilities(settled(scores, weighed, layout.format), mended.lines),
        undecided=undecided(weighed, mended.lines),
        doubtful=doubtful,
    )


def _text(scores: Scores) -> Lines:
    return tuple("".join(ALPHABET[index] for index in line) for line in scores.argmax(axis=2))


def _repaired(mrz: Mrz, scores: Scores, weighed: Scores, today: date) -> tuple[Mrz, bool]:
    """The zone with its check digits mended, or as it was and whether a change was found but not made."""
    offers, covered = _offers(mrz, scores, weighed), rules(LAYOUTS[mrz.format], mrz.lines)
    choice = cheapest(offers, covered, REPAIR.all)
    if choice is None:
        return mrz, False
    for place, character in choice.characters.items():
        if mrz.lines[place[0]][place[1]] != character:
            others = [offer for offer in offers[place] if offer[0] != character]
            if cheapest({**offers, place: others}, covered, choice.cost + REPAIR.apart) is not None:
                return mrz, True
    mended = parse(_written(mrz.lines, choice), today)
    sound = all(digit.passed for digit in mended.check_digits) and len(mended.flaws) <= len(mrz.flaws)
    return (mended, False) if sound else (mrz, True)


def _offers(mrz: Mrz, scores: Scores, weighed: Scores) -> Offers:
    """For each place the characters within reach: the text's own for nothing, others for what they score less."""
    open_to = allowed(mrz.format)
    lent = lend(scores, dict.fromkeys(INDISTINCT, REPAIR.indistinct))
    offers: dict[Place, list[tuple[str, float]]] = {}
    for row, line in enumerate(mrz.lines):
        for at, own in enumerate(line):
            losses = float(weighed[row, at].max()) - lent[row, at]
            near = np.flatnonzero(open_to[row, at] & (losses <= REPAIR.one))
            others = [(ALPHABET[index], _price(own, ALPHABET[index], float(losses[index]))) for index in near]
            offers[row, at] = [(own, 0.0), *(offer for offer in others if offer[0] != own)]
    return offers


def _price(own: str, other: str, loss: float) -> float:
    """What exchanging a character costs: the recogniser writes digits for letters far more often than the reverse."""
    if alike(own, other):
        loss += REPAIR.to_digit if other in DIGITS else -REPAIR.to_digit
    return max(0.0, loss)


def _written(lines: Lines, choice: Choice) -> Lines:
    page = [list(line) for line in lines]
    for (row, at), character in choice.characters.items():
        page[row][at] = character
    return tuple("".join(line) for line in page)


def _edits(raw: Lines, formed: Lines, final: Lines, scores: Scores) -> Iterator[Edit]:
    for row, (before, between, after) in enumerate(zip(raw, formed, final, strict=True)):
        for at, (read, forced, written) in enumerate(zip(before, between, after, strict=True)):
            if read != written:
                cost = scores[row, at, ALPHABET.index(read)] - scores[row, at, ALPHABET.index(written)]
                cause = Cause.FORMAT if written == forced else Cause.CHECK_DIGIT
                yield Edit(row, at, read, written, float(cost), cause)
