"""Which strips lie to each other as the lines of a machine-readable zone do (ICAO Doc 9303-3, 3.3 and 9303-4 to -7).

Characters are 2.54 mm apart in every format, their height is about the same, and lines are 4.3 mm (three lines) to
6.35 mm (two lines) apart. So a line's length over its thickness is nearly its number of characters, and over the
distance of lines tells the format: this alone finds the zone among all other rows of a page.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from counterfoil.document.mrz.optical.limits import ZONES
from counterfoil.document.mrz.optical.strips import Strip

_TWO_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Zone:
    """Strips that may be the lines of one zone, top to bottom in reading direction.

    Attributes:
        strips: Two or three, all of the same extent.
        cost: How far its proportions are from those of a zone, less a bonus for a third line, which two lines of a
            page hardly have by chance.
    """

    strips: tuple[Strip, ...]
    cost: float

    def reversed(self) -> "Zone":
        """The same zone read upside down."""
        return Zone(tuple(strip.reversed() for strip in reversed(self.strips)), self.cost)

    def scaled(self, factor: float) -> "Zone":
        """The same zone in a picture of another size."""
        return Zone(tuple(strip.scaled(factor) for strip in self.strips), self.cost)


def propose(strips: Sequence[Strip]) -> list[Zone]:
    """Group strips into zones.

    Args:
        strips: Rows that run roughly level.

    Returns:
        The likeliest first, each with its strips stretched to one common extent.
    """
    long_enough = [strip for strip in strips if strip.length > ZONES.thinnest * strip.thickness]
    rows = sorted(long_enough, key=lambda strip: strip.centre[1])
    below = {(i, j): d for i, j in itertools.permutations(range(len(rows)), 2) if (d := _distance(rows[i], rows[j]))}
    groups: list[tuple[Strip, ...]] = [(rows[i], rows[j]) for i, j in below]
    for (i, j), first in below.items():
        groups.extend(
            (rows[i], rows[j], rows[k])
            for k in range(len(rows))
            if (second := below.get((j, k))) and abs(math.log(second / first)) < ZONES.uneven
        )
    zones = [zone for group in groups for zone in _zones(group)]
    return sorted(zones, key=lambda zone: zone.cost)


def _distance(upper: Strip, lower: Strip) -> float | None:
    """How far the second strip lies under the first; None when the two are no neighbours in a zone."""
    if abs(upper.angle - lower.angle) > ZONES.askew:
        return None
    if abs(math.log(upper.length / lower.length)) > ZONES.unequal:
        return None
    angle = math.radians((upper.angle + lower.angle) / 2)
    dx, dy = (b - a for a, b in zip(upper.centre, lower.centre, strict=True))
    along, across = dx * math.cos(angle) + dy * math.sin(angle), dy * math.cos(angle) - dx * math.sin(angle)
    thickness = (upper.thickness + lower.thickness) / 2
    if abs(along) > ZONES.unequal * max(upper.length, lower.length):
        return None
    return across if ZONES.closest * thickness < across < ZONES.farthest * thickness else None


def _zones(group: tuple[Strip, ...]) -> Iterator[Zone]:
    """All lines of a zone begin and end at the same place, but one may have been found too short or too long.

    So each line's extent is tried for all, and the one of the best proportions taken.
    """
    zone = min((_measured(_stretched(group, extent)) for extent in group), key=lambda zone: zone.cost)
    mean = sum(strip.length for strip in group) / len(group)
    unequal = sum(abs(math.log(strip.length / mean)) for strip in group) / len(group)
    if zone.cost + unequal < ZONES.dearest:
        yield Zone(zone.strips, zone.cost + unequal)


def _measured(strips: tuple[Strip, ...]) -> Zone:
    """How far these lines' thickness and distance are from those of a zone of their length."""
    length = sum(strip.length for strip in strips) / len(strips)
    thickness = sum(strip.thickness for strip in strips) / len(strips)
    first, last = strips[0].centre, strips[-1].centre
    spacing = math.hypot(last[0] - first[0], last[1] - first[1]) / (len(strips) - 1)
    two = len(strips) == _TWO_LINES
    usual = ZONES.spacing_of_two if two else ZONES.spacing_of_three
    pitches = [length / characters for characters in ((36, 44) if two else (30,))]
    costs = [abs(math.log(thickness / pitch)) + abs(math.log(spacing / pitch / usual)) for pitch in pitches]
    return Zone(strips, min(costs) - (0.0 if two else ZONES.third))


def _stretched(group: tuple[Strip, ...], extent: Strip) -> tuple[Strip, ...]:
    """Give every line the extent of one of them."""
    angle = math.radians(sum(strip.angle for strip in group) / len(group))
    ux, uy = math.cos(angle), math.sin(angle)
    start, stop = extent.x0 * ux + extent.y0 * uy, extent.x1 * ux + extent.y1 * uy
    return tuple(
        _extended(strip, strip.x0 * ux + strip.y0 * uy - start, stop - strip.x1 * ux - strip.y1 * uy) for strip in group
    )


def _extended(strip: Strip, before: float, after: float) -> Strip:
    ux, uy = (strip.x1 - strip.x0) / strip.length, (strip.y1 - strip.y0) / strip.length
    return Strip(
        strip.x0 - before * ux, strip.y0 - before * uy, strip.x1 + after * ux, strip.y1 + after * uy, strip.thickness
    )
