"""Names that are written in one word or in several: Abdul-X, X-uddin, X-ullah, the articles, Mc.

They come out alike however they were written: the part that says who is meant by itself, the rest as a particle. Thus
``Abd al-Rahman``, ``Abdurrahman`` and ``Abdel Rahman`` are all ``abdul`` and ``rahman``, and the tail of a compound
does not make Nuruddin look like Badruddin.
"""

import re
from functools import lru_cache
from typing import Final

from counterfoil.screening.names.arabic import LEXICON
from counterfoil.screening.names.nicknames import groups_of
from counterfoil.screening.names.sounds import skeleton
from counterfoil.screening.names.tables import words as words_of
from counterfoil.screening.names.words import ARTICLES, ASSIMILATED, SPELLINGS

_DIVINE_SKELETONS: Final = frozenset(map(skeleton, words_of("divine_names")))
_ABDUL: Final = re.compile(r"abe?d(?:ou|[uaeoi])?(?=(?:l(.{3,}))?)([^aeiouy].{2,})")
_ABU: Final = re.compile(r"ab(?:ou|u|o)(?=(?:l(.{3,}))?)([^aeiouy].{2,})")
_ABDULLAH: Final = re.compile(r"(?:abd|abed)(?:ou|[uaeoi])?ll+?(?:ah|a|aah|oh|ahi)")
_DIN: Final = re.compile(r"(.{3,}?)(?:ou|[uaeoi])(dd|ld|d)(?:in|een|ine|yn|iin)")
_DIN_ALONE: Final = re.compile(r"(?:ou|[uaeoi])(?:dd|ld|d)(?:in|een|ine|yn|iin)|din|deen|dine")
_ULLAH: Final = re.compile(r"(.{2,}?)(?:(?:ou|[uaeo])ll+ah|(?:ou|[uo])ll+a)")
_ULLAH_ALONE: Final = re.compile(r"(?:ou|[uaeo])ll+ah?|lah")
_NOT_SAID: Final = str.maketrans("q", "k", "aeiouy")
_ONE_SOUND: Final = re.compile(r"(.)\1+|[kgdt]h|ch|ph")
_SOUND: Final = {"kh": "k", "gh": "g", "dh": "d", "th": "t", "ch": "sh", "ph": "f"}


def _consonants(word: str) -> str:
    """Return the consonants of an Arabic word, told apart better than ``skeleton`` does it."""
    return _ONE_SOUND.sub(lambda found: _SOUND.get(found.group(), found.group()[0]), word).translate(_NOT_SAID)


_ARABIC: Final = frozenset(_consonants(word) for romanised in LEXICON.values() for word in romanised.split())
_FEWEST_JOINED: Final = 3
_FEWEST_APART: Final = 2
_SHORTEST_AFTER_AL: Final = 5
"""Fewest letters of a given name that begins with a vowel after the article (Alibrahim): Alanna stays Alanna."""


def _is_arabic(word: str, fewest: int) -> bool:
    """Whether a word has the consonants of a known Arabic one, and no fewer than asked for."""
    consonants = _consonants(word)
    return len(consonants) >= fewest and consonants in _ARABIC


_JOINED_ARTICLE: Final = re.compile(
    r"(?:[ae]l(?=[^aeiouyl])|e(?:s(?=s)|z(?=z)|r(?=r)|n(?=n)|t(?=t)|d(?=d)|c(?=ch)))(.{4,})"
)


_CHILD: Final = frozenset({"son", "daughter"})


@lru_cache(maxsize=1 << 16)
def split(word: str) -> tuple[str, ...]:
    """Split a word that is a compound.

    >>> split("abdurrahman"), split("shamseddine"), split("nasrallah"), split("noor")
    (('abdul', 'rahman'), ('shams', 'uddin'), ('nasr', 'ullah'), ('noor',))
    """
    if word.startswith("ab"):
        return _after_abdul_or_abu(word)
    if word.startswith(("al", "e")) and not groups_of(word) and not _DIN_ALONE.fullmatch(word):
        found = _JOINED_ARTICLE.fullmatch(word)
        if found and _is_arabic(found[1], _FEWEST_JOINED):
            return ("al", found[1])
        rest = word[2:]
        if word.startswith("al") and len(rest) >= _SHORTEST_AFTER_AL and groups_of(rest):
            return ("al", rest)
    return _before_din_or_allah(word)


def _after_abdul_or_abu(word: str) -> tuple[str, ...]:
    if _ABDULLAH.fullmatch(word):
        return ("abdullah",)
    for pattern, first, is_known in ((_ABDUL, "abdul", _is_divine), (_ABU, "abu", _is_bearer)):
        found = pattern.fullmatch(word)
        for rest in (found[1], found[2]) if found else ():
            if rest and is_known(rest):
                return (first, _undoubled(rest))
    return (word,)


def _before_din_or_allah(word: str) -> tuple[str, ...]:
    if word.endswith(("n", "ne")):
        found = _DIN.fullmatch(word)
        if found and (found[2] == "dd" or _is_arabic(found[1], _FEWEST_APART)):
            return (found[1], "uddin")
    if word.endswith(("lah", "la")):
        found = _ULLAH.fullmatch(word)
        if found and (word.endswith("h") or _is_arabic(found[1], _FEWEST_APART)):
            return (found[1], "ullah")
    return (word,)


def _is_divine(word: str) -> bool:
    return skeleton(word) in _DIVINE_SKELETONS


def _is_bearer(word: str) -> bool:
    return _is_arabic(word, _FEWEST_APART)


def _undoubled(word: str) -> str:
    return word[1:] if word[0] == word[1] else word


def takes_part(word: str) -> bool:
    """Whether a word may form a compound with the words around it, so that ``join`` has to look."""
    return word in _JOINERS or bool(_DIN_ALONE.fullmatch(word)) or bool(_ULLAH_ALONE.fullmatch(word))


_JOINERS: Final = frozenset({*ARTICLES, *ASSIMILATED, *SPELLINGS, "abdul", "ben", "mc", "mac", "lah", "of"})


def join(words: list[str]) -> list[str]:
    """Write compounds that stand as several words the way ``split`` leaves them.

    >>> join(["abd", "al", "rahman"]), join(["shams", "ud", "din"]), join(["mc", "donald"])
    (['abdul', 'rahman'], ['shams', 'uddin'], ['mcdonald'])
    """
    joined: list[str] = []
    at = 0
    while at < len(words):
        word = SPELLINGS.get(words[at], words[at])
        following = words[at + 1 : at + 3]
        at += 1
        if word == "abdul" and following:
            rest = following[1:] if _is_article(following[0], following[1:]) else following
            at += len(following) - len(rest)
            if rest and _ULLAH_ALONE.fullmatch(rest[0]):
                joined.append("abdullah")
                at += 1
            else:
                joined.append("abdul")
        elif word in {"mc", "mac"} and following:
            joined.append("mc" + following[0])
            at += 1
        elif _is_article(word, following):
            if not (joined and _DIN_ALONE.fullmatch(following[0])):
                joined.append("al")
        elif joined and _DIN_ALONE.fullmatch(word):
            joined.append("uddin")
        elif joined and _ULLAH_ALONE.fullmatch(word):
            joined.append("ullah")
        elif joined and (word == "ben" or (word in _CHILD and following[:1] == ["of"])):
            joined.append("bin")
            at += word != "ben"
        else:
            joined.append(word)
    return joined


def _is_article(word: str, following: list[str]) -> bool:
    """Whether a word is the Arabic article of the word that follows it.

    In other languages *an*, *ed* or *as* are names of their own, so that where the article has taken the sound of the
    next letter that word has to be known.
    """
    if not following:
        return False
    if word in ARTICLES:
        return True
    return following[0].startswith(ASSIMILATED.get(word, "?")) and (
        _is_arabic(following[0], _FEWEST_APART) or bool(_DIN_ALONE.fullmatch(following[0]))
    )
