"""Pictures and clips from the capture page: taken as they are, looked at briefly, sealed.

The body is the file itself. The same bytes again are the same evidence, so that a page may send once more whatever it
is not sure has arrived.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Request
from pydantic import ConfigDict, Field

from counterfoil.models import Networks
from counterfoil.records import verifications
from counterfoil.records.vault import Clock, Evidence, Unsealed, until_registered
from counterfoil.records.verifications import Verification
from counterfoil.service.access.bearers import Bearer, FromBearer, still_may
from counterfoil.service.api.shapes.parts import Said
from counterfoil.service.capture.texts import best, texts
from counterfoil.service.first_look import Looked, look_at_document, look_at_probe
from counterfoil.service.state import Here, Service
from counterfoil.service.waiting import is_behind

router = APIRouter(prefix="/v1/capture", tags=["capture"])

_PICTURES: Final = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/tiff")
_CLIPS: Final = ("video/mp4", "video/webm", "video/x-matroska", "video/x-msvideo")


class Side(StrEnum):
    """A side of a document."""

    FRONT = "front"
    BACK = "back"


class CapturedOut(Said):
    """What was taken, and how it looks."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "kind": "document_front",
                    "version": 1,
                    "sha256": "7a" * 32,
                    "good": False,
                    "reasons": ["portrait_not_found"],
                    "advice": ["Show the page with your photograph, whole and without glare."],
                }
            ]
        },
    )

    kind: Annotated[str, Field(description="`document_front`, `document_back` or `probe`.")]
    version: Annotated[int, Field(description="1 for the first, one more for each that took its place.")]
    sha256: Annotated[str, Field(description="Digest of the bytes as they came.")]
    good: Annotated[
        bool,
        Field(
            description="Whether a first look found nothing amiss; there is none while many wait to be judged. It may "
            "be handed in either way."
        ),
    ]
    reasons: Annotated[list[str], Field(description="Codes of what a first look found amiss.")]
    advice: Annotated[list[str], Field(description="What to do otherwise, a sentence each, in the person's language.")]


def _takes(*media_types: str) -> dict[str, Any]:
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"required": True, "content": dict.fromkeys(media_types, binary)}}


async def _body(request: Request, bearer: FromBearer, service: Here) -> AsyncIterator[bytes]:
    """Give the body. How many are in memory at once, and whether one may come at all, is settled before it is read.

    Raises:
        BusyError: Too many are, or too many of this bearer's.
        StateError: The verification takes none now: nobody has consented, or it was handed in.
    """
    await asyncio.to_thread(_require_capturing, service, bearer)
    with service.limits.uploads.place(bearer.verification.id):
        yield await request.body()


def _require_capturing(service: Service, bearer: Bearer) -> None:
    with service.books.database.reading() as connection:
        verifications.require_capturing(connection, bearer.verification.id)


Body = Annotated[bytes, Depends(_body)]


@router.put(
    "/document/{side}",
    operation_id="captureDocument",
    summary="Hand over a side of the document",
    openapi_extra=_takes(*_PICTURES),
)
def document(
    side: Annotated[Side, Path(description="The side with the photograph is the front.")],
    body: Body,
    bearer: FromBearer,
    service: Here,
) -> CapturedOut:
    """Take a picture of one side. It may lie sideways or upside down, as phones send it."""
    with _eyes(service) as networks:
        looked = look_at_document(body, networks, is_front=side is Side.FRONT)
    return _keep(service, bearer, f"document_{side.value}", body, looked)


@router.put(
    "/probe",
    operation_id="captureProbe",
    summary="Hand over the bearer's face",
    openapi_extra=_takes(*_PICTURES, *_CLIPS),
)
def probe(body: Body, bearer: FromBearer, service: Here) -> CapturedOut:
    """Take a picture or clip of the person. Where the policy needs the live challenge, a person will look at it."""
    with _eyes(service) as networks:
        looked = look_at_probe(body, networks)
    return _keep(service, bearer, "probe", body, looked)


@contextmanager
def _eyes(service: Service) -> Iterator[Networks | None]:
    """Give the networks that look, in a place for heavy work; None while those who wait to be judged come first.

    Raises:
        BusyError: Every place is taken.
    """
    with service.books.database.reading() as connection:
        networks = None if is_behind(connection, service.settings.waiting_while_looking) else service.networks
    with service.limits.heavy.place():
        yield networks


def _keep(service: Service, bearer: Bearer, kind: str, body: bytes, looked: Looked) -> CapturedOut:
    one = bearer.verification
    piece = Unsealed(kind, Clock.BIOMETRICS, body, looked.media_type)
    evidence = _there(service, one, kind, looked.sha256) or until_registered(lambda: _add(service, bearer, piece))
    said = texts(best(one.language, ""))
    keys = [f"reason.{reason.code}" for reason in looked.reasons]
    return CapturedOut(
        kind=kind,
        version=evidence.version,
        sha256=evidence.sha256,
        good=not looked.reasons,
        reasons=[reason.code for reason in looked.reasons],
        advice=list(dict.fromkeys(said[key] for key in keys if key in said)),
    )


def _there(service: Service, one: Verification, kind: str, sha256: str) -> Evidence | None:
    """Return the evidence that these bytes are already, if they are the latest of their kind."""
    with service.books.database.reading() as connection:
        pieces = service.books.vault.find(connection, one.tenant, one.id, kind)
    return pieces[-1] if pieces and _is_the_same(pieces[-1], sha256) else None


def _add(service: Service, bearer: Bearer, piece: Unsealed) -> Evidence:
    (database, vault), now, one = (service.books.database, service.books.vault), service.clock(), bearer.verification
    sealed = vault.seal(database, tenant=one.tenant, subject=one.id, pieces=[piece], now=now)
    try:
        with database.writing() as connection:
            still_may(connection, bearer, now)
            (evidence,) = vault.register(connection, sealed)
            _require_first(vault.find(connection, one.tenant, one.id, piece.kind))
            verifications.capture(connection, one.id, kind=piece.kind, evidence=evidence, now=now)
    except _SentTwiceError as twice:
        return twice.first
    return evidence


def _require_first(pieces: Sequence[Evidence]) -> None:
    """See that the newest piece is another than the one before: somebody may have added it since we looked.

    Raises:
        _SentTwiceError: It is the same.
    """
    *_, before, newest = None, *pieces
    if before is not None and newest is not None and _is_the_same(before, newest.sha256):
        raise _SentTwiceError(before)


def _is_the_same(piece: Evidence, sha256: str) -> bool:
    return piece.sha256 == sha256 and piece.erased_at is None


class _SentTwiceError(Exception):
    """The same bytes came twice at once: the second time is rolled back, and its object goes with the next sweep."""

    def __init__(self, first: Evidence) -> None:
        super().__init__()
        self.first = first
