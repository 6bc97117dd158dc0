"""The scheduled work of a deployment: ending, erasing, signing, delivering, tidying."""

import logging
from datetime import datetime, timedelta
from typing import Final

from counterfoil.errors import LedgerError
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.delivering import deliver_due
from counterfoil.jobs.engine import Engine
from counterfoil.jobs.schedule import Task
from counterfoil.jobs.sweeping import sweep
from counterfoil.records import ledger, retention, verifications, webhooks
from counterfoil.records.access import idempotency

_LOG: Final = logging.getLogger(__name__)

_MINUTE: Final = 60.0
_HOUR: Final = 60 * _MINUTE
_DELIVERIES: Final = 64
_ENGINE_REMEMBERS: Final = timedelta(days=1)


def tasks(bench: Bench, engine: Engine) -> tuple[Task, ...]:
    """Return what this deployment does by itself."""
    return (
        Task("sweep", 2.0, lambda now: sweep(bench, engine, now)),
        Task("deliver", 1.0, lambda now: deliver_due(bench.books, now, _DELIVERIES)),
        Task("expire", 30.0, lambda now: expire(bench, now), is_final=True),
        Task("erase", 5 * _MINUTE, lambda now: erase_due(bench, now), is_final=True),
        Task("sign", 10 * _MINUTE, lambda now: sign_ledgers(bench, now)),
        Task("tidy", _HOUR, lambda now: tidy(bench, engine, now), is_final=True),
        Task("lists", _HOUR, lambda now: say_list_ages(bench, now)),
    )


def expire(bench: Bench, now: datetime) -> int:
    """Expire what was not handed in by its time; return how much."""
    expired = 0
    while True:
        with bench.books.database.writing() as connection:
            count = verifications.expire(connection, now, retention=bench.retention)
        expired += count
        if not count:
            return expired


def erase_due(bench: Bench, now: datetime) -> int:
    """End the cases that nobody decided in time and erase what is due, each in a transaction of its own.

    Returns:
        How many ended or were erased.
    """
    ran = retention.run(bench.books.database, bench.books.vault, now, periods=bench.retention)
    if ran.doubted:
        _LOG.error("the clock has jumped ahead since the last start: nothing is erased for an hour")
    if ran.undecided:
        _LOG.warning("cases ended that nobody had decided in time", extra={"cases": ran.undecided})
    return ran.undecided + ran.records + ran.biometrics


def sign_ledgers(bench: Bench, now: datetime) -> int:
    """Sign the newest entry of every chain that has a new one; return how many were signed.

    Raises:
        LedgerError: One is broken. It is not signed; the others are.
    """
    books, signed = bench.books, 0
    broken: list[LedgerError] = []
    with books.database.reading() as connection:
        tenants = ledger.tenants_with_entries(connection)
    for tenant in tenants:
        try:
            signed += ledger.checkpoint(books.database, tenant, books.signing_key, now) is not None
        except LedgerError as fault:
            broken.append(fault)
    if broken:
        raise broken[0]
    return signed


def tidy(bench: Bench, engine: Engine, now: datetime) -> None:
    """Remove what nobody can open or ask for any more: objects of erased evidence, old messages, finished work."""
    books = bench.books
    with books.database.writing() as connection:
        webhooks.forget(connection, now)
        idempotency.forget(connection, now)
    while engine.forget_finished(now - _ENGINE_REMEMBERS):
        pass
    books.vault.sweep(books.database, now)


def say_list_ages(bench: Bench, now: datetime) -> None:
    """Say which lists are older than a policy allows. Nothing is fetched: that is for whoever runs this to ask for."""
    rules = [policy.screening.max_age_days for policy in bench.policies.values() if policy.screening]
    lists = bench.shelf.lists() if rules else None
    for one in lists.versions if lists else ():
        age = one.age(now.date())
        if age > min(rules):
            _LOG.warning("a list is older than a policy allows", extra={"list": one.name, "days": age})
