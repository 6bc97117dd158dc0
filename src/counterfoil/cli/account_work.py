"""What the commands of accounts share: asking for a password, finding an account, and saying which there are."""

import getpass
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from rich import box
from rich.table import Table
from sqlalchemy import Connection

from counterfoil.cli.named import required
from counterfoil.cli.terminal import emit, printable, show
from counterfoil.errors import AccountError
from counterfoil.records.access.accounts import Account, find_by_name

_LONGEST: Final = 1024


def new_password() -> str:
    """Return a password that was typed twice, unseen, or the first line of standard input when nobody types.

    Raises:
        AccountError: The two differ, or there is none.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline(_LONGEST).rstrip("\r\n")
    password = getpass.getpass("New password: ")
    if getpass.getpass("Once more: ") != password:
        raise AccountError("The two passwords differ")
    return password


def named(connection: Connection, tenant: str, name: str) -> Account:
    """Return the account of a name.

    Raises:
        NotFoundError: There is none.
    """
    return required(find_by_name(connection, tenant, name), "account", listed_by="accounts list")


def tell(found: Iterable[Account], now: datetime, *, as_json: bool) -> None:
    """List accounts."""
    if as_json:
        emit(json.dumps({"accounts": [_said(account, now) for account in found]}))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    for column in ("name", "role", "signs in with", "since", "state"):
        table.add_column(column)
    for account in found:
        table.add_row(
            printable(account.name),
            account.role,
            _way(account),
            f"{account.created_at:%Y-%m-%d}",
            _state(account, now),
        )
    show(table)


def _said(account: Account, now: datetime) -> dict[str, object]:
    return {
        "id": account.id,
        "name": account.name,
        "role": account.role,
        "local": account.is_local,
        "codes": account.has_second_factor,
        "state": _state(account, now),
        "confirmed": account.vouched_only_by is None,
        "created_at": account.created_at.isoformat(),
    }


def _way(account: Account) -> str:
    if not account.is_local:
        return "the company's sign-in"
    return "password and code" if account.has_second_factor else "password; no codes yet"


def _state(account: Account, now: datetime) -> str:
    if account.disabled_at:
        return "disabled"
    return "locked" if account.locked_until and account.locked_until > now else "active"
