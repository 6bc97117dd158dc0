"""Each component falls with its own defect, made on real renders, and tells the person what to do."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from made_up import picture

from counterfoil.face import components, find, judge, unified

PROBES = ("first-probe", "second-probe")
EVERY = (
    "illumination_uniformity",
    "luminance_mean",
    "luminance_variance",
    "under_exposure_prevention",
    "over_exposure_prevention",
    "dynamic_range",
    "sharpness",
    "motion_blur_prevention",
    "no_compression_artefacts",
    "natural_colour",
    "single_face_present",
    "eyes_open",
    "mouth_closed",
    "eyes_visible",
    "mouth_occlusion_prevention",
    "face_occlusion_prevention",
    "no_head_covering",
    "inter_eye_distance",
    "head_size",
    "right_margin",
    "left_margin",
    "margin_above",
    "margin_below",
    "head_pose_yaw",
    "head_pose_pitch",
    "head_pose_roll",
)


def measured(pixels, networks):
    return {one.id: one for one in components(find(picture(pixels), networks), picture(pixels))}


def across(pixels, stops):
    """Light that halves `stops` times over the middle of the picture, from the bearer's left to the right."""
    along = np.clip(np.linspace(-0.5, 1.5, pixels.shape[1]), 0, 1)
    return lit(pixels * (2.0 ** (-stops * (1 - along)))[None, :, None], 1)


def lit(pixels, factor):
    return np.clip(pixels * factor, 0, 255).astype(np.uint8)


def half_dark(pixels, factor):
    """Light on one half alone: where all of a face is as dark as that, none is found."""
    middle = pixels.shape[1] * 9 // 16
    return np.concatenate([lit(pixels[:, :middle], factor), pixels[:, middle:]], axis=1)


def washed(pixels, amount):
    return lit(pixels.astype(float) + amount, 1)


def faded(pixels, contrast):
    return lit((pixels.astype(float) - 128) * contrast + 128, 1)


def blurred(pixels, sigma):
    return cv2.GaussianBlur(pixels, (0, 0), sigma)


def smeared(pixels, length):
    return cv2.filter2D(pixels, -1, np.full((1, length), 1 / length))


def saved(pixels, quality):
    return cv2.imdecode(cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1)[..., ::-1]


def tinted(pixels, share):
    return lit(pixels * (1 - share * np.array([0.7, 0.0, -0.6])), 1)


def shrunk(pixels, scale):
    return cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def in_a_hall(pixels, times):
    """The picture in the middle of another, `times` as wide and high."""
    height, width = pixels.shape[:2]
    hall = np.full((height * times, width * times, 3), 128, np.uint8)
    top, left = (height * (times - 1)) // 2, (width * (times - 1)) // 2
    hall[top : top + height, left : left + width] = pixels
    return hall


def tilted(pixels, degrees):
    turn = cv2.getRotationMatrix2D((pixels.shape[1] / 2, pixels.shape[0] / 2), degrees, 1)
    return cv2.warpAffine(pixels, turn, pixels.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)


DEFECTS = [
    ("illumination_uniformity", across, (2, 4, 6), "More light on the right side of your face."),
    ("luminance_mean", lit, (0.5, 0.2, 0.1), "More light on your face."),
    ("luminance_variance", faded, (0.5, 0.35, 0.2), "Clean the lens, and turn away from bright lights."),
    ("under_exposure_prevention", half_dark, (0.3, 0.12, 0.04), "More light on your face."),
    ("over_exposure_prevention", washed, (40, 100, 170), "Less light on your face."),
    ("dynamic_range", faded, (0.6, 0.35, 0.2), "Clean the lens, and turn away from bright lights."),
    ("sharpness", blurred, (2.0, 5.0, 9.0), "Hold still and clean the lens."),
    ("motion_blur_prevention", smeared, (5, 9, 21), "Hold still."),
    ("no_compression_artefacts", saved, (40, 15, 4), "Send the picture in its full quality."),
    ("natural_colour", tinted, (0.3, 0.6, 1.0), "Use white light and no filter."),
    ("inter_eye_distance", shrunk, (0.5, 0.25, 0.12), "Move closer to the camera."),
    ("head_size", in_a_hall, (2, 3, 5), "Move closer to the camera."),
    ("head_pose_roll", tilted, (8, 20, 35), "Hold your head upright."),
]


def test_a_good_picture_has_every_component_and_none_that_is_low(pictures, faces):
    for name in PROBES:
        found = components((faces[name],), pictures[name])
        assert tuple(one.id for one in found) == EVERY
        assert {one.instruction for one in found} == {None}
        assert all(50 <= one.score <= 100 for one in found)


@pytest.mark.parametrize("name", PROBES)
@pytest.mark.parametrize("defect", DEFECTS, ids=[defect[0] for defect in DEFECTS])
def test_a_component_falls_with_its_defect_and_says_what_would_help(defect, name, pictures, networks):
    which, spoil, degrees, instruction = defect
    steps = [measured(pictures[name].pixels, networks)]
    steps += [measured(spoil(pictures[name].pixels, degree), networks) for degree in degrees]
    scores = [step[which].score for step in steps]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] - scores[-1] >= 40
    assert steps[-1][which].instruction == instruction


@pytest.mark.parametrize(
    ("spoil", "degree", "lowers"),
    [
        (blurred, 3.0, {"sharpness"}),
        (saved, 8, {"no_compression_artefacts"}),
        (tinted, 0.8, {"natural_colour"}),
        (tilted, 30, {"head_pose_roll"}),
        (lit, 0.5, set()),
    ],
)
def test_a_defect_lowers_no_other_component(spoil, degree, lowers, pictures, networks):
    found = measured(spoil(pictures["first-probe"].pixels, degree), networks)
    assert {one.id for one in found.values() if one.instruction} <= lowers


@pytest.mark.parametrize(("flip", "side"), [(1, "right"), (-1, "left")])
def test_the_darker_side_is_the_one_that_needs_light(flip, side, pictures, faces):
    face = faces["first-probe"]
    darker = replace(face, crop=across(face.crop[:, ::flip], 5)[:, ::flip])
    found = {one.id: one for one in components((darker,), pictures["first-probe"])}
    assert found["illumination_uniformity"].instruction == f"More light on the {side} side of your face."


@pytest.mark.parametrize("edge", ["right_margin", "left_margin", "margin_above", "margin_below"])
def test_a_margin_is_the_room_on_its_own_side(edge, pictures, faces, networks):
    points, pixels = faces["first-probe"].landmarks[:, :2], pictures["first-probe"].pixels
    (left, top), (right, bottom) = points.min(axis=0).astype(int) + 4, points.max(axis=0).astype(int) - 4
    cut = {
        "right_margin": pixels[:, left:],
        "left_margin": pixels[:, :right],
        "margin_above": pixels[top:],
        "margin_below": pixels[:bottom],
    }[edge]
    found = measured(cut, networks)
    assert found[edge].instruction == "Move back until your whole head is in the picture."
    others = {"right_margin", "left_margin", "margin_above", "margin_below"} - {edge}
    assert all(found[other].score >= 50 for other in others)


def test_without_a_face_there_is_nothing_to_measure():
    assert components((), picture(np.zeros((10, 10, 3), np.uint8))) == ()


def test_a_second_face_is_measured_by_its_width(pictures, networks):
    pixels = pictures["first-probe"].pixels
    scores = []
    for wide in (60, 200, 320):
        other = cv2.resize(pictures["second-portrait"].pixels, (wide, wide * 5 // 4), interpolation=cv2.INTER_AREA)
        beside = np.full((max(len(pixels), len(other)), pixels.shape[1] + wide, 3), 128, np.uint8)
        beside[: len(pixels), : pixels.shape[1]] = pixels
        beside[: len(other), pixels.shape[1] :] = other
        scores.append(measured(beside, networks)["single_face_present"].score)
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < 50


def test_the_unified_score_falls_with_every_defect(pictures, networks):
    pixels = pictures["first-probe"].pixels
    good = unified(measured(pixels, networks).values())
    assert good >= 70
    for spoil, degree in ((blurred, 6.0), (lit, 0.12), (washed, 140), (saved, 5), (smeared, 21)):
        assert unified(measured(spoil(pixels, degree), networks).values()) < good - 5
    # Alignment turns a tilted head upright: it costs the comparison little, and the score with it.
    assert unified(measured(tilted(pixels, 35), networks).values()) < good


def test_a_short_answer_of_the_network_lowers_the_unified_score(pictures, faces):
    found = components((faces["first-probe"],), pictures["first-probe"])
    scores = [unified(found, norm) for norm in (14.0, 11.0, 8.0, 2.0)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] - scores[-1] >= 20
    assert all(0 <= score <= 100 for score in scores)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    crop=st.one_of(
        arrays(np.uint8, (112, 112, 3), elements=st.integers(0, 255)),
        st.integers(0, 255).map(lambda value: np.full((112, 112, 3), value, np.uint8)),
    ),
    moved=arrays(np.float32, (468, 3), elements=st.floats(-80, 80, width=32)),
    size=st.tuples(st.integers(1, 60), st.integers(1, 60)),
)
def test_no_content_of_a_picture_ends_in_anything_but_scores(crop, moved, size, faces):
    known = faces["first-probe"]
    face = replace(known, crop=crop, landmarks=known.landmarks + moved)
    shown = picture(np.resize(crop, (*size, 3)))
    found = components((face,), shown)
    assert tuple(one.id for one in found) == EVERY
    assert all(0 <= one.score <= 100 and np.isfinite(one.native) for one in found)
    assert len(judge((face,), shown)) == 9
