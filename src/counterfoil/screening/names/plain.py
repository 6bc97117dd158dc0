"""A name in any script as plain words: a to z and 0 to 9, one list of words for each way to spell it."""

import re
from typing import Final

from counterfoil.screening.names.repair import MOST_CHARACTERS, repair
from counterfoil.screening.names.romanise import romanise

_ASCII: Final = str.maketrans(
    {chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {"'": None, "`": None}
)
_REMARK: Final = re.compile(r"\boriginal script\b", re.IGNORECASE)
"""What the UN's list writes between a name and the same name in another script."""
_NOT_PLAIN: Final = re.compile("[^a-z0-9 ]+")


def plain_words(name: str, *, together: bool = False) -> list[list[str]]:
    """Return the words of a name, once for each spelling, likeliest first; no list is empty.

    Apostrophes vanish, any other sign parts words. Words of several scripts are read apart, each script as a name of
    its own, unless they belong together.

    >>> plain_words("AS'AD, Abd-al-Majid")
    [['asad', 'abd', 'al', 'majid']]
    >>> plain_words("Müller")
    [['muller'], ['mueller']]
    """
    if name.isascii():
        words = name[:MOST_CHARACTERS].translate(_ASCII).split()
        return [words] if words else []
    spellings = [
        _NOT_PLAIN.sub("", spelling.translate(_ASCII)).split()
        for spelling in romanise(_REMARK.sub(" ", repair(name)), together=together)
    ]
    return [words for words in spellings if words]
