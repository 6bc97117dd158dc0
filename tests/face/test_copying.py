"""A copy of the portrait is told from another picture of the same person."""

import cv2
import pytest

from counterfoil import face, images
from counterfoil.checks import Outcome
from counterfoil.reasons import Reason


@pytest.fixture(scope="module")
def portrait(specimens):
    return images.load(specimens / "p02" / "portrait.jpg")


def distinct(first, second, networks):
    return face.distinct(face.compare(face.find(first, networks)[0], face.find(second, networks)[0], networks))


def saved_again(picture, scale, quality):
    small = cv2.resize(picture.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return images.decode(
        cv2.imencode(".jpg", small[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes(), "copy"
    )


@pytest.mark.parametrize("number", range(1, 6))
def test_a_selfie_is_a_picture_of_its_own(number, portrait, networks, specimens):
    selfie = images.load(specimens / "p02" / f"selfie-{number}.jpg")
    assert distinct(portrait, selfie, networks).outcome is Outcome.PASSED


@pytest.mark.parametrize(("scale", "quality"), [(1.0, 95), (0.5, 80), (2.0, 80)])
def test_a_file_that_was_resized_and_saved_again_is_a_copy(scale, quality, portrait, networks):
    check = distinct(portrait, saved_again(portrait, scale, quality), networks)
    assert (check.outcome, check.reasons) == (Outcome.FAILED, (Reason.FACE_COPY,))


def test_a_portrait_cut_out_of_the_scan_is_a_copy(networks, specimens):
    scan = images.load(specimens / "p02" / "document-flat.jpg")
    holder = face.find(scan, networks)[0]
    left, top, right, bottom = (round(edge) for edge in holder.box)
    margin = right - left
    cut = scan.pixels[max(top - margin, 0) : bottom + margin, max(left - margin, 0) : right + margin]
    copy = images.decode(cv2.imencode(".png", cut[..., ::-1])[1].tobytes(), "cut")
    check = face.distinct(face.compare(holder, face.find(copy, networks)[0], networks))
    assert check.outcome is Outcome.FAILED
