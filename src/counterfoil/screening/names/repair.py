"""Repair of a name's characters: compatibility forms, invisible ones, look-alikes from another script.

A name may reach us from someone who meant to slip it past a filter, or through an innocent copy and paste. In both
cases what a reader sees is what was meant, so that a Cyrillic letter in a Latin word becomes the Latin letter it looks
like.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from counterfoil.screening.names.scripts import Script, script_of
from counterfoil.screening.names.tables import pairs

MOST_CHARACTERS: Final = 1000
"""More characters than any name has; what follows them is not read, so that time stays bounded."""

_LOOK_ALIKES: Final = pairs("look_alikes")
_TABLES: Final = {
    Script.LATIN: str.maketrans(_LOOK_ALIKES),
    Script.CYRILLIC: str.maketrans(
        {latin: drawn for drawn, latin in reversed(_LOOK_ALIKES.items()) if drawn >= "\u0400"}
    ),
    Script.GREEK: str.maketrans({latin: drawn for drawn, latin in reversed(_LOOK_ALIKES.items()) if drawn < "\u0400"}),
}
"""What the letters of the other scripts look like in each."""

_APOSTROPHES: Final = "'`´ʹʻʼʽʾʿˈˊˋ‘’‛′‵＇ʺ\u05f3\uff40\u055a"


class _Characters(dict[int, str | None]):
    """What ``str.translate`` makes of each character, found out when one is first met."""

    def __missing__(self, code: int) -> str | None:
        """Drop what is invisible, unfold compatibility forms, make a space of what parts words."""
        self[code] = made = _made_of(chr(code))
        return made


def _made_of(character: str) -> str | None:
    category = unicodedata.category(character)
    if character in _APOSTROPHES or category in {"Cf", "Co", "Cs", "Cn", "Me"} or character == "\u0640":
        return None
    if category[0] in "PZ" or category == "Cc":
        return " "
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isalnum() or category[0] == "M" else " "


_CHARACTERS: Final = _Characters()


def repair(name: str) -> str:
    """Return a name without what is invisible in it, its compatibility forms unfolded, its look-alikes repaired.

    Args:
        name: A name in any script, of any length; only its first ``MOST_CHARACTERS`` characters are looked at.

    >>> repair(chr(0x041C) + "ari" + chr(0x00AD) + "a")  # the Cyrillic letter Em, and a soft hyphen
    'Maria'
    """
    seen = unicodedata.normalize("NFC", name[:MOST_CHARACTERS].translate(_CHARACTERS))
    words = seen.split()
    scripts = [_scripts(word) for word in words]
    latin_name = any(Script.LATIN in each for each in scripts)
    return " ".join(_repaired(word, each, latin_name) for word, each in zip(words, scripts, strict=True))


@lru_cache(maxsize=1 << 14)
def _scripts(word: str) -> frozenset[Script]:
    return frozenset(script_of(character) for character in word if character.isalpha())


def _repaired(word: str, scripts: frozenset[Script], latin_name: bool) -> str:
    """Draw all letters of a word from one script, if letters of the others have look-alikes in it."""
    rivals = scripts & {Script.LATIN, Script.CYRILLIC, Script.GREEK}
    if not rivals or rivals == {Script.LATIN}:
        return word
    if len(rivals) == 1:
        whole = word.translate(_TABLES[Script.LATIN])
        return whole if latin_name and _scripts(whole) == {Script.LATIN} else word
    counts = {script: sum(script_of(letter) is script for letter in word) for script in rivals}
    for script in sorted(rivals, key=lambda each: (-counts[each], each is not Script.LATIN, each)):
        mended = word.translate(_TABLES[script])
        if _scripts(mended) == {script}:
            return mended
    return word
