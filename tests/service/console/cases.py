"""Cases in the books: specimens handed in as a bearer does and judged as the worker does."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from counterfoil.decision.choosing import policies
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.judging import judge
from counterfoil.models import ModelStore, Networks
from counterfoil.records import verifications as records
from counterfoil.records.books import Books
from counterfoil.records.library import Library
from counterfoil.records.shelf import Shelf
from counterfoil.records.vault import Clock, Evidence
from counterfoil.records.verifications import Retention
from tests.beginning import begun
from tests.sealing import seal_within

SPECIMENS = Path(__file__).parents[2] / "specimens"
_MEDIA = {".jpg": "image/jpeg", ".mjpeg": "video/x-motion-jpeg"}


@dataclass(frozen=True)
class Seed:
    """What a bearer hands in, and how long ago."""

    document: str = "p01/document-perspective.jpg"
    probe: str = "p05/selfie-1.jpg"
    policy: str = "border"
    waited: timedelta = timedelta(hours=1)
    second: bool = False
    test: bool = False
    reference: str | None = None
    expected: Mapping[str, str] = field(default_factory=dict)
    challenge: bytes = b""


@cache
def networks() -> Networks:
    return Networks(ModelStore())


def library(folder: Path, day: date, now: datetime) -> Library:
    """A library with the list of invented people that the demo has, one of whom is named as a specimen's holder."""
    found = Library(folder)
    with ExitStack() as opened:
        file = opened.enter_context(as_file(files("counterfoil") / "specimens" / "list.csv"))
        found.add(file, name="invented", now=now, published=day)
    return found


def bench(books: Books, lists: Library) -> Bench:
    return Bench(books, networks(), policies(None), Shelf(lists), Retention())


def seed(at: Bench, tenant: str, what: Seed, now: datetime) -> str:
    """Hand a verification in and judge it; return its id."""
    moment = now - what.waited
    with at.books.database.writing() as connection:
        made = begun(
            connection,
            moment,
            policy=what.policy,
            tenant=tenant,
            is_test=what.test,
            expires_at=moment + timedelta(days=3),
            needs_second_review=what.second,
            reference=what.reference,
            attempts_allowed=1,
        )

        def seal_json(kind: str, content: bytes) -> Evidence:
            of = {"kind": kind, "content": content, "media": "application/json", "now": moment}
            return _seal(at.books, connection, tenant, made.id, **of)

        records.consent(connection, made.id, version="1", language="en", now=moment)
        pieces = [("document_front", what.document), ("probe", what.probe)]
        for kind, name in pieces:
            content, media = (SPECIMENS / name).read_bytes(), _MEDIA[Path(name).suffix]
            piece = _seal(at.books, connection, tenant, made.id, kind=kind, content=content, media=media, now=moment)
            records.capture(connection, made.id, kind=kind, evidence=piece, now=moment)
        if what.challenge:
            piece = seal_json("challenge", what.challenge)
            records.capture(connection, made.id, kind="challenge", evidence=piece, now=moment)
        if what.expected:
            said = json.dumps(dict(what.expected)).encode()
            seal_json("expected", said)
        attempt = records.submit(connection, made.id, moment)
    assert judge(at, made.id, attempt, lambda: moment + timedelta(seconds=3))
    return made.id


def seed_manual(
    books: Books,
    tenant: str,
    waited: timedelta,
    now: datetime,
    *,
    second: bool = False,
    reference: str | None = None,
    test: bool = False,
) -> str:
    """Put a verification under review whose bearer chose the way without biometrics; return its id."""
    with books.database.writing() as connection:
        made = begun(
            connection,
            now - waited,
            policy="border",
            tenant=tenant,
            is_test=test,
            expires_at=now + timedelta(days=3),
            needs_second_review=second,
            reference=reference,
        )
        records.choose_manual(connection, made.id, now=now - waited)
    return made.id


def _seal(books, connection, tenant, subject, *, kind, content, media, now):
    clock = Clock.RECORDS if kind == "expected" else Clock.BIOMETRICS
    return seal_within(
        books.vault,
        connection,
        tenant=tenant,
        subject=subject,
        kind=kind,
        clock=clock,
        content=content,
        media_type=media,
        now=now,
    )
