"""A person who does what is asked passes; whatever is wrong with a clip is said, and never passes."""

import secrets
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from takes import NONCE, RATE, recorded

from counterfoil import face as faces
from counterfoil import images, liveness
from counterfoil.checks import QUESTIONS, Outcome
from counterfoil.images import motion_jpeg
from counterfoil.images.clip import MOST_FRAMES
from counterfoil.liveness import Asked, Challenge, Step
from counterfoil.liveness.capture import chain
from counterfoil.liveness.colour import flashes as flashes_of
from counterfoil.reasons import Reason

ASKED = (Step.TURN_LEFT, Step.NOD, Step.TURN_RIGHT, Step.COME_CLOSER)


def found(taken, networks):
    return {
        check.id.removeprefix("liveness."): check for check in liveness.judge(taken.clip, taken.challenge, networks)
    }


def reasons(check):
    return set(check.reasons)


@pytest.fixture(scope="module")
def challenge():
    return Challenge(NONCE, (Asked(Step.TURN_LEFT, 0.5, 3.0),))


def test_every_check_is_reported_once_and_is_a_known_one(taken, networks):
    checks = liveness.judge(*vars_of(taken("p01", ASKED)), networks)
    assert [check.id for check in checks] == list(liveness.CHECKS)
    assert set(liveness.DECIDING) < set(liveness.CHECKS) < set(QUESTIONS)


def vars_of(one):
    return one.clip, one.challenge


@pytest.mark.parametrize("person", ["p01", "p10"])
def test_who_does_what_is_asked_before_a_camera_passes(person, taken, networks):
    checks = found(taken(person, ASKED), networks)
    passed = {
        name for name in ("source", "challenge", "depth", "person", "alone") if checks[name].outcome is Outcome.PASSED
    }
    assert passed == {"source", "challenge", "depth", "person", "alone"}


def test_a_blink_is_seen_although_the_mesh_does_not_move(taken, networks):
    checks = found(taken("p05", (Step.BLINK, Step.TURN_LEFT)), networks)
    assert checks["challenge"].outcome is Outcome.PASSED


def test_the_right_steps_in_the_wrong_order_fail(taken, networks):
    checks = found(taken("p01", ASKED, doing=(Step.NOD, Step.TURN_LEFT, Step.COME_CLOSER, Step.TURN_RIGHT)), networks)
    assert checks["challenge"].outcome is Outcome.FAILED
    assert reasons(checks["challenge"]) == {Reason.LIVENESS_OTHER_STEP}


def test_a_step_that_was_not_done_asks_for_another_try(taken, networks):
    checks = found(taken("p01", (Step.TURN_LEFT, Step.NOD), doing=(Step.TURN_LEFT, Step.BLINK)), networks)
    assert checks["challenge"].outcome is Outcome.INCONCLUSIVE
    assert reasons(checks["challenge"]) == {Reason.LIVENESS_STEP_MISSED}


def test_a_head_that_was_turned_before_it_was_asked_has_not_answered(taken, networks):
    one = taken("p01", (Step.TURN_LEFT,))
    late = replace(one.challenge, steps=(Asked(Step.TURN_LEFT, one.challenge.steps[0].revealed + 0.9, 0.6),))
    assert found(replace(one, challenge=late), networks)["challenge"].outcome is not Outcome.PASSED


def test_an_uploaded_file_is_never_live(taken, networks):
    for source in (None, "file"):
        check = found(taken("p01", (Step.TURN_LEFT,), source=source), networks)["source"]
        assert (check.outcome, reasons(check)) == (Outcome.NOT_RUN, {Reason.LIVENESS_UPLOADED})


def test_a_frame_changed_left_out_or_of_another_challenge_breaks_the_chain(taken, networks, tmp_path):
    one = taken("p01", (Step.TURN_LEFT,))
    data = (tmp_path / "taken.mjpeg").read_bytes()
    whole = list(motion_jpeg.split(data, "taken"))
    (tmp_path / "short.mjpeg").write_bytes(b"".join(whole[:5] + whole[6:]))
    short = replace(one, clip=images.load_clip(tmp_path / "short.mjpeg"))
    other = replace(one, challenge=replace(one.challenge, id=NONCE[::-1]))
    for changed in (short, other):
        check = found(changed, networks)["source"]
        assert (check.outcome, reasons(check)) == (Outcome.FAILED, {Reason.LIVENESS_CHAIN})


def test_frames_that_arrive_in_bursts_do_not_come_from_a_camera(taken, networks):
    one = taken("p01", (Step.TURN_LEFT,))
    frames = one.challenge.capture.frames
    backward = tuple(replace(frame, arrived=3.0) if at == 2 else frame for at, frame in enumerate(frames))
    capture = replace(one.challenge.capture, frames=backward)
    check = found(replace(one, challenge=replace(one.challenge, capture=capture)), networks)["source"]
    assert (check.outcome, reasons(check)) == (Outcome.FAILED, {Reason.LIVENESS_ARRIVAL})


def test_the_chain_depends_on_the_challenge_and_on_every_frame_before():
    digests = ["11" * 32, "22" * 32]
    first, second = chain(NONCE, digests)
    assert chain(NONCE[::-1], digests) != (first, second)
    assert list(chain(NONCE, digests[::-1]))[1] != second
    assert list(chain(NONCE, digests[:1])) == [first]


def test_another_person_who_takes_over_is_seen(networks, tmp_path, jpegs):
    one, other = ([*jpegs(person, "turn")[10:14]] * 6 for person in ("p01", "p05"))
    swapped = recorded(tmp_path / "swap.mjpeg", one + other, [Asked(Step.TURN_LEFT, 0.5, 3.0)], "camera")
    check = found(swapped, networks)["person"]
    assert (check.outcome, reasons(check)) == (Outcome.FAILED, {Reason.LIVENESS_PERSON})


def test_a_loop_is_seen_forward_and_to_and_fro(tmp_path, networks, jpegs):
    piece = jpegs("p02", "turn")[2:20]
    for name, coded in (("loop", piece * 4), ("sway", (piece + piece[-2:0:-1]) * 2)):
        one = recorded(tmp_path / f"{name}.mjpeg", coded, [Asked(Step.TURN_LEFT, 0.5, 3.0)], "camera")
        check = found(one, networks)["integrity"]
        assert check.outcome is Outcome.FAILED
        assert Reason.LIVENESS_LOOP in check.reasons


def test_a_still_is_frozen_and_still(tmp_path, networks, jpegs):
    one = recorded(tmp_path / "still.mjpeg", jpegs("p02", "turn")[12:13] * 40, [Asked(Step.NOD, 0.5, 3.0)], "camera")
    checks = found(one, networks)
    assert {Reason.LIVENESS_FROZEN, Reason.LIVENESS_STILL} <= reasons(checks["integrity"])
    assert checks["challenge"].outcome is not Outcome.PASSED
    assert checks["depth"].outcome is not Outcome.PASSED


def test_one_frame_is_too_few(tmp_path, networks, jpegs, challenge):
    path = tmp_path / "one.mjpeg"
    path.write_bytes(jpegs("p01", "turn")[12])
    checks = liveness.judge(images.load_clip(path), challenge, networks)
    assert Outcome.PASSED not in {check.outcome for check in checks if check.id in liveness.DECIDING[:4]}


@pytest.mark.parametrize("kind", ["black", "noise", "upside down", "profile"])
def test_a_clip_without_a_usable_face_passes_nothing_that_decides(kind, jpegs, networks, challenge):
    clip = made(kind, jpegs)
    checks = {check.id: check for check in liveness.judge(clip, challenge, networks)}
    decided = {checks[name].outcome for name in ("liveness.challenge", "liveness.depth", "liveness.person")}
    assert Outcome.PASSED not in decided


def made(kind, jpegs):
    upright = [frame.pixels for frame in frames_of(jpegs("p01", "turn")[::2])]
    noise = np.random.default_rng(1)
    shown = {
        "black": [np.zeros((240, 320, 3), np.uint8)] * 12,
        "noise": [noise.integers(0, 256, (240, 320, 3)).astype(np.uint8) for _ in range(12)],
        "profile": [frame.pixels for frame in frames_of(jpegs("p01", "turn")[:4] * 3)],
        "upside down": [pixels[::-1].copy() for pixels in upright],
    }[kind]
    frames = [images.Frame(pixels, at / RATE) for at, pixels in enumerate(shown)]
    return images.Clip("made", "0" * 64, "MP4", "test", clocked=True, frames=lambda: iter(frames))


def frames_of(coded):
    return [motion_jpeg.decode_frame(one, at / RATE, "frames") for at, one in enumerate(coded)]


def test_somebody_beside_the_bearer_is_seen(jpegs, networks, challenge):
    pairs = zip(frames_of(jpegs("p01", "turn")), frames_of(jpegs("p05", "turn")), strict=True)
    both = [images.Frame(np.hstack([one.pixels, other.pixels]), one.at) for one, other in pairs]
    clip = images.Clip("two", "0" * 64, "MP4", "test", clocked=True, frames=lambda: iter(both))
    checks = {check.id: check for check in liveness.judge(clip, challenge, networks)}
    assert checks["liveness.alone"].outcome is Outcome.FAILED


def test_frames_that_change_their_size_or_stand_still_in_time_are_no_one_recording(jpegs, networks, challenge):
    frames = frames_of(jpegs("p01", "turn"))
    smaller = [replace(frame, pixels=frame.pixels[:300].copy()) if frame.at > 1 else frame for frame in frames]
    stopped = [replace(frame, at=min(frame.at, 1.0)) for frame in frames]
    for shown, reason in ((smaller, Reason.LIVENESS_RESIZED), (stopped, Reason.LIVENESS_TIMES)):
        clip = images.Clip("odd", "0" * 64, "MP4", "test", clocked=True, frames=lambda shown=shown: iter(shown))
        checks = {check.id: check for check in liveness.judge(clip, challenge, networks)}
        assert reason in checks["liveness.integrity"].reasons


def test_an_endless_clip_is_looked_at_up_to_the_limit_and_says_so(networks, challenge):
    black = np.zeros((32, 32, 3), np.uint8)
    endless = (images.Frame(black, at / 100) for at in range(10_000))
    clip = images.Clip("long", "0" * 64, "MP4", "test", clocked=True, frames=lambda: endless)
    checks = {check.id: check for check in liveness.judge(clip, challenge, networks)}
    assert checks["liveness.integrity"].reasons == (Reason.LIVENESS_LONG,)
    assert clip.stopped_at == pytest.approx(MOST_FRAMES / 100)


def test_without_a_challenge_nothing_is_said(taken, networks):
    checks = liveness.watch(taken("p01", (Step.NOD,)).clip, None, networks).checks
    assert {check.outcome for check in checks} == {Outcome.NOT_RUN}
    assert {check.reasons for check in checks} == {(Reason.LIVENESS_NO_CHALLENGE,)}


def test_the_best_frame_is_a_frontal_one(taken, networks):
    findings = liveness.watch(taken("p01", (Step.TURN_LEFT, Step.TURN_RIGHT)).clip, None, networks)
    picture = images.Picture(findings.best.pixels, "best", "0" * 64, "MJPEG")
    (face,) = faces.find(picture, networks)
    assert abs(face.yaw) < 10


def test_what_is_found_holds_no_more_than_checks_a_trace_and_one_frame():
    assert [field.name for field in fields(liveness.Findings)] == ["checks", "trace", "best", "challenge"]
    assert [field.name for field in fields(liveness.Point)] == ["at", "yaw", "pitch", "openness", "nearer"]


def test_the_same_clip_gives_the_same_checks(taken, networks):
    one = taken("p02", (Step.TURN_LEFT,))
    assert liveness.judge(one.clip, one.challenge, networks) == liveness.judge(one.clip, one.challenge, networks)


def test_the_colours_of_the_screen_are_found_on_a_face_and_missed_on_a_background(jpegs, networks):
    draw = np.random.default_rng(3)
    flashes = flashes_of(lambda below: int(draw.integers(below)), 0.2, count=4, every=0.5)
    challenge = Challenge(NONCE, (Asked(Step.TURN_LEFT, 0.5, 2.0),), flashes)
    lit, dull = [], []
    for frame in frames_of(jpegs("p01", "turn")):
        shown = [flash.colour for flash in flashes if flash.at <= frame.at]
        tint = np.array(shown[-1] if shown else (128, 128, 128), float) - 128
        pixels = frame.pixels.astype(float)
        face = np.zeros(pixels.shape[:2])
        face[80:230, 70:180] = 1
        lit.append(replace(frame, pixels=np.clip(pixels + 0.1 * tint * face[..., None], 0, 255).astype(np.uint8)))
        dull.append(frame)
    outcomes = []
    for shown in (lit, dull):
        clip = images.Clip("lit", "0" * 64, "MP4", "test", clocked=True, frames=lambda shown=shown: iter(shown))
        outcomes += [c.outcome for c in liveness.judge(clip, challenge, networks) if c.id == "liveness.colour"]
    assert outcomes == [Outcome.PASSED, Outcome.FAILED]


def test_files_that_ask_for_more_than_three_flashes_a_second_cannot_be_made():
    with pytest.raises(ValueError, match="three a second"):
        flashes_of(secrets.randbelow, 0.0, every=0.2)


def test_a_clip_of_the_specimens_is_what_the_fixtures_take_it_for(specimens):
    assert {path.name for path in Path(specimens / "p01").glob("*.mjpeg")} == {
        "turn.mjpeg",
        "blink.mjpeg",
        "nod.mjpeg",
        "closer.mjpeg",
    }
