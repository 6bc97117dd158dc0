"""What a machine-readable zone's letters may have stood for (ICAO Doc 9303-3, section 6 and Appendix B).

The zone holds A to Z only. ``MUELLER`` was Mueller or Müller, ``NXX`` was ``Ñ``; a name in Arabic script may have been
written letter by letter, with ``X`` before what a letter alone cannot say: ``MXHMD`` was محمد.
"""

import re
from itertools import islice, product
from typing import Final

from counterfoil.screening.names.part import CUT
from counterfoil.screening.names.tables import pairs

MOST_SPELLINGS: Final = 8
"""As many spellings as a name is given at most; each is a query of its own."""

_PAIRS: Final = {
    "AE": ("AE", "Ä"),
    "OE": ("OE", "Ö"),
    "UE": ("UE", "Ü"),
    "AA": ("AA", "Å"),
    "UXX": ("Ü",),
    "NXX": ("Ñ",),
}
"""What the zone writes, and what it may stand for; SS (ß), TH (Þ) and IJ (Ĳ) are missing: they are read alike."""
_PAIR: Final = re.compile("(" + "|".join(sorted(_PAIRS, key=len, reverse=True)) + ")")

_ARABIC: Final = pairs("mrz_arabic")
_ARABIC_LETTER: Final = re.compile("|".join(sorted(_ARABIC, key=len, reverse=True)))
_FROM_ARABIC: Final = re.compile("X(?:AA|AE|AY|AH|TA|TH|KH|DH|SH|SS|DZ|TT|ZZ|H|E)")


def mrz_names(surname: str, given: str, *, truncated: bool = False) -> tuple[str, ...]:
    """Return the spellings that the names of a machine-readable zone allow, the given names before the surname.

    Args:
        surname: The primary identifier, A to Z and spaces.
        given: The secondary identifier; empty when there is none.
        truncated: Whether the zone was too short for the names. Each identifier may then have gone on, which an
            ellipsis says.

    Returns:
        One to ``MOST_SPELLINGS`` names, none twice, the one that leaves the letters as they are first; none when both
        identifiers are empty.

    >>> mrz_names("MUELLER", "ANNA")
    ('ANNA MUELLER', 'ANNA MÜLLER')
    >>> mrz_names("ALRAZY", "MXHMD")[-1]
    'محمد الرازي'
    """
    identifiers = [
        identifier + CUT * truncated for identifier in (given.strip(), surname.strip()) if identifier.strip()
    ]
    if not identifiers:
        return ()
    name = " ".join(identifiers).upper()
    choices = [_PAIRS.get(piece, (piece,)) for piece in _PAIR.split(name)]
    spellings = list(islice(("".join(chosen) for chosen in product(*choices)), MOST_SPELLINGS))
    if _FROM_ARABIC.search(name):
        spellings[MOST_SPELLINGS - 1 :] = []
        spellings.append(_ARABIC_LETTER.sub(lambda found: _ARABIC[found.group()], name))
    return tuple(dict.fromkeys(spellings))
