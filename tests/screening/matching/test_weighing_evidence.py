"""What is known beside the name speaks for or against, and never by its absence."""

import pytest

from counterfoil.errors import InputError
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, Schema
from counterfoil.screening.explanation import field_in_words
from counterfoil.screening.matching import MATCHER, calibration, combine, false_positive_rate, threshold, weigh
from counterfoil.screening.query import Query


def evidence(said=None, listed=(), **fields):
    query = Query(("Valdemar Ostrovin",), birth_date=said, **fields.get("query", {}))
    entity = Entity(
        "x-1", Schema.PERSON, (ListedName("Valdemar Ostrovin"),), birth_dates=listed, **fields.get("entity", {})
    )
    return weigh(query, entity)


@pytest.mark.parametrize(
    ("said", "listed", "verdict"),
    [
        (BirthDate(1961, 4, 7), BirthDate(1961, 4, 7), "same"),
        (BirthDate(1961, 4, 7), BirthDate(1961, 7, 4), "swapped"),
        (BirthDate(1961, 4, 7), BirthDate(1962, 4, 7), "one_year_off"),
        (BirthDate(1961, 4, 7), BirthDate(1961, 4, 9), "near"),
        (BirthDate(1961, 4, 7), BirthDate(1961, 4), "month"),
        (BirthDate(1961, 4, 7), BirthDate(1961), "year_only"),
        (BirthDate(1961), BirthDate(1961), "year_only"),
        (BirthDate(1961, 4, 7), BirthDate(1962), "year_near"),
        (BirthDate(1963, 4, 7), BirthDate(1961, is_about=True), "year_near"),
        (BirthDate(1963, 4, 7), BirthDate(1961, until=1965), "year_only"),
        (BirthDate(1966, 4, 7), BirthDate(1961, until=1965), "year_near"),
        (BirthDate(1961, 4, 7), BirthDate(1961, 5, 8), "differs"),
        (BirthDate(1961, 4, 7), BirthDate(1961, 5), "differs"),
        (BirthDate(1961, 4, 7), BirthDate(1971), "differs"),
    ],
)
def test_birth_dates_agree_in_many_ways(said, listed, verdict):
    (found,) = evidence(said, (listed,))
    assert (found.field, found.verdict, found.said, found.listed) == ("birth_date", verdict, str(said), str(listed))
    (turned,) = evidence(listed, (said,))
    assert turned.verdict == verdict


def test_of_several_birth_dates_the_one_that_agrees_best_counts():
    (found,) = evidence(BirthDate(1961, 4, 7), (BirthDate(1970), BirthDate(1961, 7, 4), BirthDate(1961)))
    assert found.verdict == "swapped"


def test_the_better_two_dates_agree_the_more_they_weigh():
    def weight(listed):
        return evidence(BirthDate(1961, 4, 7), (listed,))[0].weight

    dates = [BirthDate(1961, 4, 7), BirthDate(1961, 7, 4), BirthDate(1961), BirthDate(1962), BirthDate(1999)]
    weights = [weight(listed) for listed in dates]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0 > weights[-1]


def test_what_is_missing_is_no_evidence():
    assert evidence(None, (BirthDate(1961),)) == ()
    assert evidence(BirthDate(1961), ()) == ()
    assert evidence(query={"nationalities": ("de",)}) == ()
    assert evidence(query={"document_numbers": ("C01",)}, entity={"document_numbers": ("X99",)}) == ()


def test_nationalities_and_documents_are_weighed():
    same, document = evidence(
        query={"nationalities": ("fr", "de"), "document_numbers": ("c-01 X",)},
        entity={"nationalities": ("de",), "document_numbers": ("C01X",)},
    )
    assert (same.verdict, same.weight > 0, document.verdict, document.weight > 0) == ("same", True, "same", True)
    (other,) = evidence(query={"nationalities": ("fr",)}, entity={"nationalities": ("de",)})
    assert (other.verdict, other.weight < 0) == ("differs", True)


@pytest.mark.parametrize(
    ("said", "listed", "pair"),
    [
        (("ua",), ("su",), ("ua", "su")),
        (("su",), ("ge",), ("su", "ge")),
        (("de", "hr"), ("ru", "yu"), ("hr", "yu")),
    ],
)
def test_a_state_that_is_no_more_and_one_that_followed_say_nothing(said, listed, pair):
    (found,) = evidence(query={"nationalities": said}, entity={"nationalities": listed})
    assert (found.verdict, found.weight, (found.said, found.listed)) == ("succeeded", 0.0, pair)
    assert field_in_words(found) == ("Nationality", "of a state that is no more, and of one that followed")


def test_where_one_nationality_is_the_same_no_former_state_is_asked():
    (found,) = evidence(query={"nationalities": ("ua",)}, entity={"nationalities": ("su", "ua")})
    assert (found.verdict, found.said) == ("same", "ua")


def test_an_exact_name_alone_is_below_an_exact_name_with_its_birth_date():
    born = evidence(BirthDate(1961, 4, 7), (BirthDate(1961, 4, 7),))
    assert combine(0.97, ()) == 0.97
    assert 0.97 < combine(0.97, born) < 1
    assert combine(0.97, evidence(BirthDate(1961, 4, 7), (BirthDate(1999),))) < 0.97
    assert combine(0.0, born) == 0


@pytest.mark.parametrize("with_birth_date", [False, True])
def test_the_threshold_of_a_rate_has_that_rate_or_a_lower_one(with_birth_date):
    before = 0.0
    for rate in (0.2, 0.05, 0.01, 0.002):
        line = threshold(rate, with_birth_date=with_birth_date)
        assert false_positive_rate(line, with_birth_date=with_birth_date) <= rate
        assert line > before
        before = line


def test_the_higher_the_score_the_rarer_it_is():
    rates = [false_positive_rate(score / 100) for score in range(100)]
    assert rates == sorted(rates, reverse=True)
    assert rates[0] == 1


def test_a_birth_date_makes_the_same_score_rarer():
    line = threshold(0.01)
    assert false_positive_rate(line, with_birth_date=True) < 0.01


def test_a_rate_that_the_data_cannot_support_is_refused():
    with pytest.raises(InputError, match="lower than the calibration"):
        threshold(1e-5)
    with pytest.raises(InputError, match="above 0"):
        threshold(0.0)


def test_the_calibration_is_of_this_matcher():
    assert calibration().matcher == MATCHER
