"""Arabic script as a to z: Arabic, Persian, Pashto and Urdu names.

Short vowels are mostly not written. A lexicon knows the common names; any other word goes letter by letter, and the
shapes that Arabic words have say where vowels are. Where vowels are written they are followed. The letters dhal and dad
sound like d in Arabic and like z in Persian and Urdu, so that a word with one of them has two readings.
"""

import re
from functools import lru_cache
from typing import Final

from counterfoil.screening.names.arabic_letters import ALIKE, is_vowelled, spelled, vowelled, without_marks
from counterfoil.screening.names.part import MOST_LETTERS
from counterfoil.screening.names.tables import pairs


def _lexicon(table: str) -> dict[str, str]:
    return {word.translate(ALIKE): romanised for word, romanised in pairs(table).items()}


LEXICON: Final = _lexicon("arabic")
"""Words of names and how they are written in Latin letters."""

_PERSIAN_LEXICON: Final = _lexicon("persian")

_PERSIAN_LETTERS: Final = re.compile("[پچژگکګیہھےٹڈڑںټډړږښځڅڼې]")
_ARABIC_LETTERS: Final = re.compile("[كيىةأإؤئ]")
_SAID_IN_TWO_WAYS: Final = re.compile("[ذض]")

_PREFIXES: Final = (("عبدال", "abd al "), ("ال", "al "), ("ابو", "abu "))
_SUFFIXES: Final = (("الدین", " al din"), ("الله", " allah"), ("اله", " allah"), ("زاده", "zada"))
_SHORTEST_REST: Final = 2
"""Fewest letters that a word has beside its prefix or suffix."""
_SHORTEST_KNOWN: Final = 3
"""Fewest letters of each of two known words that are written as one."""


def romanise_arabic(name: str) -> tuple[str, ...]:
    """Return a name in Arabic script in small Latin letters, likeliest reading first.

    Articles and the parts of compounds come out as words of their own.

    >>> romanise_arabic("عبد الحليم زيدان")
    ('abd al halim zaydan',)
    >>> romanise_arabic("فضل رحیم")
    ('fazl rahim', 'fadl rahim')
    """
    is_persian = bool(_PERSIAN_LETTERS.search(name)) and not _ARABIC_LETTERS.search(name)
    likeliest = _words(name, is_persian)
    if not _SAID_IN_TWO_WAYS.search(name):
        return (likeliest,)
    return tuple(dict.fromkeys((likeliest, _words(name, not is_persian))))


def _words(name: str, is_persian: bool) -> str:
    return " ".join(_word(word[:MOST_LETTERS], is_persian) for word in name.split())


@lru_cache(maxsize=1 << 15)
def _word(word: str, is_persian: bool) -> str:
    return vowelled(word) if is_vowelled(word) else _bare(without_marks(word), is_persian)


def _bare(word: str, is_persian: bool) -> str:
    """Romanise a word without vowel marks: a known one, one with something before or after it, or any other."""
    known = LEXICON.get(word) or _two_known(word)
    if is_persian:
        known = _PERSIAN_LEXICON.get(word) or known.replace("th", "s").replace("dh", "z")
    if known:
        return known
    for prefix, romanised in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_REST:
            return romanised + _bare(word.removeprefix(prefix), is_persian)
    for suffix, romanised in _SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + _SHORTEST_REST:
            return _bare(word.removesuffix(suffix), is_persian) + romanised
    return spelled(word, is_persian=is_persian)


def _two_known(word: str) -> str:
    """Return the romanisation of two known words that are written as one; nothing when they are not two."""
    for length in range(len(word) - _SHORTEST_KNOWN, _SHORTEST_KNOWN - 1, -1):
        if word[:length] in LEXICON and word[length:] in LEXICON:
            return f"{LEXICON[word[:length]]} {LEXICON[word[length:]]}"
    return ""
