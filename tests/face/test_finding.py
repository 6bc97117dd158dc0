import tracemalloc

import cv2
import numpy as np
import pytest
from made_up import picture

from counterfoil.face import find


def shrunk(pixels, face_width, width_now):
    scale = face_width / width_now
    return cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def on_page(*pasted, shape=(1130, 1600)):
    """A document page with pictures at (left, top), over waves that look a little like guilloche."""
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    waves = 205 + 20 * np.sin(columns / 7 + 8 * np.sin(rows / 40))
    page = np.repeat(waves[..., None], 3, axis=2).astype(np.uint8)
    for pixels, left, top in pasted:
        page[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels
    return page


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((480, 640, 3), np.uint8),
        np.full((480, 640, 3), 255, np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((1, 3000, 3), np.uint8),
        np.zeros((3000, 1, 3), np.uint8),
        np.random.default_rng(0).integers(0, 256, (700, 500, 3), np.uint8),
        on_page(),
    ],
    ids=["black", "white", "one pixel", "one row", "one column", "noise", "page without portrait"],
)
def test_a_picture_without_a_face_has_none(pixels, networks):
    assert find(picture(pixels), networks) == ()


def test_a_face_lies_in_its_box_and_its_landmarks_in_the_picture(portrait, portrait_face):
    left, top, right, bottom = portrait_face.box
    x, y = portrait_face.landmarks[:, 0], portrait_face.landmarks[:, 1]
    assert left < x.mean() < right
    assert top < y.mean() < bottom
    assert 0 < x.min() < x.max() < portrait.shape[1]
    assert 0 < y.min() < y.max() < portrait.shape[0]


def test_the_crop_has_eyes_and_mouth_where_the_comparison_expects_them(portrait_face, networks):
    found = find(picture(cv2.copyMakeBorder(portrait_face.crop, *[40] * 4, cv2.BORDER_REPLICATE)), networks)
    eyes = found[0].landmarks[[33, 133, 362, 263], :2].reshape(2, 2, 2).mean(axis=1) - 40
    assert np.abs(eyes - [[36.9, 52.7], [75.1, 52.7]]).max() < 4


@pytest.mark.parametrize("width", [40, 60, 150])
def test_a_small_portrait_on_a_large_page_is_found(width, portrait, portrait_face, networks):
    small = shrunk(portrait, width, portrait_face.width)
    found = find(picture(on_page((small, 150, 300))), networks)
    assert [round(face.width / width, 1) for face in found] == pytest.approx([1], abs=0.15)


def test_a_ghost_portrait_comes_after_the_portrait(portrait, portrait_face, networks):
    large, small = (shrunk(portrait, width, portrait_face.width) for width in (140, 60))
    found = find(picture(on_page((small, 1200, 300), (large, 150, 300))), networks)
    assert [round(face.width, -1) for face in found] == pytest.approx([140, 60], abs=15)


@pytest.mark.parametrize("scale", [1, 8])
def test_the_size_of_a_picture_changes_neither_crop_nor_angles_much(scale, portrait, portrait_face, networks):
    large = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    (face,) = find(picture(large), networks)
    assert face.yaw == pytest.approx(portrait_face.yaw, abs=3)
    assert np.abs(face.crop.astype(int) - portrait_face.crop).mean() < 6


def test_the_same_picture_gives_the_same_face_byte_for_byte(portrait, portrait_face, networks):
    (again,) = find(picture(portrait), networks)
    assert again.box == portrait_face.box
    assert (again.landmarks == portrait_face.landmarks).all()
    assert (again.crop == portrait_face.crop).all()


def test_a_head_turned_to_its_own_left_has_a_positive_yaw(faces, networks, pictures):
    (mirrored,) = find(picture(pictures["first-probe"].pixels[:, ::-1]), networks)
    assert faces["first-probe"].yaw > 8
    assert mirrored.yaw == pytest.approx(-faces["first-probe"].yaw, abs=3)


def test_a_head_tilted_to_its_own_right_rolls_positively(portrait, networks):
    height, width = portrait.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 20, 1)  # anticlockwise as seen
    (face,) = find(picture(cv2.warpAffine(portrait, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)), networks)
    assert face.roll == pytest.approx(20, abs=4)


def test_an_upside_down_face_is_found_upside_down(portrait, networks):
    (face,) = find(picture(portrait[::-1, ::-1]), networks)
    assert abs(face.roll) > 170


def test_fifty_megapixels_take_less_memory_than_the_picture_itself(portrait, networks):
    large = picture(cv2.resize(portrait, (6250, 8000)))
    tracemalloc.start()
    found = find(large, networks)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 1
    assert peak < large.pixels.nbytes / 2


def test_a_crowd_is_looked_at_only_as_far_as_sixteen_faces(portrait, portrait_face, networks):
    row = np.hstack([shrunk(portrait, 40, portrait_face.width)] * 8)
    assert len(find(picture(np.vstack([row] * 3)), networks)) == 16
