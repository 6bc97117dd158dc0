"""A challenge as it happens: each step is shown when the one before is done, and nobody is stuck."""

import hashlib
import random
from collections.abc import Iterator

import pytest
from takes import MOVEMENTS, RATE

from counterfoil import images, liveness
from counterfoil.checks import Outcome
from counterfoil.images import motion_jpeg
from counterfoil.liveness import Prompt, Session, Step

PERSON = "p01"
TURNS = {Step.TURN_LEFT, Step.TURN_RIGHT}


class Camera:
    """Somebody before a camera who does what they are shown, and only then."""

    def __init__(self, session: Session, jpegs, unable=()):
        self.session, self.jpegs, self.unable, self.count = session, jpegs, unable, 0
        self.coded: list[bytes] = []

    def frames(self, step: Step | None) -> Iterator[tuple[str, int]]:
        yield from [("turn", 11 + self.count % 2)] * 4
        if step is not None and step not in self.unable:
            yield from MOVEMENTS[step]

    def film(self, step: Step | None, until: str = "") -> Prompt:
        """Film what they do now, or until it is said that a state is reached."""
        for clip, number in self.frames(step):
            coded = self.jpegs(PERSON, clip)[number]
            at = self.count / RATE
            prompt = self.session.see(motion_jpeg.decode_frame(coded, at, "camera", arrived=at))
            self.coded.append(coded)
            self.count += 1
            if prompt.state == until:
                break
        return prompt

    def run(self) -> list[Prompt]:
        prompts = [self.film(None)]
        while prompts[-1].state in ("ready", "step") and self.count < 600:
            prompts.append(self.film(prompts[-1].step))
        self.film(None)
        return prompts


def session(networks, seed=5, **kwargs):
    return Session(random.Random(seed).randrange, networks, **kwargs)  # noqa: S311 - to be the same each time


@pytest.fixture
def cached(jpegs):
    kept = {}

    def frames(person, clip):
        return kept.setdefault((person, clip), jpegs(person, clip))

    return frames


def test_who_does_each_step_as_it_is_shown_is_done_and_live(networks, cached):
    camera = Camera(session(networks), cached)
    prompts = camera.run()
    findings = camera.session.finish()
    assert [prompts[0].state, prompts[-1].state] == ["ready", "done"]
    checks = {check.id.removeprefix("liveness."): check.outcome for check in findings.checks}
    assert {checks[name] for name in ("source", "challenge", "depth", "person", "alone")} == {Outcome.PASSED}
    assert len(findings.challenge.steps) == prompts[0].of == 4


def test_a_step_is_shown_only_when_the_one_before_is_done(networks, cached):
    camera = Camera(session(networks), cached)
    prompts = camera.run()
    revealed = [asked.revealed for asked in camera.session.finish().challenge.steps]
    assert revealed == sorted(revealed)
    assert max(prompt.number for prompt in prompts[:2]) <= 1


def test_the_record_of_a_session_fits_the_clip_it_came_from(networks, cached, tmp_path):
    camera = Camera(session(networks), cached)
    camera.run()
    challenge = camera.session.finish().challenge
    (tmp_path / "session.mjpeg").write_bytes(b"".join(camera.coded))
    (source,) = (
        check
        for check in liveness.judge(images.load_clip(tmp_path / "session.mjpeg"), challenge, networks)
        if check.id == "liveness.source"
    )
    assert source.outcome is Outcome.PASSED
    assert len(challenge.capture.frames) == len(
        {hashlib.sha256(one.chain.encode()).digest() for one in challenge.capture.frames}
    )


def test_a_step_that_cannot_be_done_is_exchanged_for_another(networks, cached):
    one = session(networks)
    camera = Camera(one, cached)
    prompt = camera.film(None)
    while prompt.state == "ready":
        prompt = camera.film(None)
    other = one.cannot()
    assert (other.state, other.number) == ("step", prompt.number)
    assert other.step is not prompt.step


def test_exchanges_end_with_a_person_and_not_in_a_circle(networks, cached):
    one = session(networks)
    camera = Camera(one, cached)
    while camera.film(None).state == "ready":
        pass
    assert [one.cannot().state for _ in range(4)] == ["step", "step", "over", "over"]
    assert Outcome.PASSED is not {check.id: check.outcome for check in one.finish().checks}["liveness.challenge"]


def test_who_does_nothing_is_not_kept_for_ever(networks, cached):
    one = session(networks, window=2.0)
    camera = Camera(one, cached, unable=tuple(Step))
    assert camera.run()[-1].state == "over"


def test_a_session_without_a_frame_says_nothing(networks):
    findings = session(networks).finish()
    assert {check.outcome for check in findings.checks} == {Outcome.NOT_RUN}
    assert findings.best is None


def test_colours_are_shown_only_when_they_were_asked_for(networks, cached):
    plain, coloured = (Camera(session(networks, coloured=on), cached) for on in (False, True))
    for camera in (plain, coloured):
        for _ in range(4):
            prompt = camera.film(None)
        assert (prompt.colour is not None) is (camera is coloured)


@pytest.mark.parametrize("seed", [21, 27, 33])  # whose order ends with its only turn
def test_a_turn_that_comes_last_is_recorded_until_it_tells_a_head(networks, cached, seed):
    camera = Camera(session(networks, seed), cached)
    prompt = camera.film(None)
    while prompt.state in ("ready", "step"):
        prompt = camera.film(prompt.step, until="done")
    findings = camera.session.finish()
    assert TURNS.intersection(asked.step for asked in findings.challenge.steps) == {findings.challenge.steps[-1].step}
    assert {check.outcome for check in findings.checks if check.id == "liveness.depth"} == {Outcome.PASSED}
