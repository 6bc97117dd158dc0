from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.assurance import read_attacks
from counterfoil.assurance.presentation import BONA_FIDE, Answer, Presentation, answer, measure_attacks
from counterfoil.checks import Check, Outcome
from counterfoil.errors import InputError
from tests.assurance.lists import write_list

PRESENTED = st.lists(
    st.builds(
        Presentation,
        st.sampled_from([BONA_FIDE, "print", "screen"]),
        st.sampled_from(list(Answer)),
        st.sampled_from([None, True, False]),
    )
)


@given(PRESENTED)
def test_every_rate_is_what_counting_gives(presented):
    found = measure_attacks(presented, {})
    counts = Counter((one.species, one.answer) for one in presented)
    per = Counter(one.species for one in presented)
    assert [one.species for one in found.species] == sorted(set(per) - {BONA_FIDE})
    for one in found.species:
        assert (one.apcer.errors, one.apcer.trials) == (counts[one.species, Answer.BONA_FIDE], per[one.species])
        assert one.non_response.errors == counts[one.species, Answer.NONE]
        referred = [p for p in presented if p.species == one.species and p.matched is not None]
        accepted = [p for p in referred if p.matched and p.answer is Answer.BONA_FIDE]
        assert (one.iapar.errors, one.iapar.trials) == (len(accepted), len(referred))
    assert (found.bpcer.errors, found.bpcer.trials) == (counts[BONA_FIDE, Answer.ATTACK], per[BONA_FIDE])
    assert found.bona_fide_non_response.errors == counts[BONA_FIDE, Answer.NONE]
    assert found.apcer_max == max((one.apcer.rate for one in found.species), default=None)


def test_the_worst_species_counts_not_the_mean():
    presented = [Presentation("print", Answer.ATTACK)] * 99 + [Presentation("mask", Answer.BONA_FIDE)]
    found = measure_attacks(presented, {"image_unusable": 2})
    assert (found.apcer_max, found.worst_species) == (1.0, "mask")
    assert found.unread == {"image_unusable": 2}


def test_none_of_thirty_still_says_what_cannot_be_ruled_out():
    (species,) = measure_attacks([Presentation("print", Answer.ATTACK)] * 30, {}).species
    assert species.apcer.rate == 0
    assert species.apcer.high == pytest.approx(0.1135, abs=1e-3)
    assert species.iapar.rate is None
    assert species.iapar.reason


def test_nothing_presented_is_no_rate():
    found = measure_attacks([], {})
    assert (found.species, found.apcer_max, found.worst_species, found.bpcer.rate) == ((), None, None, None)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ({"x.a": Outcome.PASSED, "x.b": Outcome.PASSED, "x.c": Outcome.FAILED}, Answer.BONA_FIDE),
        ({"x.a": Outcome.PASSED, "x.b": Outcome.FAILED}, Answer.ATTACK),
        ({"x.a": Outcome.INCONCLUSIVE, "x.b": Outcome.FAILED}, Answer.ATTACK),
        ({"x.a": Outcome.PASSED, "x.b": Outcome.INCONCLUSIVE}, Answer.NONE),
        ({"x.a": Outcome.PASSED, "x.b": Outcome.NOT_RUN}, Answer.NONE),
        ({"x.a": Outcome.PASSED}, Answer.NONE),
    ],
)
def test_only_deciding_checks_decide_and_nothing_passes_by_default(outcomes, expected):
    checks = [Check(name, outcome) for name, outcome in outcomes.items()]
    assert answer(checks, ("x.a", "x.b")) is expected
    assert answer(checks, ()) is Answer.NONE


def test_a_list_of_presentations_is_read(tmp_path):
    rows = [
        ("species", "clip", "challenge", "reference"),
        ("print", "1.mp4", "1.json", "p.jpg"),
        (BONA_FIDE, "2", "2", ""),
    ]
    first, second = read_attacks(write_list(tmp_path / "attacks.csv", rows))
    assert (first.clip, first.challenge, first.species, first.reference) == ("1.mp4", "1.json", "print", "p.jpg")
    assert (second.species, second.reference) == (BONA_FIDE, "")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("clip", "challenge")], "line 1: there is no column 'species'"),
        ([("clip", "challenge", "species", "colour")], "line 1: column 'colour' is not known"),
        ([("clip", "challenge", "species", "clip")], "line 1: column 'clip' is not known or there twice"),
        ([("clip", "challenge", "species"), ("1", "2")], "line 2: 2 columns"),
        ([("clip", "challenge", "species"), ("1", "2", "")], "line 2: 'species' is empty"),
        ([], "is empty"),
    ],
)
def test_a_wrong_list_of_presentations_is_refused_with_its_line(rows, said, tmp_path):
    with pytest.raises(InputError, match=said):
        read_attacks(write_list(tmp_path / "attacks.csv", rows))
