"""Reading a machine-readable zone from a picture: find it, decide which way up it is, recognise, interpret."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from counterfoil.document.mrz.aligning import Frames, Scores, greedy, scores
from counterfoil.document.mrz.formats import SHAPES
from counterfoil.document.mrz.interpreting import Interpretation, interpret
from counterfoil.document.mrz.limits import LOOKS, RECOGNITION, Look
from counterfoil.document.mrz.locating import by_look, by_network, candidates
from counterfoil.document.mrz.recognising import crop, frames
from counterfoil.document.mrz.strips import Grey
from counterfoil.document.mrz.zones import Zone
from counterfoil.models import Networks


@dataclass(frozen=True, slots=True)
class Found:
    """A zone found and read.

    Attributes:
        zone: Where its lines are, top to bottom in reading direction, in the picture's pixels.
        interpretation: What it says.
        certainty: Mean log-probability of a character on the line that was read worst; 0 is certain.
    """

    zone: Zone
    interpretation: Interpretation
    certainty: float

    @property
    def agrees(self) -> bool:
        """Every check digit of the text agrees and every field holds what it may."""
        return self.interpretation.mrz.valid

    @property
    def rank(self) -> tuple[bool, float, float]:
        """What makes one reading better than another."""
        digits = self.interpretation.mrz.check_digits
        passed = sum(digit.passed for digit in digits) / len(digits)
        return self.agrees, passed - len(self.interpretation.mrz.flaws) / 8, self.certainty


def read_zone(grey: Grey, networks: Networks, today: date) -> Found | None:
    """Read the machine-readable zone of a picture.

    Args:
        grey: The whole picture, H x W, 0 to 255.
        networks: Where the recogniser runs.
        today: The day of the capture.

    Returns:
        None when there is none that can be read. Looking ends with a text that agrees with its check digits, or with
        one that was read twice.
    """
    best: Found | None = None
    for marked in (by_look, partial(by_network, networks=networks)):
        for found in _readings(grey, candidates(grey, marked), networks, today):
            settled = found.agrees or (best is not None and found.interpretation.mrz == best.interpretation.mrz)
            if best is None or found.rank > best.rank:
                best = found
            if settled:
                return best
    return best


def _readings(grey: Grey, zones: Iterable[Zone], networks: Networks, today: date) -> Iterator[Found]:
    for zone in zones:
        for look in LOOKS:
            upright = _upright(grey, zone, look, networks)
            if upright is None:
                break
            found = _read(grey, upright, look, networks, today)
            if found is not None:
                yield found


def _upright(grey: Grey, zone: Zone, look: Look, networks: Networks) -> Zone | None:
    """The zone the way up in which its first line reads better; None when it reads like no zone either way."""
    line = crop(grey, zone.strips[0], look)
    upside_down = np.ascontiguousarray(line[::-1, ::-1])
    one, other = (_promise(frames(way, networks)) for way in (line, upside_down))
    if max(one, other) < RECOGNITION.hopeless:
        return None
    return zone if one >= other else zone.reversed()


def _promise(line: Frames) -> float:
    """How much a line reads like one of a zone: the log-probability of a character, less where their number is off.

    Cheaper than scoring the line, and only good for telling zones from other text and up from down.
    """
    written = len(greedy(line))
    length = _nearest_length([written])
    return (float(line.max(axis=1).sum()) - RECOGNITION.wrong_length * abs(written - length)) / length


def _nearest_length(lengths: list[int]) -> int:
    middle = float(np.median(lengths))
    return min((length for _, length in SHAPES), key=lambda length: abs(length - middle))


def _read(grey: Grey, zone: Zone, look: Look, networks: Networks, today: date) -> Found | None:
    lines = [frames(crop(grey, strip, look), networks) for strip in zone.strips]
    length = _nearest_length([len(greedy(line)) for line in lines])
    scored: list[Scores] = [one for line in lines if (one := scores(line, length)) is not None]
    if len(scored) < len(lines):
        return None
    certainty = min(float(one.max()) / length for one in scored)
    if certainty < RECOGNITION.unreadable:
        return None
    interpretation = interpret(np.stack(scored), today)
    return Found(zone, interpretation, certainty) if interpretation else None
