"""Cards with the zone on the back: two pictures of one card come to what one picture of both sides comes to."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from counterfoil import images
from counterfoil.checks import Outcome
from counterfoil.decision import Verdict, load_policy
from counterfoil.reasons import Reason
from counterfoil.report import render
from counterfoil.report.published.verified import verification_json
from counterfoil.verification import verify

TODAY = date(2026, 11, 23)
BORDER = load_policy("border")
CARD = "p02"


def side(specimens, which, *, quarters=0):
    """Cut one side of the card out of the scan that shows both."""
    scan = images.load(specimens / CARD / "document-flat.jpg")
    truth = json.loads((specimens / CARD / "truth.json").read_text(encoding="utf-8"))
    corners = np.array(truth["pictures"]["document-flat.jpg"]["sides"][which])
    (left, top), (right, bottom) = corners.min(axis=0).astype(int) - 20, corners.max(axis=0).astype(int) + 20
    pixels = np.ascontiguousarray(np.rot90(scan.pixels[max(top, 0) : bottom, max(left, 0) : right], quarters))
    return replace(scan, pixels=pixels)


@pytest.fixture(scope="module")
def front(specimens):
    return side(specimens, "front")


@pytest.fixture(scope="module")
def back(specimens):
    return side(specimens, "back")


@pytest.fixture(scope="module")
def selfie(specimens):
    return images.load(specimens / CARD / "selfie-1.jpg")


@pytest.fixture(scope="module")
def found(front, back, selfie, networks):
    return verify(front, selfie, BORDER, TODAY, networks, back=back)


def test_the_zone_is_read_from_the_back_and_the_portrait_found_on_the_front(found, front):
    assert found.decision.verdict is Verdict.ACCEPT
    assert found.reading.document.number == "C01X47T90"
    assert found.portrait_page is front


def test_the_front_alone_asks_for_the_zone(front, selfie, networks):
    alone = verify(front, selfie, BORDER, TODAY, networks)
    assert alone.decision.verdict is Verdict.RETRY
    assert Reason.DOCUMENT_NOT_FOUND in alone.decision.reasons


def test_sides_that_were_exchanged_are_put_right(front, back, selfie, networks):
    exchanged = verify(back, selfie, BORDER, TODAY, networks, back=front)
    assert exchanged.decision.verdict is Verdict.ACCEPT
    assert exchanged.portrait_page is front


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_front_that_lies_on_its_side_is_turned_by_the_face_on_it(quarters, specimens, back, selfie, networks):
    lying = side(specimens, "front", quarters=quarters)
    assert verify(lying, selfie, BORDER, TODAY, networks, back=back).decision.verdict is Verdict.ACCEPT


def test_two_fronts_ask_for_the_zone(front, selfie, networks):
    twice = verify(front, selfie, BORDER, TODAY, networks, back=front)
    assert twice.decision.verdict is Verdict.RETRY
    assert {check.outcome for check in twice.checks if check.id == "document.mrz"} == {Outcome.INCONCLUSIVE}


def test_a_passport_takes_its_portrait_from_the_page_of_its_zone_alone(specimens, networks):
    page, selfie = (images.load(specimens / "p01" / name) for name in ("document-flat.jpg", "selfie-1.jpg"))
    found = verify(page, selfie, BORDER, TODAY, networks, back=selfie)
    assert found.decision.verdict is Verdict.ACCEPT
    assert found.portrait_page is found.reading.page


def test_the_result_names_both_pictures(found, back):
    assert json.loads(verification_json(found))["evidence"]["back"]["sha256"] == back.sha256


def test_the_report_shows_both_sides_and_marks_the_portrait_on_the_front(found):
    page = render(found)
    assert "The side with the portrait. The frame marks the face." in page
    assert "The side with the zone, turned upright. No face is marked." in page
