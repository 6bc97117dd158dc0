"""Who has a case open, so that two reviewers do not work on one. A lease runs out by itself; nothing waits for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select, update

from counterfoil.errors import ReviewError
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.tables import review_leases

LASTS: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on a case.

    Attributes:
        account: The id of the reviewer's account.
        until: When somebody else may have it.
    """

    account: str
    until: datetime


def take(connection: Connection, verification: str, account: str, now: datetime) -> Lease:
    """Take a case that nobody has, or go on with one's own.

    Args:
        connection: A transaction that writes.
        verification: The case.
        account: Who wants it.
        now: The clock.

    Returns:
        Who has it now: the caller, or whoever was first.
    """
    until = now + LASTS
    insert_if_absent(connection, review_leases, {"verification": verification, "account": account, "until": until})
    free = (review_leases.c.account == account) | (review_leases.c.until <= now)
    connection.execute(
        update(review_leases)
        .where(review_leases.c.verification == verification, free)
        .values(account=account, until=until)
    )
    row = connection.execute(select(review_leases).where(review_leases.c.verification == verification)).one_or_none()
    # Given back since it was found taken: then it is free.
    return Lease(row.account, row.until) if row else take(connection, verification, account, now)


def require(connection: Connection, verification: str, account: str, now: datetime) -> None:
    """Refuse to let somebody decide a case that another one has open.

    Raises:
        ReviewError: Another one has.
    """
    if take(connection, verification, account, now).account != account:
        raise ReviewError("Somebody else has this case open", remedy="Take another one from the queue.")


def give_back(connection: Connection, verification: str, account: str) -> None:
    """Let others have a case."""
    mine = (review_leases.c.verification == verification) & (review_leases.c.account == account)
    connection.execute(review_leases.delete().where(mine))


def held(connection: Connection, verifications: list[str], now: datetime) -> dict[str, Lease]:
    """Return who has which of these cases open now."""
    rows = connection.execute(
        select(review_leases).where(review_leases.c.verification.in_(verifications), review_leases.c.until > now)
    )
    return {row.verification: Lease(row.account, row.until) for row in rows}
