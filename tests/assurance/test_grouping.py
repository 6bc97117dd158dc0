"""Rates of groups and whole assessments, from similarities that are made up."""

import itertools

import numpy as np
import pytest

from counterfoil.assurance import limits
from counterfoil.assurance.assessment import Compared, measure
from counterfoil.assurance.pair_list import Group

SOLD = {"1e-2": 0.3, "1e-3": 0.4}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(limits, "REPLICATES", 100)


def crowd(number=24, seed=1):
    """A picture twice of each person, of two sites x and y; people of y are more alike. One person is alone at z."""
    random = np.random.default_rng(seed)
    site = np.array([1 + (person % 2) for person in range(number)])
    site[-1] = 3
    pictures = np.repeat(np.arange(number), 2)
    pairs = np.array(list(itertools.combinations(range(2 * number), 2)))
    people = pictures[pairs].astype(np.int32)
    same = people[:, 0] == people[:, 1]
    similarity = np.where(same, random.normal(0.4, 0.15, len(pairs)), random.normal(0.1, 0.1, len(pairs)))
    both_y = (site[people] == 2).all(axis=1) & ~same
    similarity[both_y] += 0.15
    return Compared(
        similarities=np.clip(similarity, -1, 1).astype(np.float32),
        same=same,
        people=people,
        groups=(Group("site", ("", "x", "y", "z"), site[people].astype(np.uint8)),),
        quality={"q": np.full((len(pairs), 2), 100, np.float32)},
    )


def chosen(compared, kept):
    groups = tuple(Group(one.name, one.values, one.codes[kept]) for one in compared.groups)
    return Compared(
        compared.similarities[kept],
        compared.same[kept],
        compared.people[kept],
        groups,
        {name: both[kept] for name, both in compared.quality.items()},
    )


def test_a_groups_rates_are_what_counting_its_own_pairs_gives():
    compared = crowd()
    (site,) = measure(compared, SOLD).groups
    codes = compared.groups[0].codes
    for value, code in (("x", 1), ("y", 2)):
        (found,) = (one for one in site.values if one.value == value)
        within = (codes == code).all(axis=1)
        for name, threshold in SOLD.items():
            reached = compared.similarities >= np.float32(threshold)
            fmr, fnmr = found.rates[name].fmr, found.rates[name].fnmr
            assert (fmr.errors, fmr.trials) == (
                (reached & within & ~compared.same).sum(),
                (within & ~compared.same).sum(),
            )
            assert (fnmr.errors, fnmr.trials) == (
                (~reached & within & compared.same).sum(),
                (within & compared.same).sum(),
            )
            assert fmr.low <= fmr.rate <= fmr.high


def test_the_group_that_errs_more_is_seen_and_the_other_is_not_blamed():
    (site,) = measure(crowd(number=60), SOLD).groups
    x, y = (next(one for one in site.values if one.value == value) for value in "xy")
    assert y.rates["1e-2"].fmr_against_all.verdict == "worse"
    assert x.rates["1e-2"].fmr_against_all.verdict == "within"
    measures = {one.name: one for one in site.differentials["1e-2"]}
    assert measures["FMR max/min"].value == pytest.approx(y.rates["1e-2"].fmr.rate / x.rates["1e-2"].fmr.rate)
    assert measures["FMR Gini"].low > 0.3
    assert 0 < measures["GARBE"].value < 1
    assert 0.5 < measures["FDR"].value < 1


def test_nothing_is_said_of_a_group_of_one():
    (site,) = measure(crowd(), SOLD).groups
    (alone,) = (one for one in site.values if one.value == "z")
    assert alone.people == 1
    assert "not measurable" in alone.warnings[0]
    for rates in alone.rates.values():
        assert (rates.fmr.rate, rates.fnmr.rate, rates.fmr.trials, rates.fnmr.trials) == (None, None, 0, 0)
        assert rates.fmr_against_all.verdict == "not measurable"
    assert not [one for one in site.between if one.values == ("z", "z") and one.fmr["1e-2"].trials]


def test_few_people_carry_a_warning():
    (site,) = measure(crowd(), SOLD).groups
    assert any("few people (12)" in warning for one in site.values if one.value == "x" for warning in one.warnings)


def test_rates_between_groups_are_counted_once_for_both_orders():
    compared = crowd()
    (site,) = measure(compared, SOLD).groups
    across = {one.values: one.fmr["1e-2"] for one in site.between}
    mixed = np.sort(compared.groups[0].codes, axis=1).tolist()
    expected = [s >= 0.3 for s, codes in zip(compared.similarities, mixed, strict=True) if codes == [1, 2]]
    assert (across["x", "y"].errors, across["x", "y"].trials) == (sum(expected), len(expected))


def test_a_label_of_the_pair_needs_no_sides_and_an_empty_one_is_no_group():
    compared = crowd()
    labels = np.where(np.arange(len(compared.same)) % 3 == 0, 0, 1).astype(np.uint8)
    whole = Compared(
        compared.similarities, compared.same, compared.people, (Group("day", ("", "monday"), labels),), compared.quality
    )
    (day,) = measure(whole, SOLD).groups
    assert [one.value for one in day.values] == ["monday"]
    assert day.unlabelled == (labels == 0).sum()
    assert (day.sided, day.between) == (False, ())
    assert day.values[0].rates["1e-2"].fmr.trials == ((labels == 1) & ~compared.same).sum()
    assert all(one.reason == "fewer than two groups can be measured" for one in day.differentials["1e-2"])


@pytest.mark.parametrize(("kind", "missing"), [(True, "no impostor pairs"), (False, "no genuine pairs")])
def test_one_kind_alone_gives_a_report_that_says_so(kind, missing):
    compared = crowd()
    found = measure(chosen(compared, compared.same == kind), SOLD)
    assert missing in found.equal_error.reason
    assert {at.fnmr for at in found.fnmr_at_fmr.values()} == {None}
    assert all(missing in at.reason for at in found.fnmr_at_fmr.values())
    assert (found.sold["1e-2"].fmr.rate is None) == kind
    assert (found.sold["1e-2"].fnmr.rate is None) != kind
    assert found.curve == ()


def test_no_pairs_at_all_give_a_report_too():
    compared = crowd()
    found = measure(chosen(compared, np.zeros(len(compared.same), np.bool_)), SOLD)
    assert found.people == 0
    assert (found.equal_error.rate, found.genuine.mean, found.impostor.histogram) == (None, None, ())
    assert found.sold["1e-2"].verdict == "not measurable"


def test_a_rate_that_expects_fewer_than_ten_false_matches_is_not_read_off():
    found = measure(crowd(), SOLD)  # 1,104 impostor pairs
    assert found.fnmr_at_fmr["1e-2"].fnmr is not None
    assert found.fnmr_at_fmr["1e-3"].reason == "not measurable with 1,104 impostor pairs: 10,000 are needed"


def test_a_threshold_is_judged_against_what_it_is_sold_for():
    compared = crowd(number=60)
    assert measure(compared, {"1e-2": 0.2}).sold["1e-2"].verdict == "higher"
    assert measure(compared, {"1e-2": 0.6}).sold["1e-2"].verdict == "lower"
    exact = float(np.sort(compared.similarities[~compared.same])[-int(0.01 * (~compared.same).sum())])
    assert measure(compared, {"1e-2": exact}).sold["1e-2"].verdict == "agrees"
    assert measure(compared, {"1e-5": 0.6}).sold["1e-5"].verdict == "not measurable"


def test_the_interval_at_a_rate_moves_the_threshold_with_the_people():
    found = measure(crowd(number=60), SOLD).fnmr_at_fmr["1e-2"]
    assert found.low <= found.fnmr <= found.high
    assert found.bootstrap[1] > found.bootstrap[0]
