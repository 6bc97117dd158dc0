"""What somebody with a camera is told, on pictures of specimens."""

from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest

from counterfoil import document
from counterfoil.images import Picture, load
from counterfoil.models import Networks
from counterfoil.reasons import Reason
from counterfoil.service.capture.texts import texts
from counterfoil.service.live.guidance import DOCUMENT_HINTS, FACE_HINTS, DocumentGuide, FaceGuide, Side

DAY = date(2026, 11, 26)
LONGEST = 960


def framed(path: Path, *, longest: int = LONGEST, light: float = 1.0, margin: float = 0.0) -> Picture:
    """Return a picture as the page's camera sends it: small, and perhaps dark or with much around it."""
    pixels = load(path).pixels
    if margin:
        rows, columns = (round(side * margin) for side in pixels.shape[:2])
        pixels = np.asarray(
            cv2.copyMakeBorder(pixels, rows, rows, columns, columns, cv2.BORDER_CONSTANT, value=(119,) * 3)
        )
    scale = longest / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Picture(np.ascontiguousarray(np.clip(small * light, 0, 255), np.uint8), "the frame", "", "JPEG")


def hints(side: Side, pictures: list[Picture], networks: Networks) -> list[str]:
    guide = DocumentGuide(side, networks)
    return [guide.see(picture, DAY).hint for picture in pictures]


@pytest.mark.parametrize("person", ["p01", "p04", "p08"])
def test_a_page_is_ready_once_it_is_held_still(specimens, networks, person):
    picture = framed(specimens / person / "document-flat.jpg")
    assert hints("page", [picture, picture], networks) == ["hold_still", "ready"]


def test_most_pages_are_ready(specimens, networks):
    captures = [(f"p{n:02d}", kind) for n in (1, 3, 4, 5) for kind in ("flat", "perspective", "glare")]
    found = []
    for person, kind in captures:
        picture = framed(specimens / person / f"document-{kind}.jpg")
        found.append(hints("page", [picture, picture], networks)[-1])
    assert found.count("ready") >= 0.75 * len(captures), found


def test_a_card_is_ready_on_either_side(specimens, networks):
    card = framed(specimens / "p02" / "document-flat.jpg")
    half = card.pixels.shape[0] // 2
    front = Picture(np.ascontiguousarray(card.pixels[:half]), "the frame", "", "JPEG")
    assert hints("card_front", [front, front], networks)[-1] == "ready"
    assert hints("card_back", [card, card], networks)[-1] == "ready"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"light": 0.15}, "dark"),
        ({"margin": 0.8}, "closer"),
    ],
)
def test_what_is_wrong_is_said(specimens, networks, made, said):
    picture = framed(specimens / "p01" / "document-flat.jpg", **made)
    assert hints("page", [picture, picture], networks)[-1] == said


def test_what_is_no_document_is_not_called_one(specimens, networks):
    selfie = framed(specimens / "p01" / "selfie-1.jpg")
    assert hints("page", [selfie, selfie], networks)[-1] == "whole_page"


def test_a_page_that_is_blurred_is_never_ready(specimens, networks):
    picture = framed(specimens / "p01" / "document-flat.jpg")
    blurred = Picture(cv2.GaussianBlur(picture.pixels, None, 4), "the frame", "", "JPEG")
    assert hints("page", [blurred, blurred], networks)[-1] in {"blurred", "unreadable", "whole_page"}


def test_a_zone_at_the_edge_of_the_picture_is_to_be_moved_in(specimens, networks):
    picture = framed(specimens / "p01" / "document-flat.jpg")
    seen = document.framing(picture)
    assert seen is not None
    cut = picture.pixels[:, round(seen.room * min(picture.pixels.shape[:2])) :]
    moved = Picture(np.ascontiguousarray(cut), "the frame", "", "JPEG")
    assert hints("page", [moved, moved], networks)[-1] == "further"


def test_a_face_that_is_held_still_is_ready(specimens, networks):
    guide, selfie = FaceGuide(networks), framed(specimens / "p01" / "selfie-1.jpg", longest=640)
    assert [guide.see(selfie).hint for _ in range(2)] == ["face_hold_still", "ready"]


@pytest.mark.parametrize(
    ("made", "reason"), [({"light": 0.05}, Reason.FACE_DARK), ({"margin": 2.0}, Reason.FACE_SMALL)]
)
def test_what_is_wrong_with_a_face_is_said_by_its_reason(specimens, networks, made, reason):
    guide, picture = FaceGuide(networks), framed(specimens / "p01" / "selfie-1.jpg", longest=480, **made)
    guide.see(picture)
    assert guide.see(picture).hint == reason.code


def test_every_hint_has_words_in_the_page():
    said = texts("en")
    assert all(f"hint.{hint}" in said for hint in (*DOCUMENT_HINTS, *FACE_HINTS))
