"""Thai as a to z, roughly as the Royal Institute writes it.

Vowels that stand before their consonant are put after it, silent letters are left out, and a consonant without a vowel
gets one.
"""

import re
from functools import lru_cache
from typing import Final

_SOUNDS: Final = (
    "k kh kh kh kh kh ng ch ch ch s ch y d t th th th n d t th th th n b p ph f ph f ph m y r l w s s s h l  h"
)
_CONSONANTS: Final = dict(zip("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", _SOUNDS.split(" "), strict=True))
_FINAL: Final = {
    "kh": "k",
    "ch": "t",
    "s": "t",
    "d": "t",
    "th": "t",
    "b": "p",
    "ph": "p",
    "f": "p",
    "r": "n",
    "l": "n",
    "y": "i",
    "w": "o",
}
_VOWELS: Final = {
    **dict(zip("เแโไใ", ("e", "ae", "o", "ai", "ai"), strict=True)),
    **dict(zip("ะัาำิีึืุูๅ", ("a", "a", "a", "am", "i", "i", "ue", "ue", "u", "u", "a"), strict=True)),
}
_SILENT: Final = re.compile("[ก-ฮ][ิุ]?์")
_MARKS: Final = re.compile("[็-๎ฺ]")
_LEADING: Final = re.compile("([เแโไใ])([ก-ฮ])([รลว](?=[ก-ฮะ-ู]))?")


def romanise_thai(name: str) -> tuple[str, ...]:
    """Return a Thai name in small Latin letters.

    >>> romanise_thai("สมชาย")
    ('somchai',)
    """
    return (" ".join(map(_word, name.split())),)


@lru_cache(maxsize=1 << 13)
def _word(word: str) -> str:
    heard = _MARKS.sub("", _SILENT.sub("", word))
    heard = _LEADING.sub(lambda found: found[2] + (found[3] or "") + found[1], heard)
    written: list[str] = []
    after_vowel = False
    for at, letter in enumerate(heard):
        follows = heard[at + 1 : at + 2]
        if letter in _VOWELS:
            written.append(_VOWELS[letter])
            after_vowel = True
        elif letter in _CONSONANTS:
            sound = _CONSONANTS[letter]
            if follows in _VOWELS:
                written.append(sound)
            elif after_vowel or (at > 0 and not follows):
                written.append(_FINAL.get(sound, sound))
                after_vowel = False
            else:
                written.append(sound + "o")
                after_vowel = True
    return "".join(written)
