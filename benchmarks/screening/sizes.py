"""How screening grows with the list: time, memory and candidates at 17,760, 200,000 and 1,000,000 names.

    python -m benchmarks.screening.sizes --lists DIR [--names 200000] [--queries 12000]

DIR holds the list and the queries as for ``python -m benchmarks.screening``. The larger lists are the same list and
invented people (tools/large_lists). Each size has a process of its own. A query counts from its strings to its hits, on
one core, names alone and with birth dates; candidates are right when one of them is a name of someone whom the query
must find, aliases that share no part with any listed name left out.
"""

import argparse
import gc
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from counterfoil.errors import InputError
from counterfoil.screening.entity import Entity
from counterfoil.screening.index import Index, build, compiled
from counterfoil.screening.query import Query
from counterfoil.screening.screener import Prepared, Screener
from tools.large_lists import entities
from tools.measure_screening.sets import UNRELATED, Asked, Sets, read

SIZES: Final = (17_760, 200_000, 1_000_000)
GOALS: Final = {17_760: 6_000, 200_000: 3_000, 1_000_000: 1_700}
"""Queries a core-second."""

FLOOR: Final = 0.5
_ROUNDS: Final = 3
_SEED: Final = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """One size.

    Attributes:
        names: How many names the list has.
        build_wall: Seconds by the clock to build the index with two processes, invented people included.
        build_cpu: CPU seconds of both, without those that making the invented people takes.
        peak: Peaks of resident memory of both while building, in bytes, added up.
        folder: The size of the index in bytes.
        open_wall: Seconds to open it.
        candidates: The share of queries whose person is among the candidates.
        queries: Queries a core-second, names alone and with birth dates: the best of three rounds of other queries.
    """

    names: int
    build_wall: float
    build_cpu: float
    peak: int
    folder: int
    open_wall: float
    candidates: float
    queries: tuple[float, float]


def main() -> None:
    """Measure each size, and print a line for it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screening.sizes", description=__doc__.splitlines()[0])
    parser.add_argument("--lists", type=Path, required=True, help="folder with the list and the queries")
    parser.add_argument("--names", type=int, action="append", help="a size; may be given several times (all three)")
    parser.add_argument("--queries", type=int, default=12000, help="how many queries are timed (12000)")
    chosen = parser.parse_args()
    print("| names | build s (CPU) | peak MB | index MB | open s | candidates | queries a core-second | dated | goal |")
    print("|---|---|---|---|---|---|---|---|---|")
    for names in chosen.names or SIZES:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            print(_line(pool.submit(measure, chosen.lists, names, chosen.queries).result()), flush=True)


def measure(lists: Path, names: int, count: int) -> Measured:
    """Build an index of so many names, and look for people in it."""
    sets = read(lists)
    listed = sum(len(entity.names) for entity in sets.entities)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        making = time.process_time()
        for _ in _enlarged(sets.entities, names - listed):
            pass
        making = time.process_time() - making
        wall, cpu = time.perf_counter(), time.process_time()
        summary = build(_enlarged(sets.entities, names - listed), place, processes=2)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu - making
        other = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu += other.ru_utime + other.ru_stime
        peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + other.ru_maxrss) * 1024
        opening = time.perf_counter()
        index = Index.open(place)
        opening = time.perf_counter() - opening
        candidates = _candidates(index, sets)
        dated = _timed(sets, count)
        alone = [replace(query, birth_date=None) for query in dated]
        gc.freeze()
        speeds = _speed(index, alone), _speed(index, dated)
    return Measured(summary.names, wall, cpu, peak, summary.size, opening, candidates, speeds)


def _enlarged(listed: Sequence[Entity], more: int) -> Iterator[Entity]:
    return chain(listed, entities(more) if more > 0 else ())


def _query(asked: Asked) -> Query:
    return Query((asked.name,), birth_date=asked.birth_date)


def _timed(sets: Sets, count: int) -> list[Query]:
    """Return a sample of all queries that have a name to compare."""
    every: list[Asked] = [*sets.positives, *sets.clean, *sets.hard]
    random.Random(_SEED).shuffle(every)  # noqa: S311 - a sample, no secret
    return [_query(asked) for asked in every[:count]]


def _speed(index: Index, queries: Sequence[Query]) -> float:
    """Return queries a core-second."""
    screener = Screener([index])
    rounds = []
    for first in range(_ROUNDS):
        these = queries[first::_ROUNDS]
        began = time.process_time()
        for _ in screener.screen_many(_prepared(screener, these), floor=FLOOR):
            pass
        rounds.append(len(these) / (time.process_time() - began))
    return max(rounds)


def _prepared(screener: Screener, queries: Sequence[Query]) -> Iterator[Prepared]:
    for query in queries:
        try:
            yield screener.prepare(query)
        except InputError:  # nothing in it can be compared
            continue


def _candidates(index: Index, sets: Sets) -> float:
    """Return the share of the positives whose person is among the candidates."""
    screener = Screener([index])
    owners = {entity.id: number for number, entity in enumerate(sets.entities)}
    sought = [asked for asked in sets.positives if asked.category != UNRELATED]
    return sum(_is_candidate(index, screener, asked, owners) for asked in sought) / len(sought)


def _is_candidate(index: Index, screener: Screener, asked: Asked, owners: dict[str, int]) -> bool:
    wanted = screener.prepare(Query((asked.name,))).wanted
    accepted = {owners[key] for key in asked.accept}
    rows = chain.from_iterable(compiled.candidates(index, wanted.readings, wanted.schemas))
    return any(owner in accepted for row in rows for owner, _ in index.bearers(row))


def _line(one: Measured) -> str:
    goal = GOALS.get(min(GOALS, key=lambda names: abs(names - one.names)), 0)
    size = f"{one.peak / 1e6:,.0f} | {one.folder / 1e6:,.0f}"
    return (
        f"| {one.names:,} | {one.build_wall:.1f} ({one.build_cpu:.1f}) | {size} "
        f"| {one.open_wall:.2f} | {one.candidates:.2%} | {one.queries[0]:,.0f} | {one.queries[1]:,.0f} | {goal:,} |"
    )


if __name__ == "__main__":
    main()
