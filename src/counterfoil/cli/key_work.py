"""What the commands of keys say, on a terminal and as JSON."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from rich import box
from rich.table import Table

from counterfoil.cli.options import start_of
from counterfoil.cli.terminal import emit, note, printable, show
from counterfoil.errors import SettingError
from counterfoil.records.access.api_keys import ApiKey, IssuedKey, is_life


def scopes(wanted: Iterable[str], known: Collection[str]) -> list[str]:
    """Return the scopes that were asked for; ``all`` stands for each.

    Raises:
        SettingError: There is no such scope.
    """
    asked = set(wanted)
    if "all" in asked:
        return sorted(known)
    if unknown := sorted(asked - set(known)):
        raise SettingError(f"There is no scope {unknown[0]!r}", remedy=f"There are: {', '.join(known)}, all")
    return sorted(asked)


def moment(expires: date | None, now: datetime) -> datetime | None:
    """Return when a day begins, from which on a key opens nothing.

    Raises:
        SettingError: It has begun, or no key lives as long.
    """
    if expires is None:
        return None
    begins = start_of(expires)
    if not is_life(begins, now):
        raise SettingError(f"A key cannot expire on {expires}", remedy="Name a day of the next ten years.")
    return begins


def tell_issued(issued: IssuedKey, *, as_json: bool) -> None:
    """Say a new key's secret: alone on standard output, so that it can be piped to where it is kept."""
    if as_json:
        emit(json.dumps(_said(issued.key) | {"secret": issued.secret}))
        return
    note(f"{issued.key.id} may: {', '.join(sorted(issued.key.scopes))}. This is its secret, shown this once:")
    emit(issued.secret)


def tell(found: Iterable[ApiKey], *, as_json: bool) -> None:
    """List keys."""
    if as_json:
        emit(json.dumps({"keys": [_said(key) for key in found]}))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    for column in ("id", "name", "begins", "may", "last used", "opens"):
        table.add_column(column)
    for key in found:
        last = key.last_used_on.isoformat() if key.last_used_on else "never"
        table.add_row(key.id, printable(key.name), key.hint, "\n".join(sorted(key.scopes)), last, _state(key))
    show(table)


def _state(key: ApiKey) -> str:
    if key.revoked_at:
        return f"revoked {key.revoked_at:%Y-%m-%d}"
    return f"until {key.expires_at:%Y-%m-%d %H:%M} UTC" if key.expires_at else "for good"


def _said(key: ApiKey) -> dict[str, Any]:
    moments = {"created_at": key.created_at, "expires_at": key.expires_at, "revoked_at": key.revoked_at}
    return {
        "id": key.id,
        "name": key.name,
        "hint": key.hint,
        "scopes": sorted(key.scopes),
        "test": key.is_test,
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "last_used_on": key.last_used_on.isoformat() if key.last_used_on else None,
    }
