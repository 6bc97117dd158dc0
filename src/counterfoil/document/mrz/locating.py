"""Where in a picture a machine-readable zone may be: by its look, in all four orientations."""

import math
from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np

from counterfoil.document.mrz.limits import STRIPS, ZONES
from counterfoil.document.mrz.strips import Grey, Strip, find_strips
from counterfoil.document.mrz.zones import Zone, propose

Finder = Callable[[Grey], Sequence[Strip]]

_SMALLEST: Final = 32


def candidates(grey: Grey) -> list[Zone]:
    """Propose zones by the look of their lines.

    Args:
        grey: The whole picture, H x W.

    Returns:
        The likeliest first, in the picture's pixels. Lines that run down the picture are among them; which way up a
        zone is read, its look does not tell.
    """
    side = max(grey.shape)
    if min(grey.shape) < _SMALLEST:
        return []
    scale = STRIPS.work_side / side
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    work = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method), np.uint8)
    turned = np.asarray(cv2.rotate(work, cv2.ROTATE_90_CLOCKWISE), np.uint8)
    level = propose(find_strips(work))
    upright = [_turned_back(zone, work.shape[0]) for zone in propose(find_strips(turned))]
    zones = sorted((*level, *upright), key=lambda zone: zone.cost)[: ZONES.most]
    return [Zone(tuple(strip.scaled(1 / scale) for strip in zone.strips), zone.cost) for zone in zones]


def _turned_back(zone: Zone, height: int) -> Zone:
    """A zone found in the picture turned clockwise, in the coordinates of the picture itself."""
    return Zone(tuple(_turn(strip, height) for strip in zone.strips), zone.cost)


def _turn(strip: Strip, height: int) -> Strip:
    return Strip(strip.y0, height - 1 - strip.x0, strip.y1, height - 1 - strip.x1, strip.thickness)


def spread(zone: Zone) -> float:
    """Distance between the middles of neighbouring lines, in pixels."""
    (x0, y0), (x1, y1) = zone.strips[0].centre, zone.strips[-1].centre
    return math.hypot(x1 - x0, y1 - y0) / (len(zone.strips) - 1)
