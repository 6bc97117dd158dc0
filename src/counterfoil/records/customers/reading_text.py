"""Readings as text, for a column of the database.

A part is its letters, then its kind and its group where it has them: ``abdul:1 rahman``, ``robert:0:17``. Between parts
is a space, between readings a bar.
"""

from functools import lru_cache

from counterfoil.screening.names import Kind, Part, Reading


def written(readings: tuple[Reading, ...]) -> str:
    """Return readings as text."""
    return "|".join(" ".join(map(_part_text, reading)) for reading in readings)


def read_back(text: str) -> Reading:
    """Return the reading that a text, without bars, stands for."""
    return tuple(map(_part, text.split(" ")))


@lru_cache(maxsize=1 << 20)
def _part(text: str) -> Part:
    letters, *rest = text.split(":")
    return Part(letters, *((Kind(int(rest[0])),) if rest else ()), *((int(rest[1]),) if rest[1:] else ()))


def _part_text(part: Part) -> str:
    if part.group:
        return f"{part.text}:{int(part.kind)}:{part.group}"
    return f"{part.text}:{int(part.kind)}" if part.kind else part.text
