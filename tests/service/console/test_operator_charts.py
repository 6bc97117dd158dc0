"""Drawings of the operator page: nothing lies outside its field, and everything where the numbers say."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.records.counting import LATENCY_EDGES, Bar, End, Latency, Span
from counterfoil.service.console import bars, charts


@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 3), max_size=40))
def test_nothing_is_drawn_outside_its_field(counts):
    start = datetime(2026, 11, 1)  # noqa: DTZ001 - only its day is written
    stretches = [Bar(start + timedelta(days=at), *one) for at, one in enumerate(counts)]
    chart = charts.throughput(stretches, Span.DAY)
    for block in chart.blocks:
        assert 0 <= block.x <= block.x + block.width <= 100.01
        assert -0.02 <= block.y <= block.y + block.height <= 100.02
    assert len(chart.rows) == len(counts)
    assert len(chart.x_labels) <= 8
    assert 2 <= len(chart.y_labels) <= 6


@given(st.dictionaries(st.sampled_from(End), st.integers(0, 10**6)))
def test_the_parts_of_a_whole_fill_it(counts):
    shares = bars.ends(counts)
    if shares:
        assert sum(share.length for share in shares) == pytest.approx(100, abs=0.1)


@given(st.floats(0, 10**8), st.floats(0, 10**8))
def test_marks_stand_where_the_bars_say(median, p95):
    low, high = sorted((median, p95))
    chart = charts.latency(Latency(1, low, high, (1,) * (len(LATENCY_EDGES) + 1)))
    assert 0 <= chart.marks[0].at <= chart.marks[1].at <= 100
