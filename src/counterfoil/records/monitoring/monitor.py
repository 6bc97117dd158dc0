"""Monitoring: what a list version changes for the customers who are registered."""

from collections.abc import Iterable
from datetime import datetime

from counterfoil.errors import InputError, ListError
from counterfoil.processes import cores
from counterfoil.records import alerts
from counterfoil.records.alone import Task, alone
from counterfoil.records.customers import register
from counterfoil.records.database import Database
from counterfoil.records.library import Library, Version
from counterfoil.records.monitoring.changes import Changes, changes_of
from counterfoil.records.monitoring.run import Stage, begin
from counterfoil.records.monitoring.work import Clock, Monitored, Told, Work
from counterfoil.screening.matching import threshold


def monitor(
    database: Database,
    library: Library,
    name: str,
    *,
    rate: float,
    clock: Clock,
    since: Version | None = None,
    full: bool = False,
    told: Told | None = None,
    threads: int = 1,
    use_native: bool | None = None,
) -> Monitored:
    """Bring the alerts of a list up to its newest version.

    Args:
        database: Where customers and alerts are.
        library: Where the list is.
        name: Of the list.
        rate: The highest false positive rate that raises an alert.
        clock: Gives the time.
        since: Screen what changed since this version; by default since the one that was covered last.
        full: Screen every customer against the whole list instead.
        told: Is told how far it is.
        threads: How many to use.
        use_native: False for the reference in Python even where the compiled scorer is.

    Raises:
        ListError: The list is not there, or the version that was covered last is not.
        InputError: What changed between the version that was covered last and `since` would never be screened.
        RecordsError: The database cannot be used, or customers have to be registered again.
    """
    target = library.current(name)
    with database.writing() as connection:
        run = begin(connection, library, target, since=since, full=full, rate=rate, now=clock())
        salt = register.salt_of(connection)
    changes = changes_of(library, run, target)
    monitored = Monitored(run, changes=len(changes.arrivals))
    _reopen(database, changes, name, monitored, clock())
    thresholds = threshold(rate), threshold(rate, with_birth_date=True)
    work = Work(database, target, thresholds, salt, monitored, clock, told or _untold, threads, use_native)
    if monitored.run.stage is Stage.CHANGES:
        work.screen_changes(changes.arrivals)
    if monitored.run.stage is Stage.CUSTOMERS:
        work.screen_customers()
    return monitored


def monitor_lists(
    database: Database,
    library: Library,
    lists: Iterable[str] = (),
    *,
    rate: float,
    clock: Clock,
    since: str | None = None,
    full: bool = False,
    told: Told | None = None,
    threads: int | None = None,
) -> list[Monitored]:
    """Bring the alerts of several lists up to their newest versions; arguments and errors as for `monitor`.

    Args:
        database: Where customers and alerts are.
        library: Where the lists are.
        lists: Their names; all of them when none is named.
        rate: The highest false positive rate that raises an alert.
        clock: Gives the time.
        since: Screen what changed since this version: ``NAME/ID``, or ``ID`` where one list is meant.
        full: Screen every customer against the whole lists instead.
        told: Is told how far it is.
        threads: How many to use; by default one a core.

    Raises:
        ListError: There is no list.
        InputError: `since` goes with one list, and not with `full`; nobody is registered.
    """
    named = tuple(dict.fromkeys(lists)) or library.names()
    if since and "/" in since and not lists:
        named = (since.partition("/")[0],)
    if not named:
        raise ListError("There is no list to screen against", remedy="Import one with: counterfoil lists add FILE")
    if since and (full or len(named) > 1):
        raise InputError("--since goes with one list and without --full", remedy="Name the list with --list.")
    with database.reading() as connection:
        if not register.count(connection):
            raise InputError("No customer is registered", remedy="Register some with: counterfoil screen register FILE")
    base = library.version(since if "/" in since else f"{named[0]}/{since}") if since else None
    if base and base.name != named[0]:
        raise InputError(f"{base.name}/{base.id} is no version of {named[0]}")
    return [
        monitor(
            database,
            library,
            name,
            rate=rate,
            clock=clock,
            since=base,
            full=full,
            told=told,
            threads=threads or cores(),
        )
        for name in named
    ]


def _reopen(database: Database, changes: Changes, name: str, monitored: Monitored, now: datetime) -> None:
    """Act on what no hit tells: expiries, entities that are no longer what they were, and those that are gone."""
    with database.writing() as connection:
        alone(connection, Task.SCREENING)
        there = alerts.alerted_entities(connection, name)
        expired = alerts.reopen_expired(connection, now)
        changed = alerts.reopen_entities(connection, name, changes.digests(there), now)
        monitored.reopened = len(expired) + len(changed)
        monitored.delisted = alerts.mark_delisted(connection, name, sorted(changes.gone(there)), now)


def _untold(what: str, done: int, of: int) -> None:
    del what, done, of
