"""Where in a picture a machine-readable zone may be, in all four orientations."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from counterfoil.document.mrz.detecting import detected
from counterfoil.document.mrz.limits import DETECTION, RHYTHM, STRIPS, ZONES
from counterfoil.document.mrz.rhythm import rhythm
from counterfoil.document.mrz.strips import Grey, Mask, Strip, find_strips, strokes
from counterfoil.document.mrz.zones import Zone, propose
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
    if min(grey.shape) < STRIPS.least_side:
        return []
    scale = STRIPS.work_side / max(grey.shape)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    work = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method), np.uint8)
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


def _clockwise(picture: Grey) -> Grey:
    return np.asarray(cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE), np.uint8)


def _turned_back(zone: Zone, height: int) -> Zone:
    """A zone found in the picture turned clockwise, in the coordinates of the picture itself."""
    return Zone(tuple(_turn(strip, height) for strip in zone.strips), zone.cost)


def _turn(strip: Strip, height: int) -> Strip:
    return Strip(strip.y0, height - 1 - strip.x0, strip.y1, height - 1 - strip.x1, strip.thickness)
