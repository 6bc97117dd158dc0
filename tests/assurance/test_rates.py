import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.assurance.rates import Scores, curve, equal_error, measurable, threshold_at
from counterfoil.assurance.subjects import subjects

SCORES = st.lists(st.integers(-10, 10).map(lambda n: n / 10), min_size=1, max_size=40)


def scores(genuine, impostor):
    values = np.array([*genuine, *impostor], np.float32)
    return Scores.of(values, np.arange(len(values)) < len(genuine))


@given(SCORES, st.sampled_from([0.5, 0.1, 0.034, 0.02]))
def test_a_threshold_keeps_the_rate_and_no_lower_one_does(impostor, fmr):
    found = scores([], impostor)
    threshold = threshold_at(found, fmr)
    assert np.mean(np.array(impostor, np.float32) >= np.float32(threshold)) <= fmr
    lower = [value for value in impostor if np.float32(value) < np.float32(threshold)]
    if lower:
        assert np.mean(np.array(impostor, np.float32) >= np.float32(max(lower))) > fmr


def test_ten_in_a_hundred_thousand_are_one_in_ten_thousand():
    impostor = np.linspace(-1, 0.9, 100_000)
    found = scores([1.0], impostor)
    assert found.false_matches(threshold_at(found, 1e-4)) == 10
    assert measurable(100_000, 1e-4)
    assert not measurable(99_999, 1e-4)


@given(SCORES, SCORES)
def test_the_equal_error_rate_is_where_both_rates_are_nearest(genuine, impostor):
    found = equal_error(scores(genuine, impostor))
    rates = [(np.mean([i >= t for i in impostor]), np.mean([g < t for g in genuine])) for t in {*genuine, *impostor}]
    nearest = min(abs(fmr - fnmr) for fmr, fnmr in rates)
    assert any(
        abs(fmr - fnmr) == pytest.approx(nearest) and found.rate == pytest.approx((fmr + fnmr) / 2)
        for fmr, fnmr in rates
    )


def test_kinds_that_part_wholly_have_no_equal_error():
    assert equal_error(scores([0.8, 0.9], [0.1, 0.2])).rate == 0
    assert equal_error(scores([], [0.1])) is None
    assert equal_error(scores([0.1], [])) is None


def test_the_curve_falls_and_tells_no_single_score():
    random = np.random.default_rng(7)
    found = scores(random.normal(0.6, 0.1, 200), random.normal(0, 0.1, 1000))
    points = curve(found)
    assert len(points) > 50
    assert [point.fmr for point in points] == sorted((point.fmr for point in points), reverse=True)
    assert [point.fnmr for point in points] == sorted(point.fnmr for point in points)
    assert found.false_matches(points[-1].threshold) >= 10
    assert 1000 - found.false_matches(points[0].threshold) >= 9
    for point in points:
        assert point.fmr == found.false_matches(point.threshold) / 1000
        assert point.fnmr == found.false_non_matches(point.threshold) / 200


@pytest.mark.parametrize(("genuine", "impostor"), [([], [0.1] * 50), ([0.5], []), ([0.5], [0.1] * 15)])
def test_too_few_pairs_have_no_curve(genuine, impostor):
    assert curve(scores(genuine, impostor)) == ()


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.booleans())).map(
            lambda rows: (n, rows)
        )
    )
)
def test_people_are_what_genuine_pairs_join(given_rows):
    number, rows = given_rows
    pairs = np.array([row[:2] for row in rows], np.int32).reshape(-1, 2)
    same = np.array([row[2] for row in rows], np.bool_)
    found = subjects(pairs, same, number)
    joined = [{picture} for picture in range(number)]
    for a, b, one in rows:
        if one:
            whole = joined[a] | joined[b]
            for picture in whole:
                joined[picture] = whole
    for a in range(number):
        assert {b for b in range(number) if found[b] == found[a]} == joined[a]


def test_a_long_chain_is_one_person():
    pairs = (
        np.random.default_rng(3).permutation(np.stack([np.arange(5000), np.arange(1, 5001)], axis=1)).astype(np.int32)
    )
    assert set(subjects(pairs, np.ones(5000, np.bool_), 5001)) == {0}
