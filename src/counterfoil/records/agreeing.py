"""Do the rows of verifications say what the ledger says? Whoever edits a row alone leaves the two apart.

The ledger is followed first (`ledger.verify_ledger`): here its entries are believed. Verifications are gone through in
batches, each with its entries, so that any number of them takes the same memory.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Integer, String, exists, select, type_coerce

from counterfoil.records.ledger.storage import any_bytes, moment_of
from counterfoil.records.tables import AnyRow, ledger_entries, verifications

_AT_ONCE: Final = 500
_MOMENTS: Final = ("created_at", "consented_at", "under_review_at", "decided_at", "erased_at")
_WORDS: Final = ("state", "route", "verdict", "decided_by", "policy", "policy_sha256")
_NUMBERS: Final = ("is_test", "attempt")

_STATES: Final[Mapping[str, str]] = {
    "created": "created",
    "consented": "consented",
    "capturing": "capturing",
    "submitted": "processing",
    "retry": "capturing",
    "under_review": "under_review",
    "decided": "decided",
    "expired": "expired",
    "erased": "erased",
}
"""Where each step leads that changes the state."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The first verification of which row and ledger say different things.

    Attributes:
        tenant: Whose.
        verification: Its id.
        number: The newest of its entries; 0 where there is none.
        said: What is wrong, in words.
    """

    tenant: str
    verification: str
    number: int
    said: str


def first_disagreement(connection: Connection, tenant: str) -> Disagreement | None:
    """Hold each verification's row against its entries in the ledger.

    Compared are state, route, verdict, who decided, the number of attempts, policy, test mode, and when it was
    consented to, left to people, decided and erased.

    Args:
        connection: A transaction that reads, in which the ledger was verified.
        tenant: Whose verifications.

    Returns:
        The first that disagrees by its id; None when all agree.
    """
    with any_bytes(connection):
        for rows in _batches(connection, tenant):
            entries = _entries(connection, tenant, [row.id for row in rows])
            for row in rows:
                if wrong := _wrong(row, entries.get(row.id, ())):
                    number = entries[row.id][-1].number if row.id in entries else 0
                    return Disagreement(tenant, row.id, number, wrong)
        return _without_row(connection, tenant)


def _batches(connection: Connection, tenant: str) -> Iterator[list[AnyRow]]:
    table = verifications.c
    columns = [
        *(table[name] for name in ("id", *_WORDS)),
        *(type_coerce(table[name], Integer).label(name) for name in _NUMBERS),
        *(type_coerce(table[name], String).label(name) for name in _MOMENTS),
    ]
    query = select(*columns).where(table.tenant == tenant).order_by(table.id).limit(_AT_ONCE)
    rows = list(connection.execute(query))
    while rows:
        yield rows
        rows = list(connection.execute(query.where(table.id > rows[-1].id)))


def _entries(connection: Connection, tenant: str, ids: list[str]) -> Mapping[str, list[AnyRow]]:
    table = ledger_entries.c
    query = select(table.subject, table.number, table.at, table.kind, table.actor, table.body).where(
        table.tenant == tenant, table.subject.in_(ids), table.kind.in_([f"verification.{kind}" for kind in _STATES])
    )
    found = sorted(connection.execute(query), key=lambda row: (row.subject, row.number))
    return {subject: list(rows) for subject, rows in groupby(found, key=lambda row: row.subject)}


def _wrong(row: AnyRow, entries: list[AnyRow] | tuple[()]) -> str:
    """Say where a row and its entries disagree; nothing when they do not."""
    if not entries or entries[0].kind != "verification.created":
        return "there is a row, and the ledger does not know of it"
    told = _told(entries)
    for name, expected in told.items():
        stands = getattr(row, name)
        if (moment_of(stands) or None if name in _MOMENTS else stands) != expected:
            return f"its {name} in the database is not what the ledger says"
    return ""


def _told(entries: list[AnyRow]) -> Mapping[str, Any]:
    """Return what a row must say after these entries."""
    told: dict[str, Any] = dict.fromkeys((*_MOMENTS, "verdict", "decided_by")) | {"route": "biometric", "attempt": 0}
    for entry in entries:
        step, body = entry.kind.removeprefix("verification."), json.loads(entry.body)
        told |= {"state": _STATES[step], f"{step}_at": moment_of(entry.at)} | _SETS.get(step, _nothing)(body)
    return {name: told[name] for name in (*_MOMENTS, *_WORDS, *_NUMBERS)}


def _nothing(_body: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _created(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"policy": body["policy"], "policy_sha256": body["policy_sha256"], "is_test": body["test"]}


def _under_review(body: Mapping[str, Any]) -> dict[str, Any]:
    if "contested" in body:
        return {"decided_by": None, "decided_at": None}
    return {name: body[name] for name in ("route", "verdict") if name in body}


def _decided(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"verdict": body["verdict"], "decided_by": "reviewer" if "action" in body else "policy"}


_SETS: Final[Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    "created": _created,
    "submitted": lambda body: {"attempt": body["attempt"], "verdict": None},
    "retry": lambda body: {"verdict": body["verdict"]},
    "under_review": _under_review,
    "decided": _decided,
}
"""What a step sets beside the state, by what its entry says."""


def _without_row(connection: Connection, tenant: str) -> Disagreement | None:
    """Return the first verification that was created and of which there is no row."""
    table = ledger_entries.c
    has_row = exists().where(verifications.c.id == table.subject, verifications.c.tenant == tenant)
    created = table.kind == "verification.created"
    query = select(table.subject, table.number).where(table.tenant == tenant, created, ~has_row)
    row = connection.execute(query.order_by(table.number).limit(1)).one_or_none()
    return Disagreement(tenant, row.subject, row.number, "the ledger knows of it, and there is no row") if row else None
