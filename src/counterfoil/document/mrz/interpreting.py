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
from counterfoil.document.mrz.alphabet import ALPHABET
from counterfoil.document.mrz.checking import rules
from counterfoil.document.mrz.formats import LAYOUTS, Format, layout_of
from counterfoil.document.mrz.grammar import INDISTINCT, allowed, lend, shaped
from counterfoil.document.mrz.limits import REPAIR
from counterfoil.document.mrz.parsing import Mrz, parse
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
class Interpretation:
    """What a zone says.

    Attributes:
        raw: The lines as read.
        mrz: The lines after all edits, parsed.
        edits: Every difference between the two.
        probabilities: For each line, how probable each character of `mrz` is, 0 to 1.
        repairable: Check digits disagree, but an exchange of indistinguishable characters, too uncertain to be made,
            would make them agree.
    """

    raw: Lines
    mrz: Mrz
    edits: tuple[Edit, ...]
    probabilities: tuple[tuple[float, ...], ...]
    repairable: bool


def interpret(scores: Scores, today: date) -> Interpretation | None:
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
    formed = _text(weighed)
    mrz, repairable = parse(formed, today), False
    if not all(digit.passed for digit in mrz.check_digits):
        repaired = _repaired(mrz, scores, weighed, today)
        repairable = repaired is not None
        mrz = repaired or mrz
    return Interpretation(
        raw=raw,
        mrz=mrz,
        edits=tuple(_edits(raw, formed, mrz.lines, scores)),
        probabilities=_probabilities(weighed, mrz.lines),
        repairable=repairable,
    )


def _text(scores: Scores) -> Lines:
    return tuple("".join(ALPHABET[index] for index in line) for line in scores.argmax(axis=2))


def _repaired(mrz: Mrz, scores: Scores, weighed: Scores, today: date) -> Mrz | None:
    """The zone with its check digits mended, or None where no change or more than one would do."""
    layout = LAYOUTS[mrz.format]
    covered = rules(layout, mrz.lines)
    offers = _offers(mrz.lines, mrz.format, scores, weighed)
    choice = cheapest(offers, covered, REPAIR.all)
    if choice is None:
        return None
    changed = [place for place, character in choice.characters.items() if mrz.lines[place[0]][place[1]] != character]
    for place in changed:
        without = dict(offers) | {place: [offer for offer in offers[place] if offer[0] != choice.characters[place]]}
        other = cheapest(without, covered, choice.cost + REPAIR.apart)
        if other is not None:
            return None
    mended = parse(_written(mrz.lines, choice), today)
    sound = all(digit.passed for digit in mended.check_digits) and len(mended.flaws) <= len(mrz.flaws)
    return mended if sound else None


def _offers(lines: Lines, kind: Format, scores: Scores, weighed: Scores) -> Offers:
    """For each place the characters within reach: the text's own for nothing, others for what they score less."""
    open_to = allowed(kind)
    lent = lend(scores, dict.fromkeys(INDISTINCT, REPAIR.indistinct))
    offers: dict[Place, list[tuple[str, float]]] = {}
    for row, line in enumerate(lines):
        for at, own in enumerate(line):
            losses = float(weighed[row, at].max()) - lent[row, at]
            near = np.flatnonzero(open_to[row, at] & (losses <= REPAIR.one))
            others = [(ALPHABET[index], max(0.0, float(losses[index]))) for index in near if ALPHABET[index] != own]
            offers[row, at] = [(own, 0.0), *others]
    return offers


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


def _probabilities(weighed: Scores, lines: Lines) -> tuple[tuple[float, ...], ...]:
    likelihood = np.exp(weighed - weighed.max(axis=2, keepdims=True))
    likelihood /= likelihood.sum(axis=2, keepdims=True)
    return tuple(
        tuple(float(likelihood[row, at, ALPHABET.index(character)]) for at, character in enumerate(line))
        for row, line in enumerate(lines)
    )
