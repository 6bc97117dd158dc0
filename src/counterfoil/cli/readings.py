"""One file of a document, read."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterfoil import document, images
from counterfoil.checks import Check
from counterfoil.document import Reading
from counterfoil.face import Face
from counterfoil.models import Networks
from counterfoil.verification import find_portrait


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one file shows.

    Attributes:
        reading: What the document says.
        portrait: The largest face on the page; None when there is none.
        checks: Those of the document, that of its portrait last.
    """

    reading: Reading
    portrait: Face | None
    checks: tuple[Check, ...]


def read_file(path: Path, networks: Networks, today: date) -> Found:
    """Read a document from a file.

    Raises:
        FileError: The file cannot be opened.
        ImageError: It is no picture that can be read.
        MissingExtraError: Its format needs an optional part.
    """
    reading = document.read(images.load(path), networks, today)
    portrait, found = find_portrait(reading.page, networks)
    return Found(reading, portrait, (*reading.checks, found))
