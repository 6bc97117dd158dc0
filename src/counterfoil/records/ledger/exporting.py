"""A chain for an auditor: JSON Lines that verify without the database.

Each line is canonical JSON with one key that says what it is:

    {"ledger":{"digest":...,"entries":...,"format":"counterfoil-ledger-1","keys":[...],"tenant":...}}
    {"entry":{"actor":...,"at":...,"body":...,"digest":...,"kind":...,"number":...,"previous":...,"subject":...,"tenant":...}}
    {"checkpoint":{"at":...,"digest":...,"key":...,"number":...,"signature":...,"tenant":...}}

The first line stands once; then come the entries in their order, each checkpoint behind the entry that it covers. What
lies in the database is written as it lies there: what was changed in it does not verify here either.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from heapq import merge
from json import JSONEncoder
from typing import Final

from sqlalchemy import Connection

from counterfoil.records.canonical import canonical
from counterfoil.records.ledger.checkpoint import Checkpoint
from counterfoil.records.ledger.entry import Link
from counterfoil.records.ledger.storage import Stored, any_bytes, end_of, stored_checkpoints, stored_entries
from counterfoil.records.signing import JwkSet

FORMAT: Final = "counterfoil-ledger-1"

_quoted: Final = JSONEncoder(ensure_ascii=False).encode


def export(connection: Connection, tenant: str, keys: JwkSet) -> Iterator[bytes]:
    """Return the lines of an export, each with its line break.

    Args:
        connection: A transaction that reads.
        tenant: Whose chain.
        keys: The public keys that may have signed its checkpoints, as a JWK Set.
    """
    yield header_line(tenant, end_of(connection, tenant), keys)
    with (
        any_bytes(connection),
        closing(stored_entries(connection, tenant)) as entries,
        closing(stored_checkpoints(connection, tenant)) as checkpoints,
    ):
        items: tuple[Iterator[Stored | Checkpoint], ...] = (entries, checkpoints)
        for item in merge(*items, key=_place):
            yield checkpoint_line(item) if isinstance(item, Checkpoint) else entry_line(tenant, item)


def checkpoint_line(checkpoint: Checkpoint) -> bytes:
    """Return a checkpoint as a line: in an export, or alone in a file that is kept elsewhere."""
    try:
        return canonical({"checkpoint": asdict(checkpoint)}) + b"\n"
    except UnicodeEncodeError:  # of a row in which something else stands
        return b'{"checkpoint":null}\n'


def header_line(tenant: str, end: Link, keys: JwkSet) -> bytes:
    """Return the first line of an export."""
    said = {"digest": end.digest, "entries": end.number, "format": FORMAT, "keys": keys["keys"], "tenant": tenant}
    return canonical({"ledger": said}) + b"\n"


def entry_line(tenant: str, row: Stored) -> bytes:
    """Return an entry as a line of an export."""
    line = (
        f'{{"entry":{{"actor":{_quoted(row.actor)},"at":{_quoted(row.at)},"body":{row.body},'
        f'"digest":{_quoted(row.digest)},"kind":{_quoted(row.kind)},"number":{row.number},'
        f'"previous":{_quoted(row.previous)},"subject":{_quoted(row.subject)},"tenant":{_quoted(tenant)}}}}}\n'
    )
    return line.encode(errors="surrogateescape")


def _place(item: Stored | Checkpoint) -> tuple[int, bool]:
    return item.number, isinstance(item, Checkpoint)
