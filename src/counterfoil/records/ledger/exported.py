"""Verifying an export, and reading checkpoints that were kept elsewhere. Anything may stand in such a file."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from counterfoil.errors import FileError, SigningKeyError
from counterfoil.files import opened
from counterfoil.records.canonical import canonical
from counterfoil.records.ledger.checkpoint import Checkpoint
from counterfoil.records.ledger.entry import LONGEST_BODY, Link
from counterfoil.records.ledger.exporting import checkpoint_line, entry_line, header_line
from counterfoil.records.ledger.following import Fault, Found, Verified, follow, place_of
from counterfoil.records.ledger.storage import Stored, found
from counterfoil.records.signing import JwkSet, verifying_keys

_LONGEST_LINE: Final = 2 * LONGEST_BODY
_LONGEST_HEADER: Final = 1 << 20
"""Bytes. The keys of a deployment that had a new one each day for ten years have room in it."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of verifying an export.

    Attributes:
        outcome: What was verified, or the first bad entry.
        own_keys: The keys that the file brings itself, as a JWK Set.
    """

    outcome: Verified | Fault
    own_keys: JwkSet


def verify_export(path: Path, *, keys: JwkSet | None = None, kept: Iterable[Checkpoint] = ()) -> Exported:
    """Verify an export. It takes the same memory however long the chain is.

    Args:
        path: The file.
        keys: The public keys that are trusted, as a JWK Set. Without them those in the file are used, and whoever
            wrote the file may have chosen them.
        kept: Checkpoints that were kept elsewhere; those of other tenants are left out.

    Raises:
        FileError: The file cannot be read, or is no export at all.
        SigningKeyError: The keys are no JWK Set.
    """
    with opened(path) as file:
        tenant, end, own_keys = _header(path, file)
        trusted = verifying_keys(own_keys if keys is None else keys)
        own = sorted((one for one in kept if one.tenant == tenant), key=place_of)
        items = _with_kept(_items(tenant, file), own)
        return Exported(follow(tenant, items, end, trusted, kept=own), own_keys)


def digest_in_export(path: Path, number: int) -> str | None:
    """Return the digest of an entry in an export that verifies; None when there is no such entry.

    Raises:
        FileError: The file cannot be read, or is no export at all.
    """
    with opened(path) as file:
        tenant, _, _ = _header(path, file)
        entries = (item for item in _items(tenant, file) if isinstance(item, Found) and item.number == number)
        return next((entry.digest for entry in entries), None)


def read_checkpoints(path: Path) -> list[Checkpoint]:
    """Return the checkpoints in a file: lines such as ``counterfoil ledger checkpoint`` prints.

    Raises:
        FileError: The file cannot be read, or holds anything else, or none.
    """
    with opened(path) as file:
        items = list(_items("", file))
    checkpoints = [item for item in items if isinstance(item, Checkpoint)]
    if not items or len(checkpoints) < len(items):
        raise FileError(
            f"{path.name}: this holds no checkpoints", remedy="Keep what counterfoil ledger checkpoint prints."
        )
    return checkpoints


def _header(path: Path, file: IO[bytes]) -> tuple[str, Link, JwkSet]:
    line = file.readline(_LONGEST_HEADER)
    try:
        said = json.loads(line)["ledger"]
        own_keys = {"keys": said["keys"]}
        verifying_keys(own_keys)
        tenant, end = said["tenant"], Link(said["entries"], said["digest"])
        are_words = isinstance(tenant, str) and isinstance(end.digest, str)
        is_header = are_words and type(end.number) is int and header_line(tenant, end, own_keys) == line
    except (ValueError, TypeError, KeyError, RecursionError, SigningKeyError):
        is_header = False
    if not is_header:
        raise FileError(
            f"{path.name}: this is no export of a ledger, or its first line was changed",
            remedy="Make one with: counterfoil ledger export",
        )
    return tenant, end, own_keys


def _items(tenant: str, file: IO[bytes]) -> Iterator[Found | Checkpoint]:
    while line := file.readline(_LONGEST_LINE):
        yield _item(tenant, line)


def _item(tenant: str, line: bytes) -> Found | Checkpoint:
    """Return what stands on a line; an entry that cannot be read when it does not stand there as it is written."""
    try:
        match json.loads(line):
            case {"entry": dict(said)}:
                return _entry(tenant, line, said)
            case {"checkpoint": dict(said)}:
                return _checkpoint(line, said)
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    return Found(None)


def _entry(tenant: str, line: bytes, said: dict[str, Any]) -> Found:
    own, body, number = said.pop("tenant"), said.pop("body"), said.pop("number")
    row = Stored(number=number, body=canonical(body).decode(), **said)
    are_words = all(isinstance(word, str) for word in (own, *said.values()))
    if not are_words or type(number) is not int or not isinstance(body, dict) or entry_line(own, row) != line:
        return Found(None)
    return found(tenant, row) if own == tenant else Found(number)


def _checkpoint(line: bytes, said: dict[str, Any]) -> Checkpoint | Found:
    checkpoint = Checkpoint(**said)
    if type(checkpoint.number) is not int or checkpoint_line(checkpoint) != line:
        return Found(None)
    return checkpoint


def _with_kept(items: Iterable[Found | Checkpoint], kept: list[Checkpoint]) -> Iterator[Found | Checkpoint]:
    """Put checkpoints from elsewhere behind the entries that they cover; what is left comes at the end."""
    waiting = list(reversed(kept))
    for item in items:
        yield item
        while waiting and isinstance(item, Found) and item.number == waiting[-1].number:
            yield waiting.pop()
    yield from reversed(waiting)
