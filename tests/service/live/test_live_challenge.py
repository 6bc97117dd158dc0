"""The challenge over the live socket, from the first frame to the evidence that a worker judges."""

import pytest
from frame_clock import RATE

from counterfoil.checks import Outcome
from counterfoil.images import load_clip
from counterfoil.liveness import DECIDING, judge, parse_challenge
from counterfoil.reasons import Reason
from counterfoil.service.live import limits
from counterfoil.service.live.places import Places


def ledger(api, created) -> list[str]:
    return [entry["kind"] for entry in api.get(f"/v1/verifications/{created['id']}/ledger").json()["entries"]]


def test_the_very_frames_that_were_received_are_sealed_and_pass_when_they_are_judged_again(  # noqa: PLR0917
    consented, live, frames, probe_of, networks, tmp_path
):
    with live(consented) as page:
        prompts, _ = page.record(frames)
    assert [prompt["state"] for prompt in prompts] == ["ready", *["step"] * prompts[-1]["of"], "done"]
    (clip,), (stated,) = probe_of("probe"), probe_of("challenge")
    (tmp_path / "probe.mjpeg").write_bytes(clip)
    challenge = parse_challenge(stated, "challenge")
    assert [asked.step.value for asked in challenge.steps] == [p["step"] for p in prompts if p["step"]]
    checks = {check.id: check for check in judge(load_clip(tmp_path / "probe.mjpeg"), challenge, networks)}
    for name in (*DECIDING, "liveness.source"):
        assert checks[name].outcome is Outcome.PASSED, checks[name]
    assert consented.get("/v1/capture").json()["there"] == ["challenge", "probe"]


def test_a_step_that_cannot_be_done_is_exchanged_and_after_too_many_a_person_sees_the_bearer(consented, live, frames):
    with live(consented) as page:
        page.ask(do="begin")
        page.wait_for_a_step(frames["turn"][11])
        steps = [page.ask(do="cannot") for _ in range(3)]
        assert [said["state"] for said in steps] == ["step", "step", "over"]
        assert page.ask(do="watch", shows="face") == {"kind": "watching", "shows": "face"}


def test_steps_that_are_named_beforehand_are_never_asked_for(consented, live, frames):
    with live(consented) as page:
        page.ask(do="begin", without=["turn_left", "turn_right"])
        prompts = page.perform(frames)
    assert {prompt["step"] for prompt in prompts} <= {None, "nod", "blink", "come_closer"}


def test_with_too_few_steps_left_no_challenge_begins(consented, live):
    with live(consented) as page:
        said = page.ask(do="begin", without=["turn_left", "turn_right", "nod"])
    assert said == {"kind": "refused", "code": "challenge_invalid"}


def test_when_all_places_are_taken_the_page_is_told_when_to_ask_again(consented, live, deployment, frames):
    deployment.app.state.live_places = Places(1)
    places = deployment.app.state.live_places
    while places.take_challenge():
        pass
    with live(consented) as page:
        assert page.ask(do="begin") == {"kind": "busy", "retry_after": limits.AGAIN}
        places.give_challenge()
        assert page.ask(do="begin") == {"kind": "begun"}
        assert page.show(frames["turn"][11])["state"] == "ready"
    assert "probe" not in consented.get("/v1/capture").json()["there"]


def test_a_page_that_goes_gives_its_place_back(consented, live, deployment, frames):
    deployment.app.state.live_places = Places(1)
    for _ in range(2 * limits.CHALLENGES_A_CORE):
        with live(consented) as page:
            assert page.ask(do="begin") == {"kind": "begun"}
            page.show(frames["turn"][11])


def test_every_challenge_that_begins_is_on_record_and_there_is_an_end_to_them(consented, live, api, created):
    with live(consented) as page:
        for _ in range(limits.CHALLENGES):
            assert page.ask(do="begin") == {"kind": "begun"}
            assert page.ask(do="stop") == {"kind": "stopped"}
        assert page.ask(do="begin") == {"kind": "spent"}
    assert ledger(api, created).count("capture.challenge_begun") == limits.CHALLENGES


def test_a_recording_that_is_too_poor_to_be_judged_is_asked_for_again_at_once_and_not_kept(
    consented, live, frames, frame_clock
):
    def falter() -> None:
        frame_clock.now += 1.1  # more than may pass between two frames

    with live(consented) as page:
        _, said = page.record(frames, wanted="poor", on_step=falter)
        assert said["code"] in {reason.code for reason in Reason}
        assert page.ask(do="begin") == {"kind": "begun"}
    assert "probe" not in consented.get("/v1/capture").json()["there"]


def test_the_clock_of_the_frames_is_the_servers_own(consented, live, frames, probe_of):
    with live(consented) as page:
        page.record(frames)
    capture = parse_challenge(probe_of("challenge")[0], "challenge").capture
    assert capture is not None
    assert capture.source == "camera"
    assert [frame.arrived for frame in capture.frames] == [
        pytest.approx(number / RATE, abs=1e-3) for number in range(len(capture.frames))
    ]
