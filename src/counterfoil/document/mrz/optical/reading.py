"""Reading a machine-readable zone from a picture: find it, decide which way up it is, recognise, interpret."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from counterfoil.document.mrz.aligning import Frames, Scores, greedy, scores
from counterfoil.document.mrz.formats import SHAPES
from counterfoil.document.mrz.interpreting import MrzReading, interpret
from counterfoil.document.mrz.optical.limits import LOOKS, RECOGNITION, Look
from counterfoil.document.mrz.optical.locating import by_look, by_network, candidates, lone_lines
from counterfoil.document.mrz.optical.recognising import crop, frames
from counterfoil.document.mrz.optical.strips import Grey
from counterfoil.document.mrz.optical.zones import Zone
from counterfoil.models import Networks


@dataclass(frozen=True, slots=True)
class Found:
    """A zone found and read.

    Attributes:
        zone: Where its lines are, top to bottom in reading direction, in the picture's pixels.
        reading: What it says.
        certainty: Mean log-probability of a character on the line that was read worst; 0 is certain.
    """

    zone: Zone
    reading: MrzReading
    certainty: float

    @property
    def agrees(self) -> bool:
        """Every check digit of the text agrees and every field holds what it may."""
        return self.reading.valid

    @property
    def rank(self) -> tuple[bool, float, float]:
        """What makes one reading better than another."""
        digits = self.reading.check_digits
        passed = sum(digit.passed for digit in digits) / len(digits)
        return self.agrees, passed - len(self.reading.flaws) / 8, self.certainty


@dataclass(frozen=True, slots=True)
class Sight:
    """What looking for a zone came to.

    Attributes:
        found: The zone; None when none could be read.
        glimpsed: Something read like a zone's line, whether or not a zone could be read.
    """

    found: Found | None
    glimpsed: bool


def read_zone(grey: Grey, networks: Networks, today: date) -> Sight:
    """Read the machine-readable zone of a picture.

    Args:
        grey: The whole picture, H x W, 0 to 255.
        networks: Where the recogniser runs.
        today: The day of the capture.

    Returns:
        The best reading. Looking ends with a text that agrees with its check digits, or with one that was read twice.
    """
    best, glimpsed = None, False
    for marked in (by_look, partial(by_network, networks=networks)):
        for found in _readings(grey, candidates(grey, marked), networks, today):
            glimpsed = True
            if found is None:
                continue
            settled = found.agrees or (best is not None and found.reading.mrz == best.reading.mrz)
            if best is None or found.rank > best.rank:
                best = found
            if settled:
                return Sight(best, glimpsed)
    if not glimpsed:
        glimpsed = any(_upright(grey, line, networks) for line in lone_lines(grey))
    return Sight(best, glimpsed)


def _readings(grey: Grey, zones: Iterable[Zone], networks: Networks, today: date) -> Iterator[Found | None]:
    """Each look at each zone that reads like one; None where the look gave no text to rely on."""
    for zone in zones:
        ways = _upright(grey, zone, networks)
        if ways is not None:
            upright, read = ways
            yield _read(upright, _lines(grey, upright, LOOKS[0], networks, read), today)
            for look in LOOKS[1:]:
                yield _read(upright, _lines(grey, upright, look, networks, {}), today)


def _upright(grey: Grey, zone: Zone, networks: Networks) -> tuple[Zone, dict[int, Frames]] | None:
    """The zone the way up in which its first line reads better, and that line's frames by its number that way up.

    Both ways are always read: print that stands on its head is often read with confidence. None when the line reads
    like none of a zone either way.
    """
    line = crop(grey, zone.strips[0], LOOKS[0])
    upside_down = np.ascontiguousarray(line[::-1, ::-1])
    one, other = frames(line, networks), frames(upside_down, networks)
    promises = [_promise(way, len(zone.strips)) for way in (one, other)]
    if max(promises) < RECOGNITION.hopeless:
        return None
    return (zone, {0: one}) if promises[0] >= promises[1] else (zone.reversed(), {len(zone.strips) - 1: other})


def _promise(line: Frames, lines: int) -> float:
    """How much a line reads like one of a zone: the log-probability of a character, less where their number is off.

    Cheaper than scoring the line, and only good for telling zones from other text and up from down.
    """
    written = len(greedy(line))
    length = _length(lines, [written])
    return (float(line.max(axis=1).sum()) - RECOGNITION.wrong_length * abs(written - length)) / length


def _length(lines: int, written: Sequence[int]) -> int:
    """How many characters a line of so many lines has, by how many were written on each; a lone line may have any."""
    middle = float(np.median(written))
    return min((length for count, length in SHAPES if lines in (count, 1)), key=lambda length: abs(length - middle))


def _lines(grey: Grey, zone: Zone, look: Look, networks: Networks, known: Mapping[int, Frames]) -> list[Frames]:
    """The frames of every line; those that are known already are not read again."""
    return [
        known[row] if row in known else frames(crop(grey, strip, look), networks)
        for row, strip in enumerate(zone.strips)
    ]


def _read(zone: Zone, lines: Sequence[Frames], today: date) -> Found | None:
    length = _length(len(lines), [len(greedy(line)) for line in lines])
    scored: list[Scores] = [one for line in lines if (one := scores(line, length)) is not None]
    if len(scored) < len(lines):
        return None
    certainty = min(float(one.max()) / length for one in scored)
    if certainty < RECOGNITION.unreadable:
        return None
    reading = interpret(np.stack(scored), today)
    return Found(zone, reading, certainty) if reading and _is_zone(reading) else None


def _is_zone(reading: MrzReading) -> bool:
    """Is this text a zone at all, right or wrong, and not other print of equally wide characters?

    Either half of its check digits agree, which other print has a chance of a few in a hundred to do, or it begins as
    zones begin and holds names.
    """
    agreeing = sum(digit.passed for digit in reading.formed.check_digits)
    strange = {flaw.field for flaw in reading.formed.flaws} & {"code", "issuer", "names"}
    return 2 * agreeing >= len(reading.formed.check_digits) or not strange
