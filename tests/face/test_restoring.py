"""Restoring the portraits of the sixteen synthetic people, seen under guilloche by tools/portraits."""

from dataclasses import replace

import numpy as np
import pytest

from counterfoil.face import compare, find
from counterfoil.face.restoring import restored
from counterfoil.images import Picture, load
from tools.portraits.simulating import simulated

PEOPLE = [f"p{number:02}" for number in range(1, 17)]


@pytest.fixture(scope="module")
def issued(specimens, networks):
    """The face on each portrait as it was issued."""
    return {person: find(load(specimens / person / "portrait.jpg"), networks)[0] for person in PEOPLE}


@pytest.fixture(scope="module")
def printed(specimens, networks, issued):
    """The face on each portrait as a page with guilloche shows it."""
    faces = {}
    for person, face in issued.items():
        pixels = load(specimens / person / "portrait.jpg").pixels
        page = np.ascontiguousarray(simulated(pixels, face.landmarks, "guilloche", person))
        faces[person] = find(Picture(page, "made", "0" * 64, "PNG"), networks)[0]
    return faces


@pytest.fixture(scope="module")
def selfies(specimens, networks):
    return {person: find(load(specimens / person / "selfie-1.jpg"), networks)[0] for person in PEOPLE}


@pytest.fixture(scope="module")
def similarities(printed, selfies, networks):
    """Restored and as they are, of each portrait with its holder and with the next person.

    Only the first of two faces is restored, and no selfie shows a pattern: the other order compares both as they are.
    """

    def both(portrait, probe):
        return compare(portrait, probe, networks).similarity, compare(probe, portrait, networks).similarity

    others = [*PEOPLE[1:], PEOPLE[0]]
    return {
        "holder": np.array([both(printed[person], selfies[person]) for person in PEOPLE]),
        "other": np.array([both(printed[a], selfies[b]) for a, b in zip(PEOPLE, others, strict=True)]),
    }


def test_most_portraits_under_guilloche_are_restored(printed):
    assert sum(restored(face) is not face.crop for face in printed.values()) >= 12


def test_restoring_brings_a_portrait_nearer_to_its_holder(similarities):
    with_restoring, without = similarities["holder"].T
    assert with_restoring.mean() > without.mean() + 0.003


def test_restoring_brings_portraits_no_nearer_to_others(similarities):
    with_restoring, without = similarities["other"].T
    assert with_restoring.mean() <= without.mean()


def test_a_clean_portrait_is_compared_as_it_was_cropped(issued, selfies):
    for face in (*issued.values(), *selfies.values()):
        assert restored(face) is face.crop


def test_a_faint_portrait_regains_its_tones(issued):
    face = issued["p01"]
    faint = replace(face, **{name: 160 + getattr(face, name) // 6 for name in ("crop", "fine")})
    assert np.ptp(restored(faint)[30:100, 25:87]) > 2 * np.ptp(faint.crop[30:100, 25:87])


def test_restoring_the_same_face_twice_gives_the_same_crop(printed):
    face = printed["p03"]
    before = face.fine.copy()
    assert np.array_equal(restored(face), restored(face))
    assert np.array_equal(face.fine, before)


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_blank_face_stays_a_picture(issued, level):
    blank = replace(issued["p01"], fine=np.full((224, 224, 3), level, np.uint8))
    crop = restored(blank)
    assert (crop.shape, crop.dtype) == ((112, 112, 3), np.uint8)
    assert np.ptp(crop) == 0


def test_the_fine_crop_is_the_crop_at_twice_the_resolution(issued):
    for face in issued.values():
        halved = face.fine.reshape(112, 2, 112, 2, 3).mean(axis=(1, 3))
        assert np.abs(halved - face.crop).mean() < 4
