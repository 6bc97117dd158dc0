"""Names as written, read into parts: repair, transliteration, compounds, particles, nicknames, organisations."""

from typing import Final

from counterfoil.screening.names.mrz import mrz_names
from counterfoil.screening.names.part import MOST_LETTERS, MOST_PARTS, MOST_READINGS, Kind, Part, Reading
from counterfoil.screening.names.reading import read
from counterfoil.screening.names.repair import MOST_CHARACTERS
from counterfoil.screening.names.sounds import skeleton

VERSION: Final = "2"
"""Changes whenever a name may be read otherwise: an index built by another version is not to be used."""

__all__ = [
    "MOST_CHARACTERS",
    "MOST_LETTERS",
    "MOST_PARTS",
    "MOST_READINGS",
    "VERSION",
    "Kind",
    "Part",
    "Reading",
    "mrz_names",
    "read",
    "skeleton",
]
