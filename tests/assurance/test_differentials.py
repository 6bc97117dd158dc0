import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.assurance.differentials import fdr, garbe, gini, max_over_geomean, max_over_min

RATES = st.lists(st.floats(1e-6, 1), min_size=2, max_size=8)


def test_two_groups_by_hand():
    rates = [0.01, 0.04]
    assert max_over_min(rates) == pytest.approx(4)
    assert max_over_geomean(rates) == pytest.approx(2)  # geometric mean 0.02
    assert gini(rates) == pytest.approx(0.6)  # 2 x 0.03 x 2 / (2 x 4 x 0.025) = 0.6


def test_three_groups_by_hand():
    # sum over ordered pairs of differences: 2 x (1 + 2 + 3) = 12; n/(n-1) x 12 / (2 x 9 x 7/3) = 3/7
    assert gini([1, 2, 4]) == pytest.approx(3 / 7)
    assert max_over_geomean([1, 2, 4]) == pytest.approx(2)


def test_garbe_and_fdr_by_hand():
    fmr, fnmr = [0.001, 0.003], [0.02, 0.02]
    assert garbe(fmr, fnmr, 0.5) == pytest.approx(0.25)
    assert garbe(fmr, fnmr, 1.0) == pytest.approx(0.5)
    assert fdr(fmr, fnmr, 0.5) == pytest.approx(0.999)
    assert fdr([0, 1], [0, 1], 0.5) == pytest.approx(0)


@given(RATES, st.floats(0.01, 1))
def test_measures_do_not_depend_on_the_scale_but_fdr_does(rates, scale):
    scaled = np.array(rates) * scale
    for measure in (max_over_min, max_over_geomean, gini):
        assert measure(scaled) == pytest.approx(measure(rates))
    assert fdr(scaled, scaled, 0.5) >= fdr(rates, rates, 0.5) - 1e-12


@given(RATES)
def test_every_measure_stays_in_its_range(rates):
    assert max_over_min(rates) >= max_over_geomean(rates) - 1e-9
    assert max_over_geomean(rates) >= 1 - 1e-9
    assert 0 <= gini(rates) <= 1
    assert 0 <= fdr(rates, rates, 0.5) <= 1


def test_groups_alike_are_alike():
    assert (max_over_min([0.2] * 3), max_over_geomean([0.2] * 3)) == (1, pytest.approx(1))
    assert gini([0.2] * 3) == pytest.approx(0, abs=1e-12)


def test_one_group_with_all_errors_is_the_far_end_and_ratios_have_no_value():
    assert gini([0, 0, 0.3]) == pytest.approx(1)
    assert np.isnan(max_over_min([0, 0.3]))
    assert np.isnan(max_over_geomean([0, 0.3]))
    assert np.isnan(gini([0.0, 0.0]))


def test_replicates_are_measured_row_by_row():
    rows = np.array([[0.01, 0.04], [0.02, 0.02]])
    assert gini(rows).tolist() == pytest.approx([0.6, 0])
