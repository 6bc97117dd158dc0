"""What a reading of a name is found by: features, each a number of 64 bits.

| feature | of a name such as ``abu mazen`` | what it survives |
|---|---|---|
| whole | its parts in order of the alphabet | another order |
| token | ``mazen`` | whatever happens to other parts |
| skeleton | ``mzn`` | other vowels, ``h``, ``w`` and ``y`` |
| sound | ``nsn``: classes of consonants | ``dj`` for ``j``, ``kh`` for ``k``, ``tch`` for ``ch`` |
| group | the given name that it is a form of | nicknames |
| trigram | ``<ma``, ``maz``, ..., ``en>``; ``bum``, ``uma`` where parts meet | a typing error, parts written as one |

The first five tell of a part as a whole and come first: two names that share none of them have no part in common.
`counterfoil.screening._native` makes the same numbers.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from counterfoil.screening.names import Reading

VERSION: Final = 1
"""Goes up whenever a reading has other features than before: an index of another version is not opened."""

_BASIS: Final = 0xCBF29CE484222325
_PRIME: Final = 0x100000001B3
_MIXED: Final = 0xFF51AFD7ED558CCD
_MASK: Final = (1 << 64) - 1

_WHOLE, _TOKEN, _SKELETON, _SOUND, _GROUP, _TRIGRAM = b"wtksgn"
_SILENT: Final = frozenset(b"aeiouhwy")
_SOUNDS: Final = {
    **dict.fromkeys(b"bp", b"p"[0]),
    **dict.fromkeys(b"fv", b"f"[0]),
    **dict.fromkeys(b"gj", b"g"[0]),
    **dict.fromkeys(b"ckqx", b"k"[0]),
    **dict.fromkeys(b"sz", b"s"[0]),
    **dict.fromkeys(b"dt", b"t"[0]),
    **dict.fromkeys(b"mn", b"n"[0]),
}
_DIGRAPHS: Final = {
    b"ph": b"f"[0],
    b"sh": b"s"[0],
    b"ch": b"s"[0],
    b"ts": b"s"[0],
    b"zh": b"g"[0],
    b"dj": b"g"[0],
    b"dz": b"s"[0],
    b"ce": b"s"[0],
    b"ci": b"s"[0],
    b"cy": b"s"[0],
}
_LEAST_CODES: Final = 2
"""A skeleton or a sound key of one code would be shared by half the list."""


def features(reading: Reading) -> tuple[tuple[int, ...], int]:
    """Return the features of a reading, none twice, and how many of them, at the front, tell of whole parts."""
    texts = [part.text.encode("ascii") for part in reading]
    strong = dict.fromkeys(_of_parts(reading, texts))
    every = dict.fromkeys([*strong, *_trigrams(texts)])
    return tuple(every), len(strong)


def number(kind: int, text: bytes) -> int:
    """Return the number of a feature: FNV-1a of 64 bits over its kind and its text, its bits mixed once more."""
    value = ((_BASIS ^ kind) * _PRIME) & _MASK
    for byte in text:
        value = ((value ^ byte) * _PRIME) & _MASK
    value = ((value ^ value >> 33) * _MIXED) & _MASK
    return value ^ value >> 33


def skeleton(text: bytes) -> bytes:
    """Return the consonants of a part, doubles once; ``a`` stands for whatever silent letter it begins with."""
    codes = bytearray(b"a" if text[0] in _SILENT else b"")
    for letter in text:
        if letter not in _SILENT and not (codes and codes[-1] == letter):
            codes.append(letter)
    return bytes(codes)


def sound(text: bytes) -> bytes:
    """Return the classes of the consonants of a part, doubles once; ``a`` stands for a silent letter at its start."""
    codes = bytearray(b"a" if text[0] in _SILENT else b"")
    at = 0
    while at < len(text):
        pair = _DIGRAPHS.get(text[at : at + 2])
        letter = text[at]
        code = pair if pair is not None else _SOUNDS.get(letter, letter)
        is_heard = pair is not None or letter not in _SILENT
        if is_heard and codes[-1:] != bytes([code]):
            codes.append(code)
        at += 1 if pair is None else 2
    return bytes(codes)


def _of_parts(reading: Reading, texts: list[bytes]) -> Iterator[int]:
    if texts:
        yield number(_WHOLE, b" ".join(sorted(texts)))
    for part, text in zip(reading, texts, strict=True):
        yield number(_TOKEN, text)
        for kind, codes in ((_SKELETON, skeleton(text)), (_SOUND, sound(text))):
            if len(codes) >= _LEAST_CODES:
                yield number(kind, codes)
        if part.group:
            yield number(_GROUP, part.group.to_bytes(4, "little"))


def _trigrams(texts: list[bytes]) -> Iterator[int]:
    for text in texts:
        framed = b"<" + text + b">"
        for at in range(len(framed) - 2):
            yield number(_TRIGRAM, framed[at : at + 3])
    for before, after in pairwise(texts):
        met = before[-2:] + after[:2]
        for at in range(len(met) - 2):
            yield number(_TRIGRAM, met[at : at + 3])
