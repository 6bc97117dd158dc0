"""The arithmetic of tools/calibrate, on numbers small enough to check by hand."""

import numpy as np
import pytest

from tools.calibrate.intervals import wilson
from tools.calibrate.rates import points
from tools.calibrate.scores import Scores, all_pairs, held_out_pairs
from tools.calibrate.seen import Seen


def scores(impostor):
    return Scores(genuine=np.array([0.9]), impostor=np.sort(np.array(impostor, float)))


@pytest.mark.parametrize(
    ("errors", "trials", "low", "high"),
    [(10, 100, 0.0552, 0.1744), (0, 100, 0.0, 0.0370), (100, 100, 0.9630, 1.0), (1, 2, 0.0945, 0.9055)],
)
def test_wilsons_interval_is_that_of_the_textbooks(errors, trials, low, high):
    assert wilson(errors, trials) == pytest.approx((low, high), abs=1e-4)


def test_a_similarity_at_the_threshold_matches():
    one = scores([0.1, 0.2, 0.3])
    assert [one.false_matches(threshold) for threshold in (0.1, 0.2, 0.21, 0.4)] == [3, 2, 1, 0]
    assert [one.false_non_matches(threshold) for threshold in (0.9, 0.91)] == [0, 1]


def test_the_table_takes_the_set_that_errs_most_and_ends_where_none_shows_ten_errors():
    often = [0.5] * 20 + [-0.9] * 80  # one in five up to 0.5
    seldom = [0.7] * 10 + [-0.9] * 990  # one in a hundred up to 0.7
    rows = points({"often": scores(often), "seldom": scores(seldom)})
    rates = {row["similarity"]: (row["fmr"], row["from"]) for row in rows}
    assert rates[-1.0][0] == 1
    assert rates[0.0] == rates[0.5] == (0.2, "often")
    assert rates[0.502] == rates[0.7] == (0.01, "seldom")
    assert max(rates) == 0.7


def test_every_two_pictures_are_compared_once():
    directions = np.eye(128)[:5]
    seen = Seen((), np.array([0, 0, 1, 2, 2]), directions, failed=0)
    compared = all_pairs(seen, np.zeros(128))
    assert (compared.genuine.size, compared.impostor.size) == (2, 8)
    assert compared.impostor == pytest.approx(np.zeros(8))


def test_nobody_is_judged_about_a_centre_that_their_own_pictures_are_in():
    """Halves that lie in different directions: a centre of the own half would pull its people apart."""
    half = np.eye(128)[[0, 1]] * 0.6
    own, other = np.eye(128)[10] * 0.8, np.eye(128)[20] * 0.8
    seen = Seen((), np.array([0, 2, 1, 3]), np.concatenate([half + own, half + other]), failed=0)
    centre = (half + other).mean(axis=0)
    a, b = (direction - centre for direction in half + own)
    expected = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
    compared = held_out_pairs(seen)
    assert compared.impostor == pytest.approx([expected] * 2)
    assert compared.genuine.size == 0
