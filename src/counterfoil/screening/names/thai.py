"""Thai as a to z, roughly as the Royal Institute writes it: vowels that stand before their consonant are put after it, silent
letters are left out, and a consonant without a vowel gets one."""

import re
from functools import lru_cache
from typing import Final

_CONSONANTS: Final = dict(
    zip("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
        "k kh kh kh kh kh ng ch ch ch s ch y d t th th th n d t th th th n b p ph f ph f ph m y r l w s s s h l  h".split(" "),
        strict=True)
)  # fmt: skip
_FINAL: Final = {"kh": "k", "ch": "t", "s": "t", "d": "t", "th": "t", "b": "p", "ph": "p", "f": "p", "r": "n", "l": "n", "y": "i", "w": "o"}
_BEFORE: Final = {"เ": "e", "แ": "ae", "โ": "o", "ไ": "ai", "ใ": "ai"}
_AFTER: Final = {"ะ": "a", "ั": "a", "า": "a", "ำ": "am", "ิ": "i", "ี": "i", "ึ": "ue", "ื": "ue", "ุ": "u", "ู": "u", "ๅ": "a"}
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
    last = len(heard) - 1
    for at, letter in enumerate(heard):
        follows = heard[at + 1 : at + 2]
        if letter in _BEFORE or letter in _AFTER:
            written.append(_BEFORE.get(letter) or _AFTER[letter])
        elif letter in _CONSONANTS:
            sound = _CONSONANTS[letter]
            has_vowel = follows in _BEFORE or follows in _AFTER
            after_vowel = at > 0 and (heard[at - 1] in _BEFORE or heard[at - 1] in _AFTER)
            if has_vowel:
                written.append(sound)
            elif after_vowel or at == last:
                written.append(_FINAL.get(sound, sound))
            else:
                written.append(sound + ("o" if at == 0 else "a"))
    return "".join(written)
