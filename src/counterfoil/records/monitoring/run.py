"""A monitoring run: what it covers, how far it is, and from where the next one goes on.

A run covers one list. It screens what changed since the version that was covered last against the customers who were
covered then, and the customers who came or changed since against the whole list. When it has ended, every registered
customer is covered against every entity of its version. It puts down after every few entities and customers, in the
transaction of their alerts, how far it is: a run that was killed goes on from there.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select

from counterfoil.errors import InputError, ListError, RecordsError
from counterfoil.records.alone import Task, alone
from counterfoil.records.customers import register
from counterfoil.records.library import Library, Version
from counterfoil.records.tables import AnyRow, customers, runs
from counterfoil.screening import names
from counterfoil.screening.matching import MATCHER

_REGISTER_AGAIN: Final = "Register them again from the file that they came from."


class Stage(StrEnum):
    """How far a run is."""

    CHANGES = "changes"
    """Screening what changed against the customers who were covered."""
    CUSTOMERS = "customers"
    """Screening the customers who were not covered against the list."""
    DONE = "done"
    ABANDONED = "abandoned"
    """Another run was begun instead; its alerts stand."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run.

    Attributes:
        id: Its number.
        list: Which list.
        is_full: Whether every customer is screened against the whole list.
        since: The version that was covered before; None for a first or a full run.
        version: The version that is covered when it has ended.
        matcher: Which matcher judges.
        rate: The highest false positive rate that raises an alert.
        from_sequence: Customers up to here were covered before.
        to_sequence: Customers up to here are covered when it has ended.
        stage: How far it is.
        done: How many changes are done, or the last customer's sequence.
        covered_matcher: The matcher by which everything is covered when it has ended, the oldest of several.
        covered_rate: The rate at which everything is.
        is_resumed: Whether an earlier process began it.
    """

    id: int
    list: str
    is_full: bool
    since: str | None
    version: str
    matcher: str
    rate: float
    from_sequence: int
    to_sequence: int
    stage: Stage
    done: int
    covered_matcher: str
    covered_rate: float
    is_resumed: bool = False

    @property
    def full_run_due(self) -> tuple[str, ...]:
        """Say why a full run is due, in codes: ``matcher_changed``, ``rate_changed``; empty when none is."""
        reasons = {
            "matcher_changed": self.covered_matcher != self.matcher,
            "rate_changed": self.covered_rate != self.rate,
        }
        return tuple(code for code, holds in reasons.items() if holds)


def last_covered(connection: Connection, name: str) -> Run | None:
    """Return the last run of a list that ended; None when there was none."""
    query = select(runs).where(runs.c.list == name, runs.c.stage == Stage.DONE.value).order_by(runs.c.id.desc())
    row = connection.execute(query.limit(1)).one_or_none()
    return _run(row) if row else None


def begin(
    connection: Connection,
    library: Library,
    target: Version,
    *,
    since: Version | None,
    full: bool,
    rate: float,
    now: datetime,
) -> Run:
    """Begin a run, or go on with the one that was not ended.

    Args:
        connection: A transaction that writes.
        library: Where the versions are.
        target: The version to cover.
        since: Screen what changed since this version; by default since the one that was covered last.
        full: Screen every customer against the whole list instead.
        rate: The highest false positive rate that raises an alert.
        now: The clock.

    Raises:
        InputError: What changed between the version that was covered last and `since` would never be screened.
        ListError: The version that was covered last is no longer in the library.
        RecordsError: Customers were registered by another version of the reading of names.
    """
    alone(connection, Task.SCREENING)  # nobody can register until it ends: whoever comes later gets a higher sequence
    _require_current_readings(connection)
    before = last_covered(connection, target.name)
    base = None if full or before is None else _base(library, before, since)
    wanted = Run(
        id=0,
        list=target.name,
        is_full=full,
        since=base.id if base else None,
        version=target.id,
        matcher=MATCHER,
        rate=rate,
        from_sequence=before.to_sequence if before and base else 0,
        to_sequence=register.newest(connection),
        stage=Stage.CHANGES,
        done=0,
        covered_matcher=before.covered_matcher if before and base else MATCHER,
        covered_rate=before.covered_rate if before and base else rate,
    )
    return _unfinished(connection, wanted) or _add(connection, wanted, now)


def advance(connection: Connection, run: Run, stage: Stage, done: int, now: datetime) -> Run:
    """Put down how far a run is, in the transaction of what it found."""
    ended = now if stage in (Stage.DONE, Stage.ABANDONED) else None
    connection.execute(runs.update().where(runs.c.id == run.id).values(stage=stage.value, done=done, ended_at=ended))
    return replace(run, stage=stage, done=done)


def _base(library: Library, before: Run, since: Version | None) -> Version:
    if since is None:
        try:
            return library.version(f"{before.list}/{before.version}")
        except ListError:
            raise ListError(
                f"the version {before.version} of {before.list}, which was covered last, is no longer there",
                remedy="Screen everyone against the whole list: counterfoil screen monitor --full",
            ) from None
    if since.id > before.version:
        raise InputError(
            f"{since.name} was covered last at {before.version}: what changed until {since.id} would be missed",
            remedy="Leave --since out, or name that version or an earlier one.",
        )
    return since


def _require_current_readings(connection: Connection) -> None:
    query = select(func.count()).select_from(customers).where(customers.c.reader != names.VERSION)
    if other := connection.execute(query).scalar_one():
        raise RecordsError(
            f"{other:,} customers were registered by another version of the reading of names", remedy=_REGISTER_AGAIN
        )


def _unfinished(connection: Connection, wanted: Run) -> Run | None:
    """Return the run that was begun to the same end; abandon any other that was not ended."""
    ended = (Stage.DONE.value, Stage.ABANDONED.value)
    query = select(runs).where(runs.c.list == wanted.list, runs.c.stage.not_in(ended)).with_for_update()
    resumed = None
    for row in connection.execute(query).all():
        run = replace(_run(row), is_resumed=True)
        if _end_of(run) == _end_of(wanted):
            resumed = run
        else:
            connection.execute(runs.update().where(runs.c.id == run.id).values(stage=Stage.ABANDONED.value))
    return resumed


def _end_of(run: Run) -> tuple[Any, ...]:
    return (run.is_full, run.since, run.version, run.matcher, run.rate, run.from_sequence)


def _add(connection: Connection, run: Run, now: datetime) -> Run:
    values = {key: getattr(run, key) for key in _COLUMNS if key not in ("id", "stage")}
    added = connection.execute(insert(runs).values(**values, stage=run.stage.value, started_at=now))
    return replace(run, id=added.inserted_primary_key[0] if added.inserted_primary_key else 0)


_COLUMNS: Final = tuple(key for key in Run.__dataclass_fields__ if key != "is_resumed")


def _run(row: AnyRow) -> Run:
    return Run(**{key: getattr(row, key) for key in _COLUMNS if key != "stage"}, stage=Stage(row.stage))
