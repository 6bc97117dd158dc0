"""Where in a picture a machine-readable zone may be, in all four orientations."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from counterfoil.document.mrz.optical.detecting import detected
from counterfoil.document.mrz.optical.limits import DETECTION, RHYTHM, STRIPS, ZONES
from counterfoil.document.mrz.optical.rhythm import rhythm
from counterfoil.document.mrz.optical.strips import Grey, Mask, Strip, find_strips, strokes
from counterfoil.document.mrz.optical.zones import Zone, propose
from counterfoil.models import Networks


@dataclass(frozen=True, slots=True)
class Marks:
    """Where text is in a picture of `STRIPS.work_side` pixels on its long side.

    Attributes:
        level: H x W, 1 where text runs along the rows.
        turned: W x H, the same of the picture turned clockwise: text that ran along its columns.
        thickness: Height of letters over that of their marks.
    """

    level: Mask
    turned: Mask
    thickness: float


def by_look(grey: Grey) -> Marks:
    """Mark text by its dense strokes, without a network."""
    return Marks(strokes(grey), strokes(_clockwise(grey)), 1.0)


def by_network(grey: Grey, networks: Networks) -> Marks:
    """Mark text as the detection network sees it; it sees lines in every direction."""
    mask = detected(grey, networks)
    return Marks(mask, _clockwise(mask), DETECTION.thickness)


def candidates(grey: Grey, marked: Callable[[Grey], Marks]) -> list[Zone]:
    """Propose zones by how their lines lie.

    Args:
        grey: The whole picture, H x W.
        marked: What marks text.

    Returns:
        The likeliest first, in the picture's pixels. Lines that run down the picture are among them; which way up a
        zone is read, its place does not tell.
    """
    work, scale = _work(grey)
    if work is None:
        return []
    marks = marked(work)
    level = propose(find_strips(marks.level, marks.thickness))
    turned = propose(find_strips(marks.turned, marks.thickness))
    upright = [_turned_back(zone, marks.level.shape[0]) for zone in turned]
    nearest = sorted((*level, *upright), key=lambda zone: zone.cost)[: ZONES.weighed]
    weighed = [(rhythm(work, zone), zone) for zone in nearest]
    zones = sorted(
        (Zone(zone.strips, zone.cost - beat) for beat, zone in weighed if beat > RHYTHM.least),
        key=lambda zone: zone.cost,
    )
    return [zone.scaled(1 / scale) for zone in zones[: ZONES.most]]


def lone_lines(grey: Grey) -> list[Zone]:
    """Find rows that look like one line of a zone whose others are cut off or covered.

    Args:
        grey: The whole picture, H x W.

    Returns:
        At most two, the most regular first, each as a zone of one line.
    """
    work, scale = _work(grey)
    if work is None:
        return []
    marks = by_look(work)
    level = [Zone((strip,), 0.0) for strip in find_strips(marks.level, 1.0)]
    turned = [Zone((strip,), 0.0) for strip in find_strips(marks.turned, 1.0)]
    rows = [*level, *(_turned_back(zone, marks.level.shape[0]) for zone in turned)]
    long = [row for row in rows if _could_stand_alone(row.strips[0])]
    weighed = sorted(((rhythm(work, row), row) for row in long), key=lambda one: -one[0])
    return [row.scaled(1 / scale) for beat, row in weighed[:2] if beat > RHYTHM.least_alone]


def _could_stand_alone(strip: Strip) -> bool:
    proportion = strip.length / strip.thickness
    return strip.length > ZONES.shortest_alone and ZONES.thinnest_alone < proportion < ZONES.longest_alone


def _work(grey: Grey) -> tuple[Grey | None, float]:
    """The picture at the size at which it is searched, and its scale; None when it is too small to hold a zone."""
    scale = STRIPS.work_side / max(grey.shape)
    if min(grey.shape) < STRIPS.least_side:
        return None, scale
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method), np.uint8), scale


def _clockwise(picture: Grey) -> Grey:
    return np.asarray(cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE), np.uint8)


def _turned_back(zone: Zone, height: int) -> Zone:
    """A zone found in the picture turned clockwise, in the coordinates of the picture itself."""
    return Zone(tuple(_turn(strip, height) for strip in zone.strips), zone.cost)


def _turn(strip: Strip, height: int) -> Strip:
    return Strip(strip.y0, height - 1 - strip.x0, strip.y1, height - 1 - strip.x1, strip.thickness)
