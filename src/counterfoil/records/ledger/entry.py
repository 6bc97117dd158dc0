"""An entry of the ledger, and the digest that chains it to the one before.

The digest is SHA-256 over a line that says what is hashed, and the entry without its digest as canonical JSON:

    counterfoil ledger entry 1 LF
    {"actor":...,"at":...,"body":...,"kind":...,"number":...,"previous":...,"subject":...,"tenant":...}

The first line keeps an entry from being taken for anything else that is hashed or signed here.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from counterfoil.records.canonical import JsonValue

GENESIS: Final = "0" * 64
"""What the first entry of a chain follows."""

LONGEST_BODY: Final = 65_536
"""Bytes of canonical JSON. An entry holds codes, ids and digests; whatever is longer belongs in the vault."""

_quoted: Final = json.JSONEncoder(ensure_ascii=False).encode
_DOMAIN: Final = b"counterfoil ledger entry 1\n"
_KIND: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_PRINTABLE: Final = re.compile(r"[!-~]*")
_LONGEST: Final = {"tenant": 64, "kind": 64, "subject": 64, "actor": 128}


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a chain, and the digest of the entry there: all that the next one needs to know of it."""

    number: int
    digest: str


START: Final = Link(0, GENESIS)
"""Where every chain begins."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    Attributes:
        tenant: Whose chain it belongs to.
        number: Its place in the chain, from 1.
        at: When, in UTC.
        kind: What happened, such as ``verification.created``.
        subject: What it happened to, by id; may be empty.
        actor: Who did it, such as ``key:key_...``, ``account:acc_...``, ``bearer`` or ``schedule``; may be empty.
        body: The rest of it: codes, ids and digests, nothing personal.
        previous: The digest of the entry before; `GENESIS` for the first.
        digest: SHA-256 over all of the above, in hexadecimal.
    """

    tenant: str
    number: int
    at: datetime
    kind: str
    subject: str
    actor: str
    body: Mapping[str, JsonValue]
    previous: str
    digest: str


def written(moment: datetime) -> str:
    """Return a moment as the ledger writes it: UTC, to the microsecond.

    >>> written(datetime(2026, 11, 26, tzinfo=UTC))
    '2026-11-26T00:00:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def digest_of(
    *, tenant: str, number: int, at: str, kind: str, subject: str, actor: str, body: str, previous: str
) -> str:
    """Return the digest of an entry.

    ``at`` is as `written`, ``body`` is canonical JSON. Whatever else stands for the body leads to another digest: the
    other words are quoted, so that nothing of a body can pass for one of them.

    Raises:
        UnicodeEncodeError: A word holds half a surrogate pair.
    """
    said = (
        f'{{"actor":{_quoted(actor)},"at":{_quoted(at)},"body":{body},"kind":{_quoted(kind)},"number":{number},'
        f'"previous":{_quoted(previous)},"subject":{_quoted(subject)},"tenant":{_quoted(tenant)}}}'
    )
    return hashlib.sha256(_DOMAIN + said.encode()).hexdigest()


def require_sayable(*, tenant: str, kind: str, subject: str, actor: str, body: str) -> None:
    """Refuse what no entry may say.

    Raises:
        ValueError: A word is too long or not printable ASCII, the kind is no dotted name, or the body is too long.
    """
    for name, word in (("tenant", tenant), ("kind", kind), ("subject", subject), ("actor", actor)):
        if len(word) > _LONGEST[name] or not _PRINTABLE.fullmatch(word):
            raise ValueError(f"the {name} of a ledger entry is too long or not printable ASCII")
    if not tenant or not _KIND.fullmatch(kind):
        raise ValueError("a ledger entry needs a tenant and a kind such as verification.created")
    if len(body.encode()) > LONGEST_BODY:
        raise ValueError("the body of a ledger entry is too long")
