"""Cases in the books: real verifications of specimens, sealed as the worker seals them, under review."""

import io
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from PIL import Image

from counterfoil import images
from counterfoil.decision import Verdict, load_policy
from counterfoil.models import ModelStore, Networks
from counterfoil.records import verifications as records
from counterfoil.records.books import Books
from counterfoil.records.vault import Clock
from counterfoil.report.published.verified import verification_json
from counterfoil.screening.open_lists import OpenLists
from counterfoil.verification import Verification, verify

SPECIMENS = Path(__file__).parents[2] / "specimens"
DAY = date(2026, 11, 26)


@cache
def verified(document: str, probe: str, policy: str, lists: OpenLists | None) -> Verification:
    """A real verification of a specimen, done once."""
    page, face = (images.load(SPECIMENS / f"{name}.jpg") for name in (document, probe))
    return verify(page, face, load_policy(policy), DAY, _networks(), lists=lists)


@cache
def _networks() -> Networks:
    return Networks(ModelStore())


@dataclass(frozen=True)
class Seed:
    """What to put into the books."""

    document: str = "p01/document-perspective"
    probe: str = "p05/selfie-1"
    policy: str = "bank"
    waited: timedelta = timedelta(hours=1)
    second: bool = False
    test: bool = False
    reference: str | None = None


def seed(books: Books, tenant: str, what: Seed, now: datetime, lists: OpenLists | None = None) -> str:
    """Put a verification under review, with everything that the worker seals; return its id."""
    result = verified(what.document, what.probe, what.policy, lists)
    moment = now - what.waited
    with books.database.writing() as connection:
        made = records.create(
            connection,
            tenant=tenant,
            policy=load_policy(what.policy),
            consent_version="1",
            is_test=what.test,
            expires_at=moment + timedelta(days=3),
            needs_second_review=what.second,
            reference=what.reference,
            actor="key:key_seed",
            now=moment,
        )
        records.consent(connection, made.id, version="1", language="en", now=moment)
        for kind, name in (("document_front", what.document), ("probe", what.probe)):
            content = (SPECIMENS / f"{name}.jpg").read_bytes()
            piece = books.vault.seal(
                connection,
                tenant=tenant,
                subject=made.id,
                kind=kind,
                clock=Clock.BIOMETRICS,
                content=content,
                media_type="image/jpeg",
                now=moment,
            )
            records.capture(connection, made.id, kind=kind, evidence=piece, now=moment)
        attempt = records.submit(connection, made.id, moment)
        for kind, picture in _pictures(result).items():
            books.vault.seal(
                connection,
                tenant=tenant,
                subject=made.id,
                kind=kind,
                clock=Clock.BIOMETRICS,
                content=picture,
                media_type="image/jpeg",
                now=moment,
            )
        for kind, content in (
            ("result", verification_json(result)),
            ("expected", json.dumps({"name": "Anna Example"})),
        ):
            books.vault.seal(
                connection,
                tenant=tenant,
                subject=made.id,
                kind=kind,
                clock=Clock.RECORDS,
                content=content.encode(),
                media_type="application/json",
                now=moment,
            )
        reasons = [reason.code for reason in result.decision.reasons]
        records.conclude(
            connection,
            made.id,
            attempt=attempt,
            verdict=Verdict.REFER,
            reasons=reasons,
            now=moment + timedelta(seconds=3),
        )
    return made.id


def seed_manual(books: Books, tenant: str, waited: timedelta, now: datetime) -> str:
    """Put a verification under review whose bearer chose the way without biometrics; return its id."""
    with books.database.writing() as connection:
        made = records.create(
            connection,
            tenant=tenant,
            policy=load_policy("bank"),
            consent_version="1",
            is_test=False,
            expires_at=now + timedelta(days=3),
            actor="key:key_seed",
            now=now - waited,
        )
        records.choose_manual(connection, made.id, now=now - waited)
    return made.id


def _pictures(result: Verification) -> dict[str, bytes]:
    found = {"page": result.reading.page.pixels}
    if result.comparison:
        found |= {"portrait": result.comparison.portrait_crop, "probe_frame": result.comparison.probe_crop}
    return {kind: _jpeg(pixels) for kind, pixels in found.items()}


def _jpeg(pixels) -> bytes:
    holder = io.BytesIO()
    Image.fromarray(pixels).save(holder, "JPEG", quality=90)
    return holder.getvalue()
