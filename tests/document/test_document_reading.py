import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from counterfoil import document, face
from counterfoil.checks import Outcome
from counterfoil.document import Reading
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from counterfoil.reasons import Reason

TODAY = date(2026, 11, 23)
FOLDER = Path(__file__).parent.parent / "specimens"
PEOPLE = sorted(path.parent.name for path in FOLDER.glob("*/truth.json"))
PHOTOGRAPHS = ("perspective", "shadow", "glare", "blur")
# Every person's scan and one of the four photographs, each kind in its turn: the whole set takes minutes.
PICTURES = [
    (person, kind)
    for at, person in enumerate(PEOPLE)
    for kind in ("flat", PHOTOGRAPHS[(at + at // 4) % len(PHOTOGRAPHS)])
]


@dataclass(frozen=True)
class Specimen:
    picture: Picture
    lines: tuple[str, ...]
    zone: NDArray[np.float64]


def specimen(person: str, kind: str) -> Specimen:
    truth = json.loads((FOLDER / person / "truth.json").read_text(encoding="utf-8"))
    name = f"document-{kind}.jpg"
    zone = np.array(truth["pictures"][name]["mrz"], np.float64)
    return Specimen(load(FOLDER / person / name), tuple(truth["mrz"]), zone)


def drawn(pixels: NDArray[np.uint8]) -> Picture:
    return Picture(np.ascontiguousarray(pixels), "drawn.png", "0" * 64, "PNG")


def outcomes(reading: Reading) -> dict[str, Outcome]:
    return {check.id: check.outcome for check in reading.checks}


def reasons(reading: Reading) -> dict[str, tuple[Reason, ...]]:
    return {check.id: check.reasons for check in reading.checks}


@pytest.mark.parametrize(("person", "kind"), PICTURES, ids="-".join)
def test_every_line_of_a_specimen_is_read_exactly(person: str, kind: str, networks: Networks) -> None:
    known = specimen(person, kind)
    reading = document.read(known.picture, networks, TODAY)
    assert reading.mrz is not None
    assert reading.mrz.mrz.lines == known.lines
    assert outcomes(reading)["document.check_digits"] is Outcome.PASSED
    assert outcomes(reading)["document.fields"] is Outcome.PASSED


@pytest.mark.parametrize("person", PEOPLE[:3])
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_zone_is_read_whichever_way_the_picture_is_turned(person: str, turns: int, networks: Networks) -> None:
    known = specimen(person, "flat")
    turned = replace(known.picture, pixels=np.ascontiguousarray(np.rot90(known.picture.pixels, turns)))
    reading = document.read(turned, networks, TODAY)
    assert reading.mrz is not None
    assert reading.mrz.mrz.lines == known.lines


@pytest.mark.parametrize(("person", "turns"), list(zip(PEOPLE[:4], range(4), strict=True)))
def test_the_page_is_upright_and_shows_the_portrait(person: str, turns: int, networks: Networks) -> None:
    known = specimen(person, "perspective")
    turned = replace(known.picture, pixels=np.ascontiguousarray(np.rot90(known.picture.pixels, turns)))
    page = document.read(turned, networks, TODAY).page
    portrait = face.find(page, networks)[0]
    assert abs(portrait.roll) < 10
    assert portrait.box[0] > 0
    assert portrait.box[3] < page.pixels.shape[0]


def test_a_page_of_a_passport_leaves_out_what_lies_around_it(networks: Networks) -> None:
    known = specimen("p01", "flat")
    table = np.full((3000, 4000, 3), 128, np.uint8)
    height, width = known.picture.pixels.shape[:2]
    table[1200 : 1200 + height, 1300 : 1300 + width] = known.picture.pixels
    alone = document.read(known.picture, networks, TODAY).page.pixels.shape
    laid = document.read(drawn(table), networks, TODAY).page.pixels.shape
    assert alone[0] < laid[0] < 1.6 * alone[0]
    assert alone[1] < laid[1] < 1.6 * alone[1]


def test_a_copied_digit_in_the_number_fails_the_check_digits(networks: Networks) -> None:
    known = specimen("p01", "flat")
    assert known.lines[1].startswith("U7204518K")
    forged = known.picture.pixels.copy()
    (left, top), (right, _), (_, bottom), _ = known.zone
    pitch, middle = (right - left) / 44, int((top + bottom) / 2)
    seven, two = round(left + pitch), round(left + 2 * pitch)
    rows, width = slice(middle, int(bottom) + 4), int(pitch)
    forged[rows, two : two + width] = forged[rows, seven : seven + width]
    reading = document.read(drawn(forged), networks, TODAY)
    assert reading.mrz is not None
    assert reading.mrz.mrz.lines[1].startswith("U7704518K")
    assert not any(edit.line == 1 and edit.position < 9 for edit in reading.mrz.edits)
    assert outcomes(reading)["document.check_digits"] is Outcome.FAILED
    assert reasons(reading)["document.check_digits"] == (Reason.DOCUMENT_CHECK_DIGIT,)


@pytest.mark.parametrize("person", PEOPLE[:3])
def test_half_a_zone_is_seen_but_not_read(person: str, networks: Networks) -> None:
    known = specimen(person, "flat")
    top, bottom = known.zone[:, 1].min(), known.zone[:, 1].max()
    reading = document.read(drawn(known.picture.pixels[: int(top + 0.55 * (bottom - top))]), networks, TODAY)
    assert reading.document is None
    assert outcomes(reading)["document.mrz"] is Outcome.INCONCLUSIVE
    assert reasons(reading)["document.mrz"] == (Reason.DOCUMENT_UNREADABLE,)


def noise(height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((600, 800, 3), 255, np.uint8),
        np.zeros((600, 800, 3), np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((10, 4000, 3), np.uint8),
        noise(20, 20),
        noise(400, 600),
    ],
    ids=["white", "black", "one pixel", "a strip", "a stamp of noise", "noise"],
)
def test_a_picture_without_a_zone_gives_none(pixels: NDArray[np.uint8], networks: Networks) -> None:
    picture = drawn(pixels)
    reading = document.read(picture, networks, TODAY)
    assert reading.document is None
    assert reading.mrz is None
    assert reading.page is picture
    assert reasons(reading)["document.mrz"] == (Reason.DOCUMENT_NOT_FOUND,)
    assert outcomes(reading)["document.check_digits"] is Outcome.NOT_RUN


def typed(known: Specimen, lines: tuple[str, ...]) -> NDArray[np.uint8]:
    """A scan whose zone is typed over with other text, cut out letter by letter from the same scan."""
    pixels = known.picture.pixels.copy()
    (left, top), (right, _), (_, bottom), _ = known.zone
    pitch, height = (right - left) / len(known.lines[0]), (bottom - top) / len(known.lines)
    cells: dict[str, NDArray[np.uint8]] = {}
    for row, line in enumerate(known.lines):
        for at, character in enumerate(line):
            x, y = round(left + at * pitch), round(top + row * height)
            cells.setdefault(character, pixels[y : y + int(height), x : x + int(pitch)].copy())
    for row, line in enumerate(lines):
        for at, character in enumerate(line):
            x, y = round(left + at * pitch), round(top + row * height)
            pixels[y : y + int(height), x : x + int(pitch)] = cells[character]
    return pixels


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_other_print_of_equally_wide_letters_is_no_zone(seed: int, networks: Networks) -> None:
    known = specimen("p01", "flat")
    letters = sorted(set("".join(known.lines)) - set("<P"))
    random = np.random.default_rng(seed)
    lines = tuple("".join(random.choice(letters, len(line))) for line in known.lines)
    reading = document.read(drawn(typed(known, lines)), networks, TODAY)
    assert reading.document is None
    assert outcomes(reading)["document.mrz"] is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("person", PEOPLE[:2])
def test_a_selfie_gives_no_zone(person: str, networks: Networks) -> None:
    reading = document.read(load(FOLDER / person / "selfie-1.jpg"), networks, TODAY)
    assert reading.document is None


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_whatever_is_done_to_a_specimen_it_is_read_or_refused(networks: Networks, data: st.DataObject) -> None:
    """A patch of the picture is painted over, turned or copied: five checks come of it, and never a made-up number."""
    known = specimen("p01", "flat")
    pixels = known.picture.pixels.copy()
    height, width = pixels.shape[:2]
    y, x = data.draw(st.integers(0, height - 60)), data.draw(st.integers(0, width - 200))
    kind = data.draw(st.sampled_from(["paint", "mirror", "copy"]))
    patch = pixels[y : y + 60, x : x + 200]
    if kind == "paint":
        patch[:] = data.draw(st.integers(0, 255))
    elif kind == "mirror":
        patch[:] = patch[:, ::-1].copy()
    else:
        patch[:] = pixels[height // 2 : height // 2 + 60, width // 2 : width // 2 + 200].copy()
    reading = document.read(drawn(pixels), networks, TODAY)
    assert len(reading.checks) == 5
    if outcomes(reading)["document.check_digits"] is Outcome.PASSED:
        assert reading.document is not None
        assert reading.document.number == "U7204518K"


def test_the_same_picture_is_read_the_same_way_twice(networks: Networks) -> None:
    picture = specimen("p01", "shadow").picture
    one, other = (document.read(picture, networks, TODAY) for _ in range(2))
    assert one.mrz == other.mrz
    assert one.checks == other.checks
    assert np.array_equal(one.page.pixels, other.page.pixels)


def test_a_finding_says_which_recogniser_read(networks: Networks) -> None:
    reading = document.read(specimen("p01", "flat").picture, networks, TODAY)
    assert reading.checks[0].judged_by == networks.version("ppocr-rec")
