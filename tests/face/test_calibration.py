import itertools
import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import ANCHORS

from counterfoil.errors import InputError
from counterfoil.face import calibration, compare
from counterfoil.face.calibration import PIPELINE
from counterfoil.models import REGISTRY

TABLE = json.loads(resources.files("counterfoil.face").joinpath("calibration.json").read_bytes())
ANCHORED = json.loads((ANCHORS / "similarities.json").read_bytes())
REMEDY = "calibrate anew: python -m tools.calibrate"


def test_the_table_was_measured_with_this_pipeline():
    assert TABLE["pipeline"] == PIPELINE, REMEDY


@pytest.mark.parametrize("name", ["yunet", "face-mesh", "sface"])
def test_the_table_was_measured_with_the_weights_of_the_registry(name, networks):
    assert REGISTRY[name].sha256.startswith(calibration().models[name].split()[-1])
    assert calibration().models[name] == networks.version(name), REMEDY


def test_the_anchors_were_measured_together_with_the_table():
    assert ANCHORED["calibration"] == calibration().sha256, REMEDY


@pytest.mark.parametrize("anchor", ANCHORED["similarities"], ids=lambda anchor: f"{anchor['a']} {anchor['b']}")
def test_two_synthetic_faces_are_as_similar_as_when_the_table_was_measured(anchor, faces, networks):
    a, b = (faces[anchor[side].removesuffix(".jpg")] for side in ("a", "b"))
    assert compare(a, b, networks).similarity == pytest.approx(anchor["similarity"], abs=0.005), REMEDY


def test_similarity_rises_and_the_rate_never_does():
    for lower, higher in itertools.pairwise(calibration().points):
        assert lower.similarity < higher.similarity
        assert lower.fmr >= higher.fmr


def test_every_rate_lies_in_its_interval():
    assert all(0 <= point.low <= point.fmr <= point.high <= 1 for point in calibration().points)


def test_every_rate_rests_on_ten_errors_and_on_the_set_that_errs_most():
    impostors = {"london": 20_604, "lfw": 7_594_973}
    for row in TABLE["points"]:
        rates = {name: row["errors"][name] / impostors[name] for name in impostors if row["errors"][name] >= 10}
        assert row["fmr"] == pytest.approx(max(rates.values()), rel=1e-3)


def test_at_the_threshold_of_a_rate_both_sets_err_at_most_as_often():
    for one in TABLE["sets"]:
        for rate, errors in one["at_fmr"].items():
            assert errors["fmr"]["rate"] <= float(rate)


def test_no_group_errs_more_often_than_twice_in_ten_thousand_at_the_banks_threshold():
    """Few groups are large enough to show so low a rate: that is what the intervals in the table are for."""
    assert TABLE["groups"]
    assert max(group["at_fmr"]["1e-4"]["rate"] for group in TABLE["groups"].values()) <= 2e-4


def test_the_margin_is_known_to_whoever_reads_the_table():
    assert calibration().margin == TABLE["margin"] > 0


@given(st.floats(calibration().lowest, 1))
def test_a_threshold_keeps_the_rate_that_was_asked_for(max_fmr):
    threshold = calibration().threshold(max_fmr)
    assert calibration().rate(threshold).fmr <= max_fmr


@given(st.floats(-1, 1), st.floats(calibration().lowest, 1))
def test_a_similarity_reaches_a_threshold_just_when_its_rate_is_low_enough(similarity, max_fmr):
    table = calibration()
    assert (similarity >= table.threshold(max_fmr)) == (table.rate(similarity).fmr <= max_fmr)


def test_above_the_last_point_only_an_upper_bound_is_told():
    rate = calibration().rate(0.99)
    assert (rate.fmr, rate.low) == (calibration().lowest, 0)


def test_at_the_lowest_similarity_everybody_matches():
    assert calibration().rate(-1).fmr == 1


@pytest.mark.parametrize("max_fmr", [0, -1e-3, 1.5, float("nan")])
def test_what_is_no_rate_is_refused(max_fmr):
    with pytest.raises(InputError, match="above 0 and at most at 1"):
        calibration().threshold(max_fmr)


def test_a_rate_below_the_data_is_refused_with_the_lowest_that_is_not():
    with pytest.raises(InputError, match=f"{calibration().lowest:.4g}"):
        calibration().threshold(calibration().lowest / 2)


def test_the_lowest_rate_can_be_asked_for_as_the_message_words_it():
    calibration().threshold(float(f"{calibration().lowest:.4g}"))


def test_the_table_names_its_sets():
    assert {source.people for source in calibration().source} == {102, 2150}
