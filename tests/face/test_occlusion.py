"""Things that hide a face are seen on synthetic people whom the network was not taught with, and nothing else is."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from made_up import picture

from counterfoil.checks import Outcome
from counterfoil.face import find, judge
from counterfoil.images import load
from counterfoil.reasons import Reason
from tools.occlusions.draw import CLOSED, HARMLESS, OCCLUDERS, drawn

JUDGES = ("p13", "p14", "p15", "p16")
TOLD = {
    "sunglasses": Reason.FACE_SUNGLASSES,
    "hair": Reason.FACE_HAIR,
    "cap": Reason.FACE_CAP,
    "mask": Reason.FACE_MASKED,
    "scarf": Reason.FACE_MASKED,
    "thing": Reason.FACE_HAND,
}
HIDES = 0.35  # share of an eye, the mouth or the rest
TIMES = 5  # each thing on each of the judges


@pytest.fixture(scope="module")
def shown(specimens, networks):
    """A selfie of each judge, at the size of a thumbnail, and the face on it."""
    found = {}
    for person in JUDGES:
        pixels = load(specimens / person / "selfie-1.jpg").pixels
        small = np.ascontiguousarray(cv2.resize(pixels, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA))
        found[person] = (small, find(picture(small), networks)[0])
    return found


def outcomes(name, shown, networks, check="face.occlusion"):
    """What a check says of a thing on the judges, several times each."""
    said = []
    for person, (pixels, face) in shown.items():
        for time in range(TIMES):
            rng = np.random.default_rng([int(person[1:]), time])
            made = drawn(pixels, face.landmarks, (name,), rng)
            if name in OCCLUDERS and max(made.eyes, made.mouth, made.rest) < HIDES:
                continue
            shot = picture(made.pixels)
            said += [one for one in judge(find(shot, networks), shot) if one.id == check]
    return said


# Found: 100, 41, 93, 94, 100 and 78 %. A bare hand is not (docs/decisions/0010-quality.md), and does not stand here.
SEEN = {"sunglasses": 0.85, "hair": 0.25, "cap": 0.75, "mask": 0.8, "scarf": 0.85, "thing": 0.6}


@pytest.mark.parametrize("name", list(SEEN))
def test_a_thing_that_hides_the_face_is_seen(name, shown, networks):
    said = outcomes(name, shown, networks)
    assert np.mean([one.outcome is not Outcome.PASSED for one in said]) >= SEEN[name]
    assert TOLD[name] in {reason for one in said for reason in one.reasons}


@pytest.mark.parametrize("name", list(HARMLESS))
def test_what_leaves_the_face_free_passes(name, shown, networks):
    said = outcomes(name, shown, networks)
    assert np.mean([one.outcome is Outcome.PASSED for one in said]) >= 0.95


@pytest.mark.parametrize("person", [f"p{number:02d}" for number in range(1, 17)])
def test_no_selfie_of_a_specimen_is_hidden_or_has_its_eyes_closed(person, specimens, networks):
    for number in range(1, 6):
        selfie = load(specimens / person / f"selfie-{number}.jpg")
        checks = {one.id: one.outcome for one in judge(find(selfie, networks), selfie)}
        assert checks["face.occlusion"] is checks["face.eyes"] is checks["face.light"] is Outcome.PASSED


def test_closed_eyes_must_be_opened(shown, networks):
    said = outcomes(CLOSED, shown, networks, "face.eyes")
    assert np.mean([one.outcome is Outcome.FAILED for one in said]) >= 0.1
    assert {reason for one in said for reason in one.reasons} == {Reason.FACE_EYES_CLOSED}


def test_behind_sunglasses_nobody_can_tell_whether_eyes_are_open(shown, networks):
    said = outcomes("sunglasses", shown, networks, "face.eyes")
    unknown = [one for one in said if one.outcome is Outcome.INCONCLUSIVE]
    assert len(unknown) >= len(said) / 2
    assert all(one.score is None and one.reasons for one in unknown)


def test_light_from_one_side_alone_asks_for_light_on_the_other(shown):
    fall = (2.0 ** (-6 * np.clip(np.linspace(-0.5, 1.5, 112), 0, 1)))[None, :, None]
    for pixels, face in shown.values():
        for light, reason in ((fall, Reason.FACE_LIGHT_LEFT), (fall[:, ::-1], Reason.FACE_LIGHT_RIGHT)):
            dim = replace(face, crop=(face.crop * light).astype(np.uint8))
            checks = {one.id: one for one in judge((dim,), picture(pixels))}
            assert checks["face.light"].reasons == (reason,)


def test_a_face_on_the_shirt_is_no_second_person(specimens, networks):
    pixels = load(specimens / "p14" / "selfie-1.jpg").pixels.copy()
    print_ = cv2.resize(load(specimens / "p01" / "portrait.jpg").pixels, (54, 70), interpolation=cv2.INTER_AREA)
    pixels[-80:-10, 200:254] = print_
    checks = {one.id: one for one in judge(find(picture(pixels), networks), picture(pixels))}
    assert checks["face.single"].outcome is Outcome.PASSED


def test_a_large_face_on_the_shirt_is_one_too_many(specimens, networks):
    pixels = load(specimens / "p14" / "selfie-1.jpg").pixels
    beneath = cv2.resize(load(specimens / "p01" / "portrait.jpg").pixels, (pixels.shape[1], 600))
    both = np.vstack([pixels, beneath])
    checks = {one.id: one for one in judge(find(picture(both), networks), picture(both))}
    assert checks["face.single"].reasons == (Reason.FACE_SEVERAL,)


@pytest.mark.parametrize("person", JUDGES)
def test_a_head_turned_far_aside_is_asked_to_look_at_the_camera(person, specimens, networks):
    stream = cv2.VideoCapture(str(specimens / person / "turn.mjpeg"))
    turned = {}
    while (read := stream.read())[0]:
        shown = picture(read[1][..., ::-1])
        for face in find(shown, networks)[:1]:
            turned[abs(face.yaw)] = (shown, face)
    shown, face = turned[max(turned)]
    checks = {one.id: one for one in judge((face,), shown)}
    assert max(turned) > 25
    assert checks["face.pose"].reasons == (Reason.FACE_POSE,)
