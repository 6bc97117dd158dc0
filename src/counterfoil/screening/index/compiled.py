"""Looking queries up in an index, in C; the same as `counterfoil.screening.index.reference`."""

from array import array
from collections.abc import Sequence
from typing import Final

from counterfoil.screening.index import packing
from counterfoil.screening.index.candidates import Effort, usual
from counterfoil.screening.index.engine import native
from counterfoil.screening.index.opened import Index
from counterfoil.screening.index.wanted import Found, Wanted
from counterfoil.screening.names import Reading

_PARAMETERS: Final = packing.parameters()


def search(
    index: Index, wanted: Sequence[Wanted], floors: Sequence[float], most: int, effort: Effort | None = None
) -> list[list[Found]]:
    """Return what agrees best with each query, best first; see the reference."""
    readings = packing.readings(reading for one in wanted for reading in one.readings)
    queries = packing.queries(wanted, floors)
    return packing.unpacked(*native.search(index.held(), effort or usual(index), _PARAMETERS, most, readings, queries))


def candidates(
    index: Index, readings: Sequence[Reading], schemas: int, days: tuple[int, ...] = (), effort: Effort | None = None
) -> list[tuple[int, ...]]:
    """Return the candidates of each reading; see the reference."""
    packed, written = packing.readings(readings), array("I", days).tobytes()
    rows, counts = native.candidates(index.held(), effort or usual(index), packed, schemas, written)
    every = iter(array("I", rows))
    return [tuple([next(every) for _ in range(count)]) for count in array("I", counts)]
