"""The main job on the specimens: their own bearers are accepted, nobody else is, and nothing is half judged."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil import document, face, images, liveness
from counterfoil.checks import Outcome
from counterfoil.decision import Verdict, load_policy
from counterfoil.errors import CounterfoilError
from counterfoil.liveness import Asked, Challenge, Step
from counterfoil.reasons import Reason
from counterfoil.verification import verify

TODAY = date(2026, 11, 23)
PHOTOGRAPHS = ("perspective", "shadow", "glare", "blur")
SELFIES = range(1, 6)
BANK = load_policy("bank")
ANY_FORMAT = replace(BANK, formats=("TD1", "TD2", "TD3", "MRV-A", "MRV-B"))  # as strict as the bank, visas included
PEOPLE = tuple(f"p{number:02d}" for number in range(1, 17))


@pytest.fixture(scope="module")
def verdict(networks, specimens, lists):
    def of(page: str, probe: str, policy=ANY_FORMAT) -> Verdict:
        pictures = (images.load(specimens / f"{name}.jpg") for name in (page, probe))
        return verify(*pictures, policy, TODAY, networks, lists=lists).decision.verdict

    return of


@pytest.fixture(scope="module")
def bearers(networks, specimens):
    return {
        (person, number): face.find(images.load(specimens / person / f"selfie-{number}.jpg"), networks)
        for person in PEOPLE
        for number in SELFIES
    }


@pytest.fixture(scope="module")
def portraits(networks, specimens):
    pages = {
        person: document.read(images.load(specimens / person / "document-flat.jpg"), networks, TODAY).page
        for person in PEOPLE
    }
    return {person: face.find(page, networks)[0] for person, page in pages.items()}


@pytest.mark.parametrize("photograph", PHOTOGRAPHS)
def test_at_least_fourteen_of_sixteen_are_accepted_with_their_own_document(photograph, verdict):
    verdicts = [verdict(f"{person}/document-{photograph}", f"{person}/selfie-1") for person in PEOPLE]
    assert verdicts.count(Verdict.ACCEPT) >= 14
    assert Verdict.REJECT not in verdicts


def test_every_flat_scan_is_accepted_with_its_bearer(verdict):
    assert {verdict(f"{person}/document-flat", f"{person}/selfie-1") for person in PEOPLE} == {Verdict.ACCEPT}


def test_no_document_is_accepted_for_another_person(portraits, bearers, networks):
    """Compared as `face.compare` does (tests/face/test_listed.py), with each face put through the network once."""
    probes = [(person, number) for person in PEOPLE for number in SELFIES]
    crops = [portraits[person].crop for person in PEOPLE] + [bearers[probe][0].crop for probe in probes]
    listed = [(holder, probe) for holder in PEOPLE for probe in probes if probe[0] != holder]
    pairs = [(PEOPLE.index(holder), len(PEOPLE) + probes.index(probe)) for holder, probe in listed]
    assert len(pairs) == 1200
    similarities, _ = face.compare_listed(crops, np.array(pairs, np.int32), [networks])
    assert similarities.max() < face.calibration().threshold(BANK.max_fmr), listed[int(similarities.argmax())]


@pytest.mark.parametrize(("holder", "impostor"), list(zip(PEOPLE, PEOPLE[1:] + PEOPLE[:1], strict=True)))
def test_an_impostor_is_referred_or_asked_again_by_the_whole_way_through(holder, impostor, verdict):
    assert verdict(f"{holder}/document-perspective", f"{impostor}/selfie-1") in (Verdict.REFER, Verdict.RETRY)


def test_an_expired_document_is_rejected_without_a_look_at_the_face(networks, specimens):
    page, probe = (images.load(specimens / "p01" / name) for name in ("expired-flat.jpg", "selfie-1.jpg"))
    found = verify(page, probe, BANK, TODAY, networks)
    assert found.decision.verdict is Verdict.REJECT
    assert found.decision.reasons == (Reason.DOCUMENT_EXPIRED,)
    assert found.portrait is found.probe_face is found.comparison is None
    assert {check.outcome for check in found.checks if check.id.startswith("face.")} == {Outcome.NOT_RUN}


def test_every_check_of_the_policy_is_reported_once(networks, specimens):
    page, probe = (images.load(specimens / "p01" / name) for name in ("document-flat.jpg", "selfie-1.jpg"))
    found = verify(page, probe, load_policy("counter"), TODAY, networks)
    counted = [check.id for check in found.checks if check.id in found.policy.rules]
    assert sorted(counted) == sorted(found.policy.rules)


def test_the_same_evidence_gives_the_same_checks(networks, specimens):
    page, probe = (images.load(specimens / "p02" / name) for name in ("document-shadow.jpg", "selfie-2.jpg"))
    first, second = (verify(page, probe, ANY_FORMAT, TODAY, networks) for _ in range(2))
    assert first.checks == second.checks
    assert first.versions == second.versions


def test_a_selfie_in_place_of_the_document_asks_for_the_document(networks, specimens):
    probe = images.load(specimens / "p01" / "selfie-1.jpg")
    found = verify(probe, probe, ANY_FORMAT, TODAY, networks)
    assert found.decision.verdict is Verdict.RETRY
    assert Reason.DOCUMENT_NOT_FOUND in found.decision.reasons


def test_a_document_in_place_of_the_selfie_is_not_accepted(networks, specimens):
    page = images.load(specimens / "p01" / "document-flat.jpg")
    assert verify(page, page, ANY_FORMAT, TODAY, networks).decision.verdict is not Verdict.ACCEPT


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=40), cut=st.booleans()
)
def test_a_mutated_specimen_ends_in_a_verdict_or_one_clear_error(changes, cut, networks, specimens):
    damaged = bytearray((specimens / "p01" / "document-flat.jpg").read_bytes())
    for at, value in changes:
        damaged[at % len(damaged)] = value
    content = bytes(damaged[: changes[0][0] % len(damaged)] if cut else damaged)
    probe = images.load(specimens / "p01" / "selfie-1.jpg")
    line, verdict = "", None
    try:
        verdict = verify(images.decode(content, "damaged.jpg"), probe, ANY_FORMAT, TODAY, networks).decision.verdict
    except CounterfoilError as refused:
        line = str(refused)
    assert (verdict in Verdict) if not line else ("\n" not in line)


@pytest.fixture(scope="module")
def clip(specimens):
    return images.load_clip(specimens / "p01" / "turn.mjpeg")


@pytest.fixture(scope="module")
def page(specimens):
    return images.load(specimens / "p01" / "document-flat.jpg")


class TestAClipAsTheProbe:
    """The turn of the first specimen, as a capture page records it, and as a file that somebody hands over."""

    def test_its_best_frame_is_compared_and_nothing_is_said_of_liveness_without_a_challenge(
        self, clip, page, networks, lists
    ):
        found = verify(page, clip, BANK, TODAY, networks, lists=lists)
        assert found.decision.verdict is Verdict.ACCEPT
        assert abs(found.probe_face.yaw) < 10
        assert found.probe_picture.sha256 == clip.sha256
        assert lively(found) == {Outcome.NOT_RUN}

    def test_a_clip_that_answers_no_challenge_and_a_picture_are_referred_where_nobody_watches(
        self, clip, page, networks, specimens, lists
    ):
        selfie = images.load(specimens / "p01" / "selfie-1.jpg")
        remote = load_policy("remote")
        for probe, reason in ((clip, Reason.LIVENESS_NO_CHALLENGE), (selfie, Reason.LIVENESS_PICTURE)):
            found = verify(page, probe, remote, TODAY, networks, lists=lists)
            assert (found.decision.verdict, found.decision.reasons) == (Verdict.REFER, (reason,))

    def test_a_picture_cannot_answer_a_challenge(self, page, networks, specimens, lists):
        selfie = images.load(specimens / "p01" / "selfie-1.jpg")
        found = verify(page, selfie, BANK, TODAY, networks, challenge=TURN, lists=lists)
        assert lively(found) == {Outcome.NOT_RUN}
        assert found.decision.verdict is Verdict.ACCEPT

    def test_a_clip_that_answers_is_judged_and_shown_with_every_check(self, clip, page, networks):
        found = verify(page, clip, BANK, TODAY, networks, challenge=TURN)
        judged = {check.id: check.outcome for check in found.checks if check.id.startswith("liveness.")}
        assert tuple(judged) == liveness.CHECKS
        assert judged["liveness.challenge"] is judged["liveness.alone"] is Outcome.PASSED
        assert judged["liveness.source"] is Outcome.NOT_RUN
        assert len(found.liveness.trace) == 24

    def test_a_clip_is_not_looked_through_when_the_document_alone_decides(self, clip, networks, specimens):
        expired = images.load(specimens / "p01" / "expired-flat.jpg")
        found = verify(expired, clip, BANK, TODAY, networks, challenge=TURN)
        assert found.liveness is None
        assert found.decision.reasons == (Reason.DOCUMENT_EXPIRED,)


TURN = Challenge("0" * 32, (Asked(Step.TURN_LEFT, 0.2, 2.0),))


def lively(found):
    return {check.outcome for check in found.checks if check.id.startswith("liveness.")}
