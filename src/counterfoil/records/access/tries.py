"""Counting tries at an account's door, so that nobody guesses a password and nobody locks the owner out.

After five tries the door stays shut for half a minute, then twice as long each time, at most for 15 minutes. Tries are
counted before the password is looked at, so that a hundred at once are a hundred. Whoever stands before a shut door
neither counts nor lengthens anything.

A browser from which the owner has signed in before has a counter of its own: strangers who keep the door shut for
strangers do not shut it for the owner (after the "device cookies" of OWASP).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, insert, select, update

from counterfoil.errors import SignInError
from counterfoil.records.ids import new_token, token_digest
from counterfoil.records.inserting import insert_if_absent
from counterfoil.records.tables import AnyRow, account_devices, accounts, settings

FREE: Final = 5
LONGEST: Final = timedelta(minutes=15)
_FIRST: Final = timedelta(seconds=30)
_FORGOTTEN_AFTER: Final = timedelta(days=1)
_DEVICE_LASTS: Final = timedelta(days=90)
_PASSED_BY: Final = "door_passed_by"


@dataclass(frozen=True, slots=True)
class Counter:
    """Where tries are counted.

    Attributes:
        table: Of the account, or of one browser of its owner's.
        key: Of the row.
        shut_now: Whether this try is the one that shuts the door.
    """

    table: Table
    key: str
    shut_now: bool


def count(connection: Connection, account: str, device: str | None, now: datetime) -> Counter:
    """Count a try before it is looked at.

    Args:
        connection: A transaction that writes, and that is over before the password is looked at.
        account: At whose door.
        device: The token that the browser got when its owner signed in; None from a browser that has none.
        now: The clock.

    Raises:
        SignInError: The door is shut.
    """
    table, key, row = _held(connection, account, device, now)
    identity = next(iter(table.primary_key.columns))
    if row.locked_until is not None and row.locked_until > now:
        raise SignInError
    is_old = row.locked_until is not None and now - row.locked_until > _FORGOTTEN_AFTER
    failures = 1 if is_old else row.failures + 1
    until = now + pause(failures) if failures >= FREE else None
    connection.execute(update(table).where(identity == key).values(failures=failures, locked_until=until))
    return Counter(table, key, shut_now=failures == FREE)


def pass_by(connection: Connection) -> None:
    """Write as much as a try that is counted, and mean nothing by it.

    What a disk has to keep takes milliseconds. Whoever measures them must not tell a name that there is from one that
    there is not, nor an open door from a shut one. Something has to be new: SQLite does not write what is as it was.
    """
    changed = update(settings).where(settings.c.name == _PASSED_BY).values(value=new_token("cfp"))
    if not connection.execute(changed).rowcount:
        insert_if_absent(connection, settings, {"name": _PASSED_BY, "value": ""})


def pause(failures: int) -> timedelta:
    """Return how long the door stays shut after so many tries; at least `FREE`."""
    return min(_FIRST * (1 << min(failures - FREE, 10)), LONGEST)


def forgive(connection: Connection, counter: Counter) -> None:
    """Forget the tries of a counter: the owner has come in."""
    identity = next(iter(counter.table.primary_key.columns))
    connection.execute(update(counter.table).where(identity == counter.key).values(failures=0, locked_until=None))


def remember(connection: Connection, account: str, now: datetime) -> str:
    """Give the owner's browser a counter of its own, and return the token by which it will be known for 90 days."""
    token = new_token("cfd")
    connection.execute(
        insert(account_devices).values(
            digest=token_digest(token), account=account, created_at=now, expires_at=now + _DEVICE_LASTS, failures=0
        )
    )
    return token


def forget_devices(connection: Connection, account: str) -> None:
    """Make every browser of an account a stranger's again."""
    connection.execute(account_devices.delete().where(account_devices.c.account == account))


def _held(connection: Connection, account: str, device: str | None, now: datetime) -> tuple[Table, str, AnyRow]:
    """Return where to count and the row that is counted in, held until the transaction ends."""
    if device is not None:
        table, digest = account_devices, token_digest(device)
        its = table.c.digest == digest, table.c.account == account, table.c.expires_at > now
        known = connection.execute(_counts(table).where(*its).with_for_update()).one_or_none()
        if known:
            return table, digest, known
    query = _counts(accounts).where(accounts.c.id == account).with_for_update()
    return accounts, account, connection.execute(query).one()


def _counts(table: Table) -> Select[tuple[Any, ...]]:
    return select(table.c.failures, table.c.locked_until)
