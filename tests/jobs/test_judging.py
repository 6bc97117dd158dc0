"""Judging what was handed in: decided once, kept whole, and never left hanging."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from attempts_made import MAGIC, NOW, handed_in, known
from PIL import Image

from counterfoil.decision import Verdict
from counterfoil.errors import EvidenceAltered
from counterfoil.jobs.judging import give_up, judge
from counterfoil.records import ledger, receipting, receipts, verifications
from counterfoil.records.access.tenants import DEFAULT
from counterfoil.records.signing import jwks
from counterfoil.records.vault import Clock
from counterfoil.records.verifications import State
from tests.sealing import seal_within

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def captures(specimens):
    return {"document_front": specimens / "p01" / "document-flat.jpg", "probe": specimens / "p01" / "selfie-1.jpg"}


def opened(books, which, kind):
    with books.database.reading() as connection:
        pieces = books.vault.find(connection, DEFAULT, which, kind)
        return [(piece, books.vault.open(connection, DEFAULT, piece.id)) for piece in pieces]


def entries(books, which):
    with books.database.reading() as connection:
        return ledger.entries(connection, DEFAULT, subject=which)


def test_an_accepted_verification_is_decided_with_its_result_and_a_receipt_that_names_the_ledger(bench, captures):
    which = handed_in(bench.books, captures)
    assert judge(bench, which, 1, lambda: LATER)
    decided = known(bench.books, which)
    assert (decided.state, decided.verdict) == (State.DECIDED, Verdict.ACCEPT)
    [(piece, content)] = opened(bench.books, which, "result")
    assert piece.clock is Clock.RECORDS
    assert json.loads(content)["decision"] == "accept"
    claims = receipts.read_receipt(decided.receipt, jwks([bench.books.signing_key]))
    entry = next(one for one in entries(bench.books, which) if one.kind == "verification.decided")
    assert claims["ledger"] == {"number": entry.number, "digest": entry.digest}
    assert (claims["sub"], claims["verdict"]) == (which, "accept")
    assert {one["kind"] for one in claims["evidence"]} >= {"document_front", "probe", "result"}


def test_what_a_reviewer_compares_is_kept_as_pictures_under_the_clock_of_biometrics(bench, captures):
    which = handed_in(bench.books, captures)
    judge(bench, which, 1, lambda: LATER)
    for kind in ("page", "portrait", "probe_face"):
        [(piece, content)] = opened(bench.books, which, kind)
        assert (piece.clock, piece.media_type) == (Clock.BIOMETRICS, "image/jpeg")
        assert Image.open(io.BytesIO(content)).format == "JPEG"
    assert opened(bench.books, which, "probe_frame") == []  # the probe is a picture that any browser draws


def test_judging_again_changes_nothing(bench, captures):
    which = handed_in(bench.books, captures)
    judge(bench, which, 1, lambda: LATER)
    before = (known(bench.books, which), entries(bench.books, which))
    assert not judge(bench, which, 1, lambda: LATER + timedelta(hours=1))
    assert (known(bench.books, which), entries(bench.books, which)) == before
    assert len(opened(bench.books, which, "result")) == 1


def test_the_same_evidence_comes_to_the_same_result_byte_for_byte_however_long_it_waited(bench, captures):
    first, second = (handed_in(bench.books, captures) for _ in range(2))
    judge(bench, first, 1, lambda: LATER)
    judge(bench, second, 1, lambda: LATER + timedelta(days=400))
    assert opened(bench.books, first, "result")[0][1] == opened(bench.books, second, "result")[0][1]


def test_somebody_elses_document_is_for_a_person_and_has_no_receipt_yet(bench, captures):
    which = handed_in(bench.books, captures, expected={"name": "Tomas Halloran", "birth_date": "1984-11-30"})
    judge(bench, which, 1, lambda: LATER)
    waiting = known(bench.books, which)
    assert waiting.state is State.UNDER_REVIEW
    assert waiting.reasons == ("expected_name", "expected_birth_date")
    assert waiting.receipt is None


def test_a_clip_with_its_challenge_is_judged_as_one(bench, specimens):
    clip = specimens / "p01" / "turn.mjpeg"
    challenge = {"version": 1, "id": "0" * 32, "steps": [{"step": "turn_left", "revealed": 0.2, "window": 2.0}]}
    pictures = {"document_front": specimens / "p01" / "document-flat.jpg", "probe": clip}
    which = handed_in(bench.books, pictures | {"challenge": json.dumps(challenge).encode()})
    judge(bench, which, 1, lambda: LATER)
    [(_, content)] = opened(bench.books, which, "result")
    outcomes = {check["id"]: check["outcome"] for check in json.loads(content)["checks"]}
    assert outcomes["liveness.challenge"] == "passed"
    [(frame, _)] = opened(bench.books, which, "probe_frame")
    assert frame.media_type == "image/jpeg"


def test_names_are_screened_against_the_lists_of_the_shelf(bench, captures):
    which = handed_in(bench.books, captures, policy="bank")
    judge(bench, which, 1, lambda: LATER)
    [(_, content)] = opened(bench.books, which, "result")
    assert json.loads(content)["screening"]["lists"][0]["name"] == "invented"


@pytest.mark.parametrize("kind", ["document_front", "probe"])
def test_what_cannot_be_decoded_is_asked_for_again_and_goes_to_a_person_in_the_end(kind, bench, captures):
    which = handed_in(bench.books, captures | {kind: b"\xff\xd8\xff no picture"}, attempts_allowed=1)
    assert judge(bench, which, 1, lambda: LATER)
    waiting = known(bench.books, which)
    assert (waiting.state, waiting.reasons) == (State.UNDER_REVIEW, ("capture_unreadable",))


def test_a_bad_picture_may_be_taken_again(bench, captures):
    which = handed_in(bench.books, captures | {"probe": b"\xff\xd8\xff no picture"})
    judge(bench, which, 1, lambda: LATER)
    again = known(bench.books, which)
    assert (again.state, again.verdict) == (State.CAPTURING, Verdict.RETRY)


@pytest.mark.parametrize(
    ("magic", "state"),
    [
        ("accept", State.DECIDED),
        ("reject", State.DECIDED),
        ("refer", State.UNDER_REVIEW),
        ("retry", State.CAPTURING),
    ],
)
def test_a_test_ends_as_it_was_asked_to_without_models(magic, state, bench):
    which = handed_in(bench.books, MAGIC, magic=magic)
    judge(replace(bench, networks=None), which, 1, lambda: LATER)
    ended = known(bench.books, which)
    assert (ended.state, ended.verdict) == (state, magic)
    [(_, content)] = opened(bench.books, which, "result")
    assert json.loads(content)["decision"] == magic


def test_a_policy_that_has_changed_since_is_not_applied(bench, captures):
    which = handed_in(bench.books, captures)
    changed = replace(bench, policies=bench.policies | {"border": replace(bench.policies["border"], sha256="0" * 64)})
    judge(changed, which, 1, lambda: LATER)
    waiting = known(bench.books, which)
    assert (waiting.state, waiting.reasons) == (State.UNDER_REVIEW, ("policy_changed",))


def test_evidence_that_was_altered_is_not_judged(bench, captures, tmp_path):
    which = handed_in(bench.books, captures)
    for sealed in (tmp_path / "vault").rglob("*"):
        if sealed.is_file():
            content = bytearray(sealed.read_bytes())
            content[-1] ^= 1
            sealed.chmod(0o600)
            sealed.write_bytes(content)
    with pytest.raises(EvidenceAltered):
        judge(bench, which, 1, lambda: LATER)
    assert known(bench.books, which).state is State.PROCESSING


def test_what_cannot_be_judged_is_handed_to_a_person_once(bench, captures):
    which = handed_in(bench.books, captures)
    assert give_up(bench, which, 1, LATER)
    assert not give_up(bench, which, 1, LATER)
    waiting = known(bench.books, which)
    assert (waiting.state, waiting.reasons) == (State.UNDER_REVIEW, ("processing_failed",))


def test_an_attempt_that_is_over_is_nobodys_to_judge(bench):
    which = handed_in(bench.books, MAGIC, magic="retry")
    assert not judge(bench, which, 2, lambda: LATER)
    assert not judge(bench, "ver_" + "0" * 26, 1, lambda: LATER)
    assert known(bench.books, which).state is State.PROCESSING


def test_what_a_reviewer_decides_has_a_receipt_that_names_its_own_entry(bench):
    which = handed_in(bench.books, MAGIC, magic="refer")
    judge(bench, which, 1, lambda: LATER)
    with bench.books.database.writing() as connection:
        reason = seal_within(
            bench.books.vault,
            connection,
            tenant=DEFAULT,
            subject=which,
            kind="review",
            clock=Clock.RECORDS,
            content=b"The portrait is the bearer's, ten years younger.",
            media_type="text/plain",
            now=LATER,
        )
        verifications.review(
            connection, which, by="acc_test", verdict=Verdict.ACCEPT, reason_evidence=reason, now=LATER
        )
        receipting.issue(connection, bench.books.vault, bench.books.signing_key, which, LATER)
    claims = receipts.read_receipt(known(bench.books, which).receipt, jwks([bench.books.signing_key]))
    assert (claims["verdict"], claims["decided_by"]) == ("accept", "reviewer")
    assert claims["ledger"]["digest"] == entries(bench.books, which)[-1].digest
    assert "review" not in {one["kind"] for one in claims["evidence"]}
