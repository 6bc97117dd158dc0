"""The arithmetic of tools/calibrate, on numbers small enough to check by hand."""

import numpy as np
import pytest

from counterfoil.assurance.intervals import wilson
from tools.calibrate import groups
from tools.calibrate.rates import points
from tools.calibrate.scores import Scores, all_pairs, held_out_pairs
from tools.calibrate.seen import Seen


def scores(impostor, parties=None):
    """Impostor comparisons, each of two other people unless it is said whom they are of."""
    impostor = np.array(impostor, float)
    parties = np.arange(2 * impostor.size).reshape(-1, 2) if parties is None else np.array(parties)
    order = np.argsort(impostor)
    return Scores(genuine=np.array([0.9]), impostor=impostor[order], parties=parties.astype(np.int32)[order])


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
    rows = points({"often": scores(often), "seldom": scores(seldom)}, 0.0)
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


def test_a_margin_moves_every_rate_up_the_scale():
    one = {"set": scores([0.5] * 20 + [-0.9] * 80)}
    plain, moved = points(one, 0.0), points(one, 0.1)
    assert max(row["similarity"] for row in plain) == 0.5
    assert max(row["similarity"] for row in moved) == 0.6


def test_nobody_is_judged_about_a_centre_that_their_own_pictures_are_in():
    rng = np.random.default_rng(0)
    directions = rng.normal(size=(6, 128))
    people = np.array([0, 0, 1, 2, 3, 3])
    compared = held_out_pairs(Seen((), people, directions, failed=0))
    assert (compared.genuine.size, compared.impostor.size) == (2, 13)

    def about(a, b):
        others = ~np.isin(people, [people[a], people[b]])
        one, two = (directions[n] - directions[others].mean(axis=0) for n in (a, b))
        return one @ two / np.linalg.norm(one) / np.linalg.norm(two)

    assert compared.genuine == pytest.approx(sorted([about(0, 1), about(4, 5)]))
    expected = sorted((about(a, b), people[a], people[b]) for a in range(6) for b in range(a) if people[a] != people[b])
    assert compared.impostor == pytest.approx([similarity for similarity, *_ in expected])
    assert compared.parties.tolist() == [sorted(parties) for _, *parties in expected]


def test_comparisons_are_counted_by_the_pairs_of_people_they_are_of():
    one = scores([0.1, 0.5, 0.6, 0.7], [(0, 1), (0, 1), (0, 1), (1, 2)])
    assert [one.pairs_of_people(threshold) for threshold in (-1, 0.4, 0.65, 0.8)] == [2, 2, 1, 0]


def test_a_group_is_judged_by_comparisons_within_it():
    directions = np.eye(128)[:5]
    labels = {"hat": ("red", "red", "red", "blue", "blue"), "coat": ("long", "long", "short", "short", "short")}
    seen = Seen((), np.array([0, 0, 1, 2, 3]), directions, failed=0, groups=labels)
    within = groups.within(seen, all_pairs(seen, np.zeros(128)))
    sizes = {name: one.impostor.size for name, one in within.items()}
    assert sizes == {
        "hat red": 2,
        "hat blue": 1,
        "coat short": 3,
        "alike in all of these": 1,
        "blue short": 1,
    }


def test_the_margin_is_that_of_the_group_that_errs_most_where_it_can_be_measured():
    tail = np.linspace(0, 0.5, 1000)
    reference = scores(tail)
    further = scores(tail + 0.05)
    few = scores([0.9] * 9 + [-0.5] * 991)  # nine pairs of people tell no rate
    crowded = scores(np.full(1000, 0.8), [(0, 1)] * 1000)  # however often two people are compared
    margin, name = groups.margin(reference, {"further": further, "few": few, "crowded": crowded, "same": reference})
    assert (margin, name) == (pytest.approx(0.05, abs=0.003), "further")


def test_a_rate_in_the_middle_of_the_distribution_asks_for_no_margin():
    reference = scores(np.linspace(0, 0.5, 1000))
    assert groups.margin(reference, {"high": scores([0.45] * 900 + [-0.9] * 100)})[0] == 0
