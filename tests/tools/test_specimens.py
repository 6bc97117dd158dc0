"""The committed specimens: whole, consistent, and small enough."""

import hashlib
import io
import json
from collections import Counter
from datetime import date

import numpy as np
import pytest
from PIL import Image, ImageOps

from counterfoil.decision import load_policy
from counterfoil.document.mrz import parse
from counterfoil.face.calibration import calibration
from tools.specimens.cast import load_cast
from tools.specimens.holders import HOLDERS

LIMIT = 25_000_000
CAPTURED = date(2026, 11, 23)
IDS = tuple(holder.id for holder in HOLDERS)
START_OF_IMAGE = b"\xff\xd8\xff"


@pytest.fixture(scope="module")
def manifest(specimens):
    return json.loads((specimens / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=[*(f"{person}/truth.json" for person in IDS), "p01/expired-truth.json"])
def truth(specimens, request):
    file = specimens / request.param
    return json.loads(file.read_text(encoding="utf-8")) | {"folder": file.parent}


def frames(clip):
    return [START_OF_IMAGE + part for part in clip.read_bytes().split(START_OF_IMAGE)[1:]]


def test_the_manifest_lists_every_file_with_its_digest_and_no_other(specimens, manifest):
    there = {
        file.relative_to(specimens).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in specimens.rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }
    assert manifest["files"] == there


def test_everything_together_stays_small(specimens):
    assert sum(file.stat().st_size for file in specimens.rglob("*") if file.is_file()) <= LIMIT


def test_there_are_sixteen_people_with_documents_of_every_format(manifest):
    formats = Counter(person["format"] for person in manifest["people"])
    assert [person["id"] for person in manifest["people"]] == list(IDS)
    assert len(IDS) == 16
    assert formats >= Counter({"TD3": 6, "TD1": 3, "TD2": 3, "MRV-A": 2, "MRV-B": 2})


def test_every_zone_is_valid_and_says_what_the_truth_says(truth):
    fields = truth["fields"]
    zone = parse(truth["mrz"], CAPTURED)
    assert zone.valid
    assert zone.document.format == truth["format"]
    assert zone.document.number == fields["document_number"]
    assert zone.document.expiry.isoformat() == fields["expiry_date"]
    if not fields["names_truncated"]:
        assert (zone.document.surname, zone.document.given_names) == (fields["mrz_surname"], fields["mrz_given_names"])


def test_the_unusual_cases_are_all_there(specimens):
    fields = [json.loads((specimens / person / "truth.json").read_text(encoding="utf-8"))["fields"] for person in IDS]
    assert any(one["names_truncated"] for one in fields)
    assert any(not one["given_names"] for one in fields)
    assert any(len(one["birth_date"]) == len("1968-03") for one in fields)
    assert any(len(one["document_number"]) > 9 for one in fields)
    assert any(one["sex"] == "X" for one in fields)


def test_only_the_expired_document_has_expired(truth):
    expires = date.fromisoformat(truth["fields"]["expiry_date"])
    assert (expires < CAPTURED) == ("expired-flat.jpg" in truth["pictures"])
    assert expires.year == 2021 or expires.year >= 2030


def test_every_picture_has_the_size_and_orientation_that_the_truth_says(truth):
    for name, told in truth["pictures"].items():
        with Image.open(truth["folder"] / name) as picture:
            assert picture.getexif().get(0x0112, 1) == told["exif_orientation"]
            assert list(ImageOps.exif_transpose(picture).size) == told["size"]


def test_the_portrait_stands_in_every_picture_where_the_truth_says(truth):
    with Image.open(truth["folder"] / "portrait.jpg") as issued:
        wanted = np.asarray(issued.convert("L").resize((70, 90)), dtype=np.float64)
    for name, told in truth["pictures"].items():
        with Image.open(truth["folder"] / name) as picture:
            shown = ImageOps.exif_transpose(picture).convert("L")
        top_left, top_right, bottom_right, bottom_left = told["portrait"]
        corners = [*top_left, *bottom_left, *bottom_right, *top_right]
        found = shown.transform((70, 90), Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)
        likeness = np.corrcoef(np.asarray(found, dtype=np.float64)[:65].ravel(), wanted[:65].ravel())[0, 1]
        assert likeness > 0.75, name


@pytest.mark.parametrize("person", IDS)
def test_everyone_has_a_portrait_five_selfies_and_four_clips(specimens, person):
    sizes = {"portrait.jpg": (413, 531)} | {f"selfie-{n}.jpg": (480, 640) for n in range(1, 6)}
    for name, size in sizes.items():
        with Image.open(specimens / person / name) as picture:
            assert (picture.format, picture.size) == ("JPEG", size)
    lengths = {name: len(frames(specimens / person / f"{name}.mjpeg")) for name in ("turn", "blink", "nod", "closer")}
    assert lengths == {"turn": 24, "blink": 12, "nod": 11, "closer": 8}


@pytest.mark.parametrize("person", IDS)
def test_all_clips_of_a_person_are_taken_in_the_same_place_with_the_same_exposure(specimens, person):
    corners = []
    for name in ("turn", "blink", "nod", "closer"):
        for frame in frames(specimens / person / f"{name}.mjpeg"):
            with Image.open(io.BytesIO(frame)) as picture:
                corners.append(np.asarray(picture.crop((0, 0, 60, 60)), dtype=np.float64))
    assert np.abs(np.array(corners) - np.median(corners, axis=0)).mean(axis=(1, 2, 3)).max() < 4


def test_the_cast_was_measured_and_its_pairs_lie_apart(manifest):
    cast = load_cast()
    assert cast.seeds == {person["id"]: person["seed"] for person in manifest["people"]}
    assert set(cast.seeds.values()) <= set(cast.candidates)
    line = calibration().threshold(float(load_policy("bank").max_fmr))
    assert cast.measured["greatest_impostor"] < line < cast.measured["least_genuine"]
