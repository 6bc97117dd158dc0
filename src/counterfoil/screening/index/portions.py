"""The names of a list, read portion by portion; of a long list by other processes, while this one does the rest.

What a portion comes to is the same wherever it was read, and portions are taken in their order, so the bytes of an
index do not tell how many processes built it.
"""

from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Final, NamedTuple

from counterfoil.errors import CounterfoilError
from counterfoil.processes import pool_of
from counterfoil.screening import names
from counterfoil.screening.entity import Entity, Schema
from counterfoil.screening.index.vocabulary import Part, Readings

_AT_ONCE: Final = 2048
"""Entities of a portion; a list of one portion is not worth another process."""

_AHEAD: Final = 3
"""Portions that wait for each process, so that none has to wait for the list."""

_Names = list[tuple[str, Schema]]


class ReadNames(NamedTuple):
    """What the names of a portion were read into.

    Attributes:
        parts: Every part in the order in which it first came, none twice.
        reading_parts: The places of their parts among those, reading after reading.
        reading_ends: Where each reading ends in that; begins with 0.
        numbers: The readings of each name by their places, name after name.
        counts: How many readings each name has.
    """

    parts: tuple[Part, ...]
    reading_parts: "array[int]"
    reading_ends: "array[int]"
    numbers: "array[int]"
    counts: "array[int]"


def portions(entities: Iterable[Entity], processes: int) -> Iterator[tuple[list[Entity], ReadNames]]:
    """Yield the entities in their order, a portion at a time, with what their names were read into.

    Args:
        entities: The entities; read once.
        processes: How many processes may work, this one included.

    Raises:
        CounterfoilError: The system ended a process.
    """
    waiting = iter(entities)
    first = list(islice(waiting, _AT_ONCE))
    if processes <= 1 or len(first) < _AT_ONCE:
        while first:
            yield first, _read(_names(first))
            first = list(islice(waiting, _AT_ONCE))
        return
    try:
        yield from _read_apart(first, waiting, processes - 1)
    except BrokenProcessPool:
        raise CounterfoilError(
            "The system has ended a process, most likely for want of memory", remedy="Build the index with one process."
        ) from None


def _read_apart(
    portion: list[Entity], entities: Iterator[Entity], workers: int
) -> Iterator[tuple[list[Entity], ReadNames]]:
    with pool_of(workers) as pool:
        read: deque[tuple[list[Entity], Future[ReadNames]]] = deque()
        while portion or read:
            if portion:
                read.append((portion, pool.submit(_read, _names(portion))))
                portion = list(islice(entities, _AT_ONCE))
            if not portion or len(read) > workers * _AHEAD:
                those, names_read = read.popleft()
                yield those, names_read.result()


def _names(portion: list[Entity]) -> _Names:
    return [(name.text, entity.schema) for entity in portion for name in entity.names]


def _read(those: _Names) -> ReadNames:
    readings, numbers, counts = Readings(), array("I"), array("I")
    for text, schema in those:
        read = names.read(text, schema)
        numbers.extend([readings.number(reading) for reading in read])
        counts.append(len(read))
    return ReadNames(tuple(readings.part_numbers), readings.parts, readings.ends, numbers, counts)
