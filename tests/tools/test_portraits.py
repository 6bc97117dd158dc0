"""The simulator of document portraits."""

import numpy as np
import pytest
from PIL import Image

from counterfoil.face import find
from counterfoil.images import Picture, load
from tools.portraits import sheet
from tools.portraits.conditions import CHIP_BYTES, CHIP_SIZE, NAMES, PRINTED
from tools.portraits.framing import ASPECT, framed
from tools.portraits.measuring import HALVES, half_of
from tools.portraits.printing import screened, screened_grey
from tools.portraits.reading import in_chip
from tools.portraits.simulating import simulated


@pytest.fixture(scope="module")
def picture(specimens):
    return load(specimens / "p06" / "selfie-1.jpg")


@pytest.fixture(scope="module")
def landmarks(picture, networks):
    return find(picture, networks)[0].landmarks


def made(picture, landmarks, condition, seed="1"):
    return simulated(picture.pixels, landmarks, condition, seed)


@pytest.mark.parametrize("condition", NAMES)
def test_the_same_seed_gives_the_same_portrait(condition, picture, landmarks):
    assert np.array_equal(made(picture, landmarks, condition), made(picture, landmarks, condition))


@pytest.mark.parametrize("condition", [one.name for one in PRINTED])
def test_another_seed_gives_another_portrait(condition, picture, landmarks):
    first, second = (made(picture, landmarks, condition, seed) for seed in "12")
    assert first.shape != second.shape or not np.array_equal(first, second)


@pytest.mark.parametrize("condition", NAMES)
def test_the_face_is_found_under_every_condition(condition, picture, landmarks, networks):
    """The first of these hard cards shows its face only when it is looked at again, blurred."""
    for seed in "123":
        page = np.ascontiguousarray(made(picture, landmarks, condition, seed))
        assert len(find(Picture(page, "made", "0" * 64, "PNG"), networks)) == 1


def test_a_chip_holds_the_usual_size_in_fifteen_kilobytes(picture, landmarks):
    assert made(picture, landmarks, "chip").shape == (CHIP_SIZE[1], CHIP_SIZE[0], 3)
    noise = np.random.default_rng(0).integers(0, 256, (531, 413, 3), np.uint8)
    assert np.abs(in_chip(noise, CHIP_BYTES).astype(float) - noise).mean() > 30


def test_a_printed_portrait_has_the_size_of_its_millimetres_and_resolution(picture, landmarks):
    for condition in PRINTED:
        room = 1.6 * np.array(condition.width) * np.array(condition.dpi) / 25.4
        assert room[0] - 1 <= made(picture, landmarks, condition.name).shape[1] <= room[1] + 1


def test_an_engraved_portrait_is_grey_and_faint(picture, landmarks):
    inner = (slice(200, 300), slice(150, 250))
    printed, engraved = (made(picture, landmarks, name)[inner] for name in ("print", "low_contrast"))
    colour, grey = (np.ptp(one.mean(axis=(0, 1))) for one in (printed, engraved))
    assert grey < colour
    assert np.ptp(np.percentile(engraved, (2, 98))) < np.ptp(np.percentile(printed, (2, 98)))


def test_guilloche_lies_over_the_whole_portrait(picture, landmarks):
    def fine(name):
        grey = made(picture, landmarks, name).mean(axis=2)[120:-120, 100:-100]
        return np.abs(np.diff(grey, axis=0)).mean()

    assert fine("guilloche") > 1.3 * fine("print")


@pytest.mark.parametrize("screen", [screened, screened_grey])
@pytest.mark.parametrize("level", [0.2, 0.5, 0.8])
def test_a_screen_keeps_the_tone(screen, level):
    page = screen(np.full((120, 120, 3), level, np.float32), 4.0, 3.0)
    assert page.mean() == pytest.approx(level, abs=0.1)
    assert page.std() > 0.1


def test_a_portrait_is_framed_with_level_eyes_in_the_proportion_of_documents(picture, landmarks, networks):
    portrait = framed(picture.pixels, landmarks, 413)
    assert portrait.shape == (round(413 * ASPECT), 413, 3)
    assert abs(find(Picture(portrait, "made", "0" * 64, "PNG"), networks)[0].roll) < 3


def test_the_halves_of_the_people_are_about_equal_and_stable():
    halves = [half_of(f"Person {number}") for number in range(1000)]
    assert 450 < halves.count(HALVES[0]) < 550
    assert half_of("Person 1") == halves[1]


def test_a_contact_sheet_has_a_row_a_picture_and_a_column_a_condition(specimens, networks, tmp_path):
    out = tmp_path / "sheet.png"
    sheet.write([specimens / "p01" / "portrait.jpg"], out, networks)
    with Image.open(out) as shown:
        width, height = shown.size
    assert width % (len(NAMES) + 1) == 0
    assert height > width / (len(NAMES) + 1)
