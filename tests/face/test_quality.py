from dataclasses import replace

import cv2
import numpy as np
import pytest
from made_up import picture

from counterfoil.checks import Outcome
from counterfoil.face import find, judge
from counterfoil.reasons import Reason

IDS = (
    "face.single",
    "face.size",
    "face.pose",
    "face.sharpness",
    "face.exposure",
    "face.light",
    "face.framing",
    "face.occlusion",
    "face.eyes",
)


def failed(faces, pixels):
    return {check.id: check.reasons for check in judge(faces, picture(pixels)) if check.outcome is not Outcome.PASSED}


def judged(pixels, networks):
    return failed(find(picture(pixels), networks), pixels)


def lit(pixels, factor):
    return np.clip(pixels * factor, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("name", ["first-portrait", "first-probe", "second-portrait", "second-probe"])
def test_a_good_picture_passes_every_check(name, pictures, networks):
    checks = judge(find(pictures[name], networks), pictures[name])
    assert [check.id for check in checks] == list(IDS)
    assert {check.outcome for check in checks} == {Outcome.PASSED}


def test_every_check_says_what_it_measured_and_against_what(pictures, faces):
    for check in judge((faces["first-probe"],), pictures["first-probe"]):
        assert check.score is not None
        assert check.threshold is not None
        assert check.judged_by.startswith("counterfoil.face ")
        assert check.looked_at == ("probe",)


def test_without_a_face_the_first_check_fails_and_the_others_are_not_run():
    first, *others = judge((), picture(np.zeros((10, 10, 3), np.uint8)))
    assert (first.id, first.outcome, first.reasons) == ("face.single", Outcome.FAILED, (Reason.FACE_NOT_FOUND,))
    assert [check.id for check in others] == list(IDS[1:])
    assert {check.outcome for check in others} == {Outcome.NOT_RUN}


def test_a_second_person_beside_the_first_is_one_too_many(pictures, networks):
    both = np.hstack([pictures["first-probe"].pixels, pictures["second-probe"].pixels])
    assert judged(both, networks) == {"face.single": (Reason.FACE_SEVERAL,)}


def test_somebody_far_behind_does_not_matter(pictures, networks):
    pixels = pictures["first-probe"].pixels.copy()
    behind = cv2.resize(pictures["second-portrait"].pixels, (83, 106), interpolation=cv2.INTER_AREA)
    pixels[: behind.shape[0], : behind.shape[1]] = behind
    assert len(find(picture(pixels), networks)) == 2
    assert judged(pixels, networks) == {}


def test_a_face_of_twenty_pixels_is_too_small(portrait, portrait_face, networks):
    scale = 20 / portrait_face.width
    small = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    (face,) = find(picture(small), networks)
    assert failed((face,), small)["face.size"] == (Reason.FACE_SMALL,)


@pytest.mark.parametrize("angle", ["yaw", "pitch", "roll"])
@pytest.mark.parametrize("degrees", [-45, 45, 180])
def test_a_head_held_askew_must_look_straight(angle, degrees, faces, pictures):
    askew = replace(faces["first-probe"], **{angle: float(degrees)})
    assert failed((askew,), pictures["first-probe"].pixels) == {"face.pose": (Reason.FACE_POSE,)}


def test_an_upside_down_face_does_not_pass(portrait, networks):
    assert judged(portrait[::-1, ::-1], networks)["face.pose"] == (Reason.FACE_POSE,)


@pytest.mark.parametrize("name", ["first-probe", "second-probe"])
def test_a_blurred_face_must_hold_still(name, pictures, faces, networks):
    sigma = 3 * np.ptp(faces[name].landmarks[:, 0]) / 85
    blurred = cv2.GaussianBlur(pictures[name].pixels, (0, 0), float(sigma))
    assert judged(blurred, networks)["face.sharpness"] == (Reason.FACE_BLURRED,)


def test_a_face_without_light_needs_some(pictures, networks):
    assert judged(lit(pictures["first-probe"].pixels, 0.06), networks)["face.exposure"] == (Reason.FACE_DARK,)


def test_a_face_washed_out_needs_less(pictures, networks):
    assert judged(lit(pictures["first-probe"].pixels, 2.5), networks)["face.exposure"] == (Reason.FACE_BRIGHT,)


def test_less_light_alone_fails_no_face(pictures, networks):
    assert judged(lit(pictures["first-probe"].pixels, 0.5), networks) == {}


def test_a_face_cut_by_the_edge_must_step_back(pictures, faces, networks):
    left = int(faces["first-probe"].landmarks[:, 0].min())
    cut = pictures["first-probe"].pixels[:, left + 5 :]
    assert judged(cut, networks)["face.framing"] == (Reason.FACE_CROPPED,)
