"""Every pair of readings is scored, and as the reference scores it, however the work is saved."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.screening import names
from counterfoil.screening.every_pair import EveryPair
from counterfoil.screening.index.engine import is_compiled
from counterfoil.screening.matching import compare

WORDS = [
    "valdemar",
    "ostrovin",
    "waldemar",
    "ostrowin",
    "amina",
    "karowe",
    "abdul",
    "rahman",
    "al",
    "harbi",
    "bin",
    "jean",
    "pierre",
    "jeanpierre",
    "van",
    "den",
    "berg",
    "vandenberg",
    "o",
    "brien",
    "obrien",
    "kim",
    "jong",
    "un",
    "jongun",
    "m",
    "robert",
    "bob",
    "smith",
    "smyth",
    "li",
    "lee",
    "ivanovich",
    "petrov",
    "petroff",
    "dr",
    "sheikh",
    "ltd",
]
written = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
letters = st.lists(st.text("abcdehikmnorstuvz", min_size=1, max_size=9), min_size=1, max_size=5).map(" ".join)
spelt = st.one_of(written, letters).filter(lambda name: any(len(word) > 1 for word in name.split()))
readings = st.lists(spelt, min_size=1, max_size=12).map(
    lambda many: list(dict.fromkeys(reading for name in many for reading in names.read(name)))
)


def told(pairs):
    return {(known, listed): pytest.approx(score) for known, listed, score in pairs.tolist()}


@pytest.mark.skipif(not is_compiled(), reason="there is no compiled scorer")
@settings(max_examples=300, deadline=None)
@given(readings, readings, st.sampled_from([1e-6, 0.01, 0.2, 0.5, 0.9]))
def test_the_compiled_scorer_leaves_no_pair_out(known, listed, floor):
    wanted = {
        (i, j): score
        for i, one in enumerate(known)
        for j, other in enumerate(listed)
        if (score := compare(one, other).score) >= floor
    }
    found = told(EveryPair(known).scores(listed, floor))
    edge = {pair for pair, score in wanted.items() if score < floor + 1e-9}
    assert found.keys() | edge == wanted.keys() | edge
    assert all(found[pair] == wanted[pair] for pair in found)


@pytest.mark.skipif(not is_compiled(), reason="there is no compiled scorer")
def test_the_reference_gives_the_same_array():
    known = [names.read(name)[0] for name in ("Valdemar Ostrovin", "Amina Karowe", "Kim Jong Un")]
    listed = [names.read(name)[0] for name in ("Waldemar Ostrowin", "Kim Jongun")]
    assert told(EveryPair(known).scores(listed, 0.01)) == told(EveryPair(known, use_native=False).scores(listed, 0.01))


@pytest.mark.skipif(not is_compiled(), reason="there is no compiled scorer")
@settings(max_examples=100, deadline=None)
@given(readings, readings, st.data())
def test_each_reading_may_have_a_floor_of_its_own(known, listed, data):
    floors = np.array([data.draw(st.sampled_from([1e-4, 0.2, 0.7, 0.999])) for _ in known])
    pairs = EveryPair(known)
    wanted = {(known_at, at): score for known_at, at, score in pairs.scores(listed, 1e-6).tolist()}
    expected = {pair for pair, score in wanted.items() if score >= floors[pair[0]]}
    edge = {pair for pair, score in wanted.items() if abs(score - floors[pair[0]]) < 1e-9}
    assert told(pairs.scores(listed, floors)).keys() | edge == expected | edge


def test_nothing_known_gives_nothing():
    assert len(EveryPair([]).scores(list(names.read("Amina Karowe")), 0.1)) == 0
