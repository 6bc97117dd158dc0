import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.assurance.intervals import share, wilson


@pytest.mark.parametrize(
    ("errors", "trials", "low", "high"),
    [  # Newcombe 1998, table I, method 3 (score, no continuity correction)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_newcombes_table(errors, trials, low, high):
    assert wilson(errors, trials) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_rate_lies_in_its_interval(counts):
    errors, trials = counts
    low, high = wilson(errors, trials)
    assert 0 <= low <= errors / trials <= high <= 1


def test_a_share_shows_the_wider_of_both_intervals():
    found = share(5, 100, (0.001, 0.06))
    assert found.rate == 0.05
    assert (found.low, found.high) == (0.001, found.wilson[1])
    assert found.bootstrap == (0.001, 0.06)


def test_nothing_counted_is_no_rate():
    found = share(0, 0, reason="no genuine pairs")
    assert (found.rate, found.low, found.high, found.wilson) == (None, None, None, None)
    assert found.reason == "no genuine pairs"


def test_no_error_still_says_what_cannot_be_ruled_out():
    assert share(0, 300).high == pytest.approx(3.84 / 303.84, rel=1e-3)
