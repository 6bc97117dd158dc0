"""Monitoring: what a list version changes for the customers who are registered."""

from datetime import datetime

from counterfoil.records import alerts
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
    work = Work(database, target, threshold(rate), salt, monitored, clock, told or _untold, threads, use_native)
    if monitored.run.stage is Stage.CHANGES:
        work.screen_changes(changes.arrivals)
    if monitored.run.stage is Stage.CUSTOMERS:
        work.screen_customers()
    return monitored


def _reopen(database: Database, changes: Changes, name: str, monitored: Monitored, now: datetime) -> None:
    """Act on what no hit tells: expiries, entities that are no longer what they were, and those that are gone."""
    with database.writing() as connection:
        there = alerts.alerted_entities(connection, name)
        expired = alerts.reopen_expired(connection, now)
        changed = alerts.reopen_entities(connection, name, changes.digests(there), now)
        monitored.reopened = len(expired) + len(changed)
        monitored.delisted = alerts.mark_delisted(connection, name, sorted(changes.gone(there)), now)


def _untold(what: str, done: int, of: int) -> None:
    del what, done, of
