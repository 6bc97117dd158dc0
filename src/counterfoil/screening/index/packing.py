"""Readings and queries as the bytes that the C code is handed."""

from array import array
from collections.abc import Iterable, Sequence
from struct import Struct
from typing import Final

from counterfoil.screening.index.birth_days import as_stored, days_written
from counterfoil.screening.index.wanted import Found, Wanted
from counterfoil.screening.matching import PARAMETERS
from counterfoil.screening.names import Reading

Packed = tuple[bytes, ...]

_BIRTH: Final = Struct("=hhbbbb")
_UNKNOWN_BIRTH: Final = bytes(_BIRTH.size)
_FOUND: Final = Struct("=IIIIdd")


def parameters() -> bytes:
    """Return the numbers of the matcher."""
    return array("d", PARAMETERS).tobytes()


def readings(many: Iterable[Reading]) -> Packed:
    """Return readings: letters, and of each part its length, kind and group; of each reading how many parts it has."""
    texts: list[str] = []
    kinds, counts, groups = bytearray(), bytearray(), array("I")
    for reading in many:
        counts.append(len(reading))
        for part in reading:
            texts.append(part.text)
            kinds.append(part.kind)
            groups.append(part.group)
    lengths = bytes(map(len, texts))
    return "".join(texts).encode("ascii"), lengths, bytes(kinds), groups.tobytes(), bytes(counts)


def queries(many: Sequence[Wanted], floors: Sequence[float]) -> Packed:
    """Return what the queries say beside their readings."""
    days = [days_written(one.birth_date) if one.birth_date else () for one in many]
    births = [_BIRTH.pack(*as_stored(one.birth_date)) if one.birth_date else _UNKNOWN_BIRTH for one in many]
    return (
        array("I", [len(one.readings) for one in many]).tobytes(),
        bytes([one.schemas for one in many]),
        b"".join(births),
        array("d", floors).tobytes(),
        array("I", map(len, days)).tobytes(),
        array("I", [day for of_query in days for day in of_query]).tobytes(),
    )


def unpacked(found: bytes, counts: bytes) -> list[list[Found]]:
    """Return what was found for each query."""
    every = iter([Found(*one) for one in _FOUND.iter_unpack(found)])
    return [[next(every) for _ in range(count)] for count in array("I", counts)]
