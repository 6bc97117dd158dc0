"""A batch from its file to its results, on all cores, in the order of the file."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from counterfoil import __version__
from counterfoil.errors import CounterfoilError, FileError, InputError
from counterfoil.processes import cores, pool_of
from counterfoil.screening.batch.csv_file import CsvFile, digest
from counterfoil.screening.batch.layout import COLUMNS, Layout
from counterfoil.screening.batch.parquet_file import ParquetFile
from counterfoil.screening.batch.result_file import ResultFile
from counterfoil.screening.batch.source import Record, Source
from counterfoil.screening.batch.work import Rates, Work, Worked
from counterfoil.screening.matching import MATCHER
from counterfoil.screening.open_lists import OpenLists
from counterfoil.screening.screened import Heed

_ROWS_AT_ONCE: Final = 512
_BYTES_AT_ONCE: Final = 1 << 19
_AHEAD: Final = 3
"""Portions of rows that wait for each process, so that none has to wait for the file."""

_TOLERATED: Final = 1000
_ONE_IN: Final = 100
"""When more rows than this are wrong, and more than one in a hundred, it is the file that is wrong."""


@dataclass(slots=True)
class Done:
    """What a batch came to.

    Attributes:
        screened: Rows that were screened.
        with_hit: How many of them have a hit.
        with_alert: How many of them have an alert.
        with_suppressed: How many of them have a hit that is suppressed.
        skipped: Rows that could not be read, and were not screened.
    """

    screened: int = 0
    with_hit: int = 0
    with_alert: int = 0
    with_suppressed: int = 0
    skipped: int = 0


def screen_file(
    path: Path,
    out: Path,
    lists: OpenLists,
    rates: Rates,
    *,
    heeding: tuple[str, Heed] | None = None,
    workers: int | None = None,
    told: Callable[[str, int, int], None] = lambda *_: None,
) -> Done:
    """Screen every row of a file; go on where an earlier run was stopped.

    Args:
        path: A CSV or Parquet file with the columns of `COLUMNS`.
        out: The file of results.
        lists: What is screened against.
        rates: Which hits are written, and which are alerts.
        heeding: What says which hits are suppressed, with its version; None when none is.
        workers: How many processes; by default one a core.
        told: Told how far it is.

    Raises:
        FileError: A file cannot be read or written.
        InputError: The file is not what it should be, or the results that are there are of something else.
        MissingExtraError: The file is Parquet, and what reads it is not installed.
    """
    if path.exists() and out.exists() and path.samefile(out):
        raise FileError(f"{out.name} is the file to read", remedy="Name another file to write.")
    source: Source = ParquetFile(path, COLUMNS) if path.suffix.lower() == ".parquet" else CsvFile(path)
    sha256, lines = digest(path)
    rows = source.rows if isinstance(source, ParquetFile) else lines - 1
    work = Work(source, lists, rates, heeding[1] if heeding else None)
    run = {
        "counterfoil": __version__,
        "matcher": MATCHER,
        "lists": [version.key for version in lists.versions],
        "input": {"sha256": sha256},
        "good_guy_list": heeding[0] if heeding else None,
        "settings": {"alert_fpr": rates.alert_fpr, "max_fpr": rates.max_fpr, "limit": rates.limit},
    }
    with ResultFile(out, run) as results:
        records = iter(source)
        done = _pass_over_what_is_done(source, records, results)
        for worked in _spread(_portions(records), work, workers or cores()):
            results.append(worked)
            _count(done, worked)
            _judge(path, done, worked)
            told("Screening", done.screened + done.skipped, max(rows, done.screened + done.skipped))
        if done.skipped and not done.screened:
            raise InputError(f"{path.name}: no row of it can be screened", remedy=f"See {out.name}.skipped for why.")
        results.finish({name: getattr(done, name) for name in Done.__slots__})
    return done


def _pass_over_what_is_done(source: Source, records: Iterator[Record], results: ResultFile) -> Done:
    """Hold what an earlier run wrote against the input, row by row, and leave the records at the next one."""
    layout, done = Layout(source.path, source.columns), Done()
    for earlier in results.done():
        record = next((record for record in records if record.line >= earlier.line), None)
        if record is None or record.line != earlier.line or _id(record, source, layout) != earlier.id:
            raise InputError(
                f"{results.path.name} does not hold what this input gives, from line {earlier.line} on",
                remedy="Name another file.",
            )
        done.screened += 1
        done.with_hit += earlier.has_hit
        done.with_alert += earlier.has_alert
        done.with_suppressed += earlier.has_suppressed
    results.go_on()
    done.skipped = results.skipped_before
    return done


def _id(record: Record, source: Source, layout: Layout) -> str | None:
    """Return the id of a row; None when it has none."""
    try:
        return layout.id_of(source.cells(record))
    except InputError:
        return None


def _portions(records: Iterator[Record]) -> Iterator[list[Record]]:
    portion: list[Record] = []
    size = 0
    for record in records:
        portion.append(record)
        size += len(record.content)
        if len(portion) == _ROWS_AT_ONCE or size >= _BYTES_AT_ONCE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _spread(portions: Iterator[list[Record]], work: Work, workers: int) -> Iterator[Worked]:
    """Give what comes of each portion, in order. A file of one portion is not worth another process."""
    first = list(islice(portions, 2))
    if workers == 1 or len(first) < 2:  # noqa: PLR2004 - more than one portion
        yield from map(work, first)
        yield from map(work, portions)
        return
    with pool_of(workers, _take, work) as pool:
        waiting: deque[Future[Worked]] = deque(pool.submit(_work, portion) for portion in first)
        try:
            while waiting:
                waiting.extend(
                    pool.submit(_work, portion) for portion in islice(portions, workers * _AHEAD - len(waiting))
                )
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise CounterfoilError(
                "The system has ended a process, most likely for want of memory",
                remedy="Start the same command again with fewer --workers; it goes on where it was.",
            ) from None


_own: Work  # of this process


def _take(work: Work) -> None:
    global _own  # noqa: PLW0603 - how a pool hands something to its processes once
    _own = work


def _work(portion: list[Record]) -> Worked:
    return _own(portion)


def _count(done: Done, worked: Worked) -> None:
    done.screened += worked.screened
    done.with_hit += worked.with_hit
    done.with_alert += worked.with_alert
    done.with_suppressed += worked.with_suppressed
    done.skipped += len(worked.skipped)


def _judge(path: Path, done: Done, worked: Worked) -> None:
    if worked.skipped and done.skipped > _TOLERATED and done.skipped * _ONE_IN > done.screened + done.skipped:
        line, why = worked.skipped[0]
        raise InputError(
            f"{path.name}: {done.skipped:,} rows cannot be read, one of them on line {line}: {why}",
            remedy="So much is not screened piece by piece: is the file what it should be, in UTF-8?",
        )
