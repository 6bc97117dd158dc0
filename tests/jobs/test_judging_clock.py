"""What was captured last is what is judged, whatever the clock did in between."""

import hashlib
import json
from datetime import timedelta

import pytest
from attempts_made import MAGIC, NOW, handed_in, known, seal

from counterfoil.decision import Verdict
from counterfoil.jobs.judging import judge
from counterfoil.records import verifications

CLOCKS = pytest.mark.parametrize("moved", [timedelta(), timedelta(hours=-2)], ids=["stands still", "jumps back"])


def try_again(books, which, content, suffix, now):
    """Judge the first attempt as one to be made again, and hand in another probe."""
    with books.database.writing() as connection:
        failed = {"attempt": 1, "verdict": Verdict.RETRY, "reasons": ["face_blurred"], "now": NOW}
        assert verifications.conclude(connection, which, **failed)
        piece = seal(books, connection, which, kind="probe", content=content, suffix=suffix, now=now)
        verifications.capture(connection, which, kind="probe", evidence=piece, now=now)
        assert verifications.submit(connection, which, now) == 2


def result_of(bench, which, now):
    assert judge(bench, which, 2, lambda: now)
    with bench.books.database.reading() as connection:
        *_, newest = bench.books.vault.find(connection, known(bench.books, which).tenant, which, "result")
        return json.loads(bench.books.vault.open(connection, newest.tenant, newest.id))


@CLOCKS
def test_the_probe_that_came_last_is_judged(bench, moved):
    which = handed_in(bench.books, MAGIC, magic="accept")
    try_again(bench.books, which, b"another", "", NOW + moved)
    result = result_of(bench, which, NOW + moved)
    assert result["evidence"]["probe"]["sha256"] == hashlib.sha256(b"another").hexdigest()


@CLOCKS
def test_a_challenge_is_never_held_against_a_picture_that_came_after_its_clip(bench, specimens, moved):
    steps = [{"step": "turn_left", "revealed": 0.2, "window": 2.0}]
    challenge = json.dumps({"version": 1, "id": "0" * 32, "steps": steps}).encode()
    captures = {"document_front": specimens / "p01/document-flat.jpg", "probe": specimens / "p01/turn.mjpeg"}
    which = handed_in(bench.books, captures | {"challenge": challenge})
    try_again(bench.books, which, (specimens / "p01/selfie-1.jpg").read_bytes(), ".jpg", NOW + moved)
    ran = {check["id"] for check in result_of(bench, which, NOW + moved)["checks"] if check["outcome"] != "not_run"}
    assert "face.match" in ran
    assert not any(name.startswith("liveness.") for name in ran)
