"""Running the clocks of retention: what is due ends or is erased, each verification in a transaction of its own.

Everything is asked of the database: interrupted, the next run goes on with what is left, and two runs at once erase
nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Column, ColumnElement, Connection, func, select

from counterfoil.errors import StateError
from counterfoil.records.database import Database
from counterfoil.records.tables import verifications
from counterfoil.records.trusting_clock import believes
from counterfoil.records.vault import Vault
from counterfoil.records.verifications import (
    WITH_PEOPLE,
    Retention,
    due_biometrics,
    due_records,
    due_undecided,
    end_undecided,
    erase,
    erase_biometrics,
)

_AT_ONCE: Final = 500
_SCHEDULE: Final = "schedule"
_USUAL: Final = Retention()


@dataclass(frozen=True)
class Ran:
    """What a run did.

    Attributes:
        records: Verifications of which everything was erased.
        biometrics: Verifications of which the biometrics were erased.
        undecided: Cases that ended because nobody decided in time. Their biometrics are among those erased.
        left: Verifications that are due, and in a state that does not allow it now. The next run tries again.
        doubted: Whether nothing ended and nothing was erased because the clock has jumped ahead.
    """

    records: int = 0
    biometrics: int = 0
    undecided: int = 0
    left: int = 0
    doubted: bool = False


@dataclass(frozen=True)
class Due:
    """What one clock says.

    Attributes:
        now: Verifications that are due.
        oldest: Since when the longest of them is.
        within_week: How many more come due in the next seven days.
        within_month: How many more come due in the next thirty days.
        waiting: How many have a date at all.
    """

    now: int
    oldest: datetime | None
    within_week: int
    within_month: int
    waiting: int


def run(database: Database, vault: Vault, now: datetime, *, periods: Retention = _USUAL, vouched: bool = False) -> Ran:
    """End the cases that nobody decided in time, and erase what is due.

    Args:
        database: The records.
        vault: Where evidence is sealed; its objects go with the next `Vault.sweep`.
        now: The clock.
        periods: How long things are kept: the records of a case that ends now.
        vouched: Somebody has looked at the clock; a jump ahead does not hold the run back.

    Raises:
        RecordsError: The database cannot be written. What was erased before stays erased.
    """
    with database.writing() as connection:
        if not believes(connection, now, vouched=vouched):
            return Ran(doubted=True)

    def undecided(connection: Connection, which: str) -> bool:
        end_undecided(connection, which, now=now, retention=periods)
        return True

    def everything(connection: Connection, which: str) -> bool:
        return erase(connection, vault, which, actor=_SCHEDULE, now=now)

    def biometrics(connection: Connection, which: str) -> bool:
        return erase_biometrics(connection, vault, which, actor=_SCHEDULE, now=now)

    ended, open_now = _erase(database, due_undecided, verifications.c.biometrics_due_at, undecided, now)
    records, left = _erase(database, due_records, verifications.c.records_due_at, everything, now)
    faces, more_left = _erase(database, due_biometrics, verifications.c.biometrics_due_at, biometrics, now)
    database.empty_log()
    return Ran(records=records, biometrics=faces, undecided=ended, left=open_now + left + more_left)


def records_due(connection: Connection, now: datetime) -> Due:
    """Return how the clock of records stands."""
    return _due(connection, verifications.c.records_due_at, verifications.c.erased_at, now)


def biometrics_due(connection: Connection, now: datetime) -> Due:
    """Return how the clock of biometrics stands, of verifications that have ended."""
    return _due_biometrics(connection, ~WITH_PEOPLE, now)


def undecided_due(connection: Connection, now: datetime) -> Due:
    """Return how the clock of cases stands that wait for people."""
    return _due_biometrics(connection, WITH_PEOPLE, now)


class _NoLongerDue(Exception):  # noqa: N818 - it never leaves this module
    """Somebody has set another date meanwhile."""


def _erase(
    database: Database,
    due: Callable[[Connection, datetime, int], list[str]],
    date: Column[datetime],
    step: Callable[[Connection, str], bool],
    now: datetime,
) -> tuple[int, int]:
    """Return how many were erased or ended, and how many not. The longest due come first; none is tried twice."""
    erased, left, tried = 0, 0, set[str]()
    while True:
        with database.reading() as connection:
            some = [which for which in due(connection, now, _AT_ONCE + len(tried)) if which not in tried]
        if not some:
            return erased, left
        tried.update(some)
        for which in some:
            try:
                with database.writing() as connection:
                    done = step(connection, which)
                    _require_due(connection, which, date, now)
                erased += done
            except StateError:
                left += 1
            except _NoLongerDue:
                continue


def _require_due(connection: Connection, which: str, date: Column[datetime], now: datetime) -> None:
    """Look at the date again, now that nobody else can change it: what is no longer due is rolled back."""
    moment = connection.execute(select(date).where(verifications.c.id == which)).scalar()
    if moment is None or moment > now:
        raise _NoLongerDue


def _due_biometrics(connection: Connection, which: ColumnElement[bool], now: datetime) -> Due:
    return _due(connection, verifications.c.biometrics_due_at, verifications.c.biometrics_erased_at, now, which)


def _due(
    connection: Connection,
    date: Column[datetime],
    erased: Column[datetime],
    now: datetime,
    *which: ColumnElement[bool],
) -> Due:
    kept = (erased.is_(None), *which)

    def until(moment: datetime) -> int:
        counted = select(func.count()).select_from(verifications).where(*kept, date <= moment)
        return connection.execute(counted).scalar_one()

    oldest = select(func.min(date)).where(*kept, date <= now)
    total = select(func.count()).select_from(verifications).where(*kept, date.is_not(None))
    due = until(now)
    week = until(now + timedelta(days=7)) - due
    return Due(
        now=due,
        oldest=connection.execute(oldest).scalar(),
        within_week=week,
        within_month=until(now + timedelta(days=30)) - due,
        waiting=connection.execute(total).scalar_one(),
    )
