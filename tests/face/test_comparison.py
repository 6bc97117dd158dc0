from dataclasses import fields, replace

import numpy as np
import pytest

from counterfoil.checks import Outcome
from counterfoil.errors import InputError, ModelError
from counterfoil.face import Comparison, calibration, compare, match
from counterfoil.models import REGISTRY, ModelStore, Networks
from counterfoil.reasons import Reason

GENUINE = [("first-portrait", "first-probe"), ("second-portrait", "second-probe")]
IMPOSTOR = [("first-portrait", "second-probe"), ("second-portrait", "first-probe")]


@pytest.mark.parametrize("pair", GENUINE)
def test_a_holder_matches_their_portrait(pair, faces, networks):
    comparison = compare(*(faces[name] for name in pair), networks)
    check = match(comparison, 1e-4)
    assert check.outcome is Outcome.PASSED
    assert check.reasons == ()
    assert comparison.fmr < 1e-4


@pytest.mark.parametrize("pair", IMPOSTOR)
def test_somebody_else_does_not(pair, faces, networks):
    comparison = compare(*(faces[name] for name in pair), networks)
    check = match(comparison, 1e-2)
    assert check.outcome is Outcome.FAILED
    assert check.reasons == (Reason.FACE_DIFFERENT,)
    assert comparison.fmr > 1e-2


def test_the_order_of_two_faces_does_not_matter(faces, networks):
    a, b = faces["first-portrait"], faces["second-probe"]
    assert compare(a, b, networks).similarity == compare(b, a, networks).similarity


def test_a_face_is_wholly_similar_to_itself_and_to_its_mirror_image(portrait_face, networks):
    mirrored = replace(portrait_face, crop=np.ascontiguousarray(portrait_face.crop[:, ::-1]))
    assert compare(portrait_face, portrait_face, networks).similarity == pytest.approx(1)
    assert compare(portrait_face, mirrored, networks).similarity == pytest.approx(1)


def test_a_check_holds_similarity_threshold_and_the_table_that_judged(faces, networks):
    comparison = compare(faces["first-portrait"], faces["first-probe"], networks)
    check = match(comparison, 1e-3)
    assert check.id == "face.match"
    assert (check.score, check.threshold) == (comparison.similarity, calibration().threshold(1e-3))
    assert check.judged_by == comparison.calibration == calibration().version
    assert check.looked_at == ("portrait", "probe")


def test_a_rate_lies_in_its_interval(faces, networks):
    comparison = compare(faces["first-portrait"], faces["second-portrait"], networks)
    low, high = comparison.fmr_interval
    assert low <= comparison.fmr <= high


def test_a_rate_that_the_data_cannot_support_cannot_be_asked_for(faces, networks):
    comparison = compare(faces["first-portrait"], faces["first-probe"], networks)
    with pytest.raises(InputError, match=r"Ask for [0-9.]+e-0\d or more"):
        match(comparison, 1e-9)


def test_other_weights_than_those_that_were_measured_are_refused(store, faces):
    other = {**REGISTRY, "sface": replace(REGISTRY["sface"], version="another")}
    networks = Networks(ModelStore(store.folder, registry=other))
    with pytest.raises(ModelError, match="sface another"):
        compare(faces["first-portrait"], faces["first-probe"], networks)


def test_a_comparison_holds_pictures_and_numbers_but_nothing_to_remember_a_face_by(faces, networks):
    comparison = compare(faces["first-portrait"], faces["first-probe"], networks)
    held = {field.name: getattr(comparison, field.name) for field in fields(Comparison)}
    assert set(held) == {"similarity", "fmr", "fmr_interval", "portrait_crop", "probe_crop", "calibration", "norms"}
    assert len(held["norms"]) == 2
    assert held["portrait_crop"].shape == held["probe_crop"].shape == (112, 112, 3)
