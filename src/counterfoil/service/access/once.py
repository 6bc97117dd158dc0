"""Idempotency keys: a POST that is sent again gets the answer of the first, and nothing happens twice.

The key is taken in the transaction that does the work, and the answer kept in it, so that a crash leaves both or
neither. The same key with another body, at another address or in another mode is refused.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import Connection

from counterfoil.errors import EvidenceGone
from counterfoil.records.access import idempotency
from counterfoil.service.access.callers import Caller
from counterfoil.service.state import Service

REPLAYED: Final = "Idempotent-Replayed"


@dataclass(frozen=True, slots=True)
class Once:
    """What is to be done once.

    Attributes:
        key: What the caller chose; None when it chose nothing.
        request: SHA-256 over method, address and body, in hexadecimal.
    """

    key: str | None
    request: str


async def _once(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description="Any text that you use for this request only, such as a UUID. Sent again within a day with the "
            "same body, it gets the same answer, with `Idempotent-Replayed: true`, and nothing happens twice.",
            min_length=1,
            max_length=255,
            pattern=r"^[\x21-\x7e]+$",
            examples=["0193f3a2-6c1d-7f10-9a52-3f8f7a4e1b20"],
        ),
    ] = None,
) -> Once:
    digest = hashlib.sha256(f"{request.method} {request.url.path}\n".encode())
    digest.update(await request.body())
    return Once(idempotency_key, digest.hexdigest())


OnceOnly = Annotated[Once, Depends(_once)]


def do_once(
    service: Service,
    caller: Caller,
    once: Once,
    status: int,
    work: Callable[[Connection], BaseModel],
    *,
    about: str | None = None,
) -> Response:
    """Do the work in one transaction, or give the answer that was given before.

    Args:
        service: What the service holds.
        caller: Whose key it is.
        once: What is to be done once.
        status: Of the answer.
        work: Does it, and returns the body of the answer.
        about: The verification that the answer is about, with which it is erased; None where it is about none.

    Raises:
        IdempotencyError: The key stood for another request.
        EvidenceGone: The answer that was given before has been erased.
    """
    if once.key is None:
        with service.books.database.writing() as connection:
            return _answer(status, _body(work(connection)))
    mine, vault = idempotency.Caller(caller.tenant, caller.key, once.key), service.books.vault
    box = vault.box(caller.key)  # a key service may be slow: it is asked while no transaction is open
    with service.books.database.writing() as connection:
        given = idempotency.begin(connection, mine, once.request, service.clock())
        if given is None:
            body = _body(work(connection))
            idempotency.finish(connection, mine, idempotency.Answer(status, box.seal(body)), about)
            return _answer(status, body)
    if not given.sealed:
        raise EvidenceGone("What was answered has been erased with its verification")
    return _answer(given.status, vault.open_small(caller.key, given.sealed), {REPLAYED: "true"})


def _body(said: BaseModel) -> bytes:
    return said.model_dump_json(by_alias=True).encode()


def _answer(status: int, body: bytes, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, headers=headers, media_type="application/json")
