"""Hebrew as a to z: known names from a lexicon, any other letter by letter with the vowels that its shape suggests."""

import re
from functools import lru_cache
from typing import Final

from counterfoil.screening.names.tables import pairs
from counterfoil.screening.names.vowels import Sounds, vocalised

_LEXICON: Final = pairs("hebrew")
_SOUNDS_OF_CONSONANTS: Final = "b g d h v z h t y k kh l m m n n s p f tz tz k r sh t"
_CONSONANTS: Final = dict(zip("בגדהוזחטיכךלמםנןספףצץקרשת", _SOUNDS_OF_CONSONANTS.split(), strict=True))
_MARKS: Final = re.compile("[\u0591-\u05c7]")


def romanise_hebrew(name: str) -> tuple[str, ...]:
    """Return a Hebrew name in small Latin letters.

    >>> romanise_hebrew("יהונתן כהן")
    ('yehonatan cohen',)
    """
    return (" ".join(_word(_MARKS.sub("", word)) for word in name.split()),)


@lru_cache(maxsize=1 << 13)
def _word(word: str) -> str:
    return _LEXICON.get(word) or vocalised(_sounds(word))


def _sounds(word: str) -> Sounds:
    sounds: Sounds = []
    last = len(word) - 1
    for at, letter in enumerate(word):
        after_vowel = bool(sounds) and sounds[-1][1]
        if letter in "אע" or (letter == "ה" and at == last and at > 0):
            if not after_vowel:
                sounds.append(("a", True))
        elif letter in "וי" and at > 0 and not after_vowel:
            sounds.append(("o" if letter == "ו" else "i", True))
        elif letter in _CONSONANTS:
            sounds.append((_CONSONANTS[letter], False))
    return sounds
