"""The letters of parts of names: how they sound, and which stand for one another.

A part is compared as it is written and as it sounds. As it sounds, digraphs are one letter ("kh", "sh", "ou"), and
consonants that languages and ways of transliterating exchange are kindred. As it is written, letters are alike that a
reader of print takes for one another.
"""

from collections.abc import Mapping
from typing import Final

VOWELS: Final = frozenset("aeiouy")

WEAK: Final = frozenset("hjv")
"""Consonants that come and go between spellings: Ahmed and Amed, Serge and Sergej."""


def _both_ways(pairs: str) -> dict[str, str]:
    near: dict[str, str] = {}
    for pair in pairs.split():
        one, other = pair[0], pair[1]
        near[one] = near.get(one, "") + other
        near[other] = near.get(other, "") + one
    return near


KINDRED: Final[Mapping[str, str]] = _both_ways(
    "bp bv cC ck cs cS cX cz CS CX Cj CZ Ck Cs dt fp fv gG gk gj gh Gk Gh GX hX hx ij jZ jS js jz kX kx lr mn sz sZ sx "
    "sS Sx SX SZ uv xX"
)
"""Letters of the spoken form that stand for one another between languages and ways of transliterating."""

ALIKE: Final[Mapping[str, str]] = _both_ways(
    "0o 0d 0q 1i 1l 1t 2z 4a 5s 6g 6b 7t 8b 9g bh ce cg co do ef ft gq hk hn il ij it jl kx lt mn nr nu oq tl uv vy vw"
)
"""Letters of the written form that readers of print take for one another."""

TWO_FOR_ONE: Final[Mapping[str, str]] = {"rn": "m", "nn": "m", "vv": "w", "cl": "d", "ii": "u", "li": "h"}
"""Pairs of letters that readers of print take for one."""

_DIGRAPHS: Final[Mapping[str, str]] = {
    "sch": "S", "tch": "C", "dzh": "j",
    "ch": "C", "ck": "k", "dh": "d", "dj": "j", "ee": "i", "gh": "G", "ij": "i", "iy": "i", "kh": "X", "oo": "u",
    "ou": "u", "ph": "f", "qu": "k", "sh": "S", "th": "t", "ts": "c", "yi": "i", "zh": "Z",
}  # fmt: skip
_SINGLE: Final[Mapping[str, str]] = {"q": "k", "w": "v", "y": "i"}


def spoken(text: str) -> str:
    """Return a part as it sounds: a letter for each sound, none twice in a row.

    >>> spoken("muhammad"), spoken("khrushchev")
    ('muhamad', 'XruSCev')
    """
    letters: list[str] = []
    at = 0
    while at < len(text):
        letter, taken = _sound(text, at)
        at += taken
        if not letters or letters[-1] != letter:
            letters.append(letter)
    return "".join(letters)


def _sound(text: str, at: int) -> tuple[str, int]:
    for many in (3, 2):
        letter = _DIGRAPHS.get(text[at : at + many])
        if letter:
            return letter, many
    if text[at] == "c":
        return ("s" if text[at + 1 : at + 2] in ("e", "i", "y") else "k"), 1
    return _SINGLE.get(text[at], text[at]), 1
