"""Reading a machine-readable zone from a picture: find it, decide which way up it is, recognise, interpret."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from counterfoil.document.mrz.aligning import Frames, Scores, greedy, scores
from counterfoil.document.mrz.formats import SHAPES
from counterfoil.document.mrz.interpreting import MrzReading, interpret
from counterfoil.document.mrz.limits import LOOKS, RECOGNITION, Look
from counterfoil.document.mrz.locating import by_look, by_network, candidates, lone_lines
from counterfoil.document.mrz.recognising import crop, frames
from counterfoil.document.mrz.strips import Grey
from counterfoil.document.mrz.zones import Zone
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
        glimpsed = any(_upright(grey, line, LOOKS[0], networks) for line in lone_lines(grey))
    return Sight(best, glimpsed)


def _readings(grey: Grey, zones: Iterable[Zone], networks: Networks, today: date) -> Iterator[Found | None]:
    """Each look at each zone that reads like one; None where the look gave no text to rely on."""
    for zone in zones:
        for look in LOOKS:
            upright = _upright(grey, zone, look, networks)
            if upright is None:
                break
            yield _read(grey, upright, look, networks, today)


def _upright(grey: Grey, zone: Zone, look: Look, networks: Networks) -> Zone | None:
    """The zone the way up in which its first line reads better; None when it reads like no zone either way."""
    line = crop(grey, zone.strips[0], look)
    upside_down = np.ascontiguousarray(line[::-1, ::-1])
    one, other = (_promise(frames(way, networks), len(zone.strips)) for way in (line, upside_down))
    if max(one, other) < RECOGNITION.hopeless:
        return None
    return zone if one >= other else zone.reversed()


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


def _read(grey: Grey, zone: Zone, look: Look, networks: Networks, today: date) -> Found | None:
    lines = [frames(crop(grey, strip, look), networks) for strip in zone.strips]
    length = _length(len(lines), [len(greedy(line)) for line in lines])
    scored: list[Scores] = [one for line in lines if (one := scores(line, length)) is not None]
    if len(scored) < len(lines):
        return None
    certainty = min(float(one.max()) / length for one in scored)
    if certainty < RECOGNITION.unreadable:
        return None
    reading = interpret(np.stack(scored), today)
    return Found(zone, reading, certainty) if reading else None
