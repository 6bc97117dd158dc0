"""The two sides of a card: the zone is read from the one that has it, the portrait looked for on the other.

Only a TD1 has its zone on the back (ICAO Doc 9303-5, 4.1); passports, TD2 cards and visas have both on one page, and no
other picture is asked for their portrait. Nothing but the person who hands them over says that two pictures are of one
card: the zone does not name its front.
"""

from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from counterfoil import document, face
from counterfoil.checks import Check
from counterfoil.document import Reading
from counterfoil.face import Face
from counterfoil.images import Picture
from counterfoil.models import Networks
from counterfoil.reasons import Reason
from counterfoil.verification.faces import find_portrait

_ZONE_ON_THE_BACK: Final = "TD1"
_QUARTERS: Final = 4
_LEANS_AT_MOST: Final = 30  # degrees; a held card leans less, and faces found lying are said to lean by 43 and more


def read_sides(
    front: Picture, back: Picture | None, networks: Networks, today: date
) -> tuple[Reading, tuple[Picture, ...]]:
    """Read the side that has a zone, and say where to look for the portrait.

    Args:
        front: The side with the portrait, or the only picture.
        back: The other side.
        networks: The models.
        today: The day of the capture.

    Returns:
        The reading, and the pictures that may bear the portrait, likeliest first.
    """
    reading = document.read(front, networks, today)
    if back is None:
        return reading, (reading.page,)
    other = back
    if reading.document is None:
        behind = document.read(back, networks, today)
        if behind.document is None:
            return (behind if _glimpsed(behind) else reading), (front,)
        reading, other = behind, front
    if reading.document is None or reading.document.format != _ZONE_ON_THE_BACK:
        return reading, (reading.page,)
    return reading, (other, reading.page)


def _glimpsed(reading: Reading) -> bool:
    """Return whether there was a zone that could not be read, which is more to say than that there is none."""
    return any(Reason.DOCUMENT_UNREADABLE in check.reasons for check in reading.checks)


def find_portrait_on(pages: tuple[Picture, ...], networks: Networks) -> tuple[Face | None, Picture, Check]:
    """Find the holder's portrait on the first page that has one.

    Returns:
        The portrait, the upright page that it is on (the last one when it is on none), and ``document.portrait``.
    """
    *others, last = pages
    for page in others:
        upright = _upright(page, networks)
        if upright is not None:
            portrait, found = find_portrait(upright, networks)
            return portrait, upright, found
    portrait, found = find_portrait(last, networks)
    return portrait, last, found


def _upright(page: Picture, networks: Networks) -> Picture | None:
    """Turn a page without a zone so that the face on it stands upright; None when no face is on it.

    A detector finds some lying faces as well, and believes in them less.
    """
    sightings = []
    for quarters in range(_QUARTERS):
        turned = page if quarters == 0 else _turned(page, quarters)
        faces = face.find(turned, networks)
        if faces and abs(faces[0].roll) < _LEANS_AT_MOST:
            if quarters == 0:
                return page
            sightings.append((faces[0].confidence, turned))
    return max(sightings, key=lambda one: one[0])[1] if sightings else None


def _turned(page: Picture, quarters: int) -> Picture:
    pixels = np.ascontiguousarray(np.rot90(page.pixels, quarters))
    pixels.setflags(write=False)
    return replace(page, pixels=pixels)
