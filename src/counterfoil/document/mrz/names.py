"""The name field: primary identifier, two fillers, secondary identifier (ICAO Doc 9303-3, 4.6).

One filler stands for a space, a hyphen or an apostrophe's place; two part the identifiers. A field whose last
position is no filler may have been cut, and the standard tells readers to take it so (Doc 9303-4, 4.2.3).
"""

from dataclasses import dataclass
from typing import Final

from counterfoil.document.mrz.alphabet import FILLER, LETTERS

_PARTING: Final = FILLER * 2


@dataclass(frozen=True, slots=True)
class Names:
    """What a name field says.

    Attributes:
        surname: The primary identifier, its parts separated by spaces.
        given_names: The secondary identifier; empty when the document has none.
        truncated: The field is full to its last position, so that either may continue.
        well_formed: Letters and fillers only, begun by a letter, nothing after a third identifier's place.
    """

    surname: str
    given_names: str
    truncated: bool
    well_formed: bool


def parse_names(field: str) -> Names:
    """Read a name field of any length.

    >>> parse_names("ERIKSSON<<ANNA<MARIA<<<<<")
    Names(surname='ERIKSSON', given_names='ANNA MARIA', truncated=False, well_formed=True)
    """
    truncated = not field.endswith(FILLER)
    primary, _, secondary = field.rstrip(FILLER).partition(_PARTING)
    letters_only = all(character in LETTERS + FILLER for character in field)
    well_formed = letters_only and primary[:1] in tuple(LETTERS) and _PARTING not in secondary
    well_formed = well_formed and not secondary.startswith(FILLER)
    return Names(_spaced(primary), _spaced(secondary), truncated, well_formed)


def write_names(surname: str, given_names: str, length: int) -> str:
    """Write names into a field of this length, cut at its end when they do not fit.

    >>> write_names("ERIKSSON", "ANNA MARIA", 25)
    'ERIKSSON<<ANNA<MARIA<<<<<'
    """
    parts = [name.replace(" ", FILLER) for name in (surname, given_names) if name]
    return _PARTING.join(parts)[:length].ljust(length, FILLER)


def _spaced(identifier: str) -> str:
    return " ".join(part for part in identifier.split(FILLER) if part)
