"""Hangul as a to z: as South Korea writes a name (Revised Romanisation), and as lists write names of the North.

Surnames have spellings of their own: 김 is Kim, 박 Pak or Park, 이 Ri or Lee.
"""

from typing import Final

from counterfoil.screening.names.tables import pairs

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS_OF_THE_SOUTH: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_VOWELS_OF_THE_NORTH: Final = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"
_INITIALS_OF_THE_SOUTH: Final = "g kk n d tt r m b pp s ss  j jj ch k t p h"
_INITIALS_OF_THE_NORTH: Final = "k kk n t tt r m p pp s ss  j jj ch k t p h"
_ENDS: Final = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
_INITIALS: Final = (_INITIALS_OF_THE_SOUTH.split(" "), _INITIALS_OF_THE_NORTH.split(" "))
_VOWELS: Final = (_VOWELS_OF_THE_SOUTH.split(" "), _VOWELS_OF_THE_NORTH.split(" "))
_FINALS: Final = _ENDS.split(" ")
_VOWEL_COUNT, _FINAL_COUNT = 21, 28

_SURNAMES: Final = {surname: read.split() for surname, read in pairs("hangul_surnames").items()}
"""Surnames as the South mostly writes them, and as the North does."""

_SYLLABLES_OF_A_NAME: Final = range(2, 5)


def romanise_hangul(name: str) -> tuple[str, ...]:
    """Return a name in Hangul in small Latin letters: as the South writes it, and as the North does.

    >>> romanise_hangul("김정은")
    ('kim jeongeun', 'kim jongun')
    """
    words = name.split()
    if len(words) == 1 and len(name) in _SYLLABLES_OF_A_NAME:
        length = 2 if name[:2] in _SURNAMES and len(name) > 2 else 1  # noqa: PLR2004 - syllables
        words = [name[:length], name[length:]]
    south = " ".join(_word(word, 0) for word in words)
    north = " ".join(_word(word, 1) for word in words)
    return (south, north) if north != south else (south,)


def _word(word: str, which: int) -> str:
    surname = _SURNAMES.get(word)
    if surname:
        return surname[which]
    return "".join(_syllable(syllable, which) for syllable in word)


def _syllable(syllable: str, which: int) -> str:
    code = ord(syllable)
    if not _FIRST <= code <= _LAST:
        return ""
    rest, final = divmod(code - _FIRST, _FINAL_COUNT)
    initial, vowel = divmod(rest, _VOWEL_COUNT)
    return _INITIALS[which][initial] + _VOWELS[which][vowel] + _FINALS[final]
