import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.assurance import limits
from counterfoil.assurance.discard import error_versus_discard

PAIRS = st.lists(st.tuples(st.integers(-10, 10), st.integers(0, 4), st.integers(0, 4)), max_size=40)


@given(PAIRS)
def test_each_point_is_what_counting_the_kept_pairs_gives(pairs):
    columns = np.array(pairs, np.float32).reshape(-1, 3)
    points = error_versus_discard(columns[:, 0] / 10, columns[:, 1], columns[:, 2], 0.3)
    levels = sorted({min(one[1:]) for one in pairs})
    assert [point.quality for point in points] == levels
    for point in points:
        kept = [score for score, a, b in pairs if min(a, b) >= point.quality]
        assert point.kept == len(kept)
        assert point.errors == sum(np.float32(score) / np.float32(10) < np.float32(0.3) for score in kept)
        assert point.fnmr == point.errors / len(kept)
        assert point.discarded == 1 - len(kept) / len(pairs) or abs(point.discarded - 1 + len(kept) / len(pairs)) < 1e-9


def test_a_fine_score_gives_a_bounded_curve_from_everything_to_the_best():
    quality = np.random.default_rng(2).random(5000).astype(np.float32)
    points = error_versus_discard(quality, quality, quality, 0.1)
    assert len(points) == limits.CURVE_POINTS
    assert points[0].discarded == 0
    assert points[0].fnmr > 0.05
    assert points[-1].kept == 1
    assert points[-1].fnmr == 0
