"""Reading a document: its zone, what the zone says, the upright page, and what to believe of it."""

from dataclasses import dataclass
from datetime import date

import cv2
import numpy as np

from counterfoil.checks import Check
from counterfoil.document.findings import judge
from counterfoil.document.mrz.document import Document
from counterfoil.document.mrz.interpreting import MrzReading
from counterfoil.document.mrz.optical.reading import read_zone
from counterfoil.document.page import upright
from counterfoil.images import Picture
from counterfoil.models import Networks


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a picture of a document gave.

    Attributes:
        document: What its zone says; None when no zone could be read.
        mrz: How the zone was read; None likewise.
        page: The picture turned upright by its zone, whole; the picture itself when no zone was read.
        checks: ``document.mrz``, ``document.check_digits``, ``document.fields``, ``document.names``,
            ``document.expiry``, in this order.
    """

    document: Document | None
    mrz: MrzReading | None
    page: Picture
    checks: tuple[Check, ...]


def read(picture: Picture, networks: Networks, today: date) -> Reading:
    """Read the document in a picture.

    Args:
        picture: A scan or photograph that shows the machine-readable zone, in any of the four orientations.
        networks: Where ``ppocr-rec`` and ``ppocr-det`` run.
        today: The day of the capture: years get their centuries from it, and validity is judged on it.

    Raises:
        ModelError: A model is missing or altered.
    """
    grey = np.asarray(cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    sight = read_zone(grey, networks, today)
    reading = sight.found.reading if sight.found else None
    return Reading(
        document=reading.mrz.document if reading else None,
        mrz=reading,
        page=upright(picture, sight.found.zone, sight.found.reading.format) if sight.found else picture,
        checks=judge(sight, networks, today),
    )
