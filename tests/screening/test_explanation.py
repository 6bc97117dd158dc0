import math

import pytest

from counterfoil.screening.entity import NameKind
from counterfoil.screening.explanation import COSTS, FIELDS, KINDS, RULES, VERDICTS, Meets, explain, field_in_words
from counterfoil.screening.matching import Rule
from counterfoil.screening.matching.evidence import BIRTH_WEIGHTS
from counterfoil.screening.query import Query
from counterfoil.screening.stating import state


@pytest.fixture(scope="module")
def explained(lists):
    def of(name, **known):
        hits = lists.screen(state([name], **known), 0.5, shown_fpr=0.5).hits
        return explain(hits[0])

    return of


def rows(explanation):
    return [(" ".join(column.query), column.said, " ".join(column.listed)) for column in explanation.columns]


def test_every_rule_verdict_and_kind_is_said_in_words():
    assert set(RULES) == set(Rule)
    assert set(KINDS) == set(NameKind)
    assert set(BIRTH_WEIGHTS) <= set(VERDICTS)


def test_parts_stand_above_those_that_they_met_in_the_order_of_the_screened_name(explained):
    found = explained("Robert James Fenwick-Talmadge")
    assert rows(found) == [
        ("robert", "the same", "robert"),
        ("james", "the same", "james"),
        ("fenwick", "the same", "fenwick"),
        ("talmadge", "the same", "talmadge"),
    ]
    assert {column.meets for column in found.columns} == {Meets.SAME}
    assert found.costs["order"] == 0


def test_a_part_that_met_nothing_stands_alone_and_says_what_it_takes_off(explained):
    found = explained("Robert Peregrin James Fenwick Talmadge")
    alone = [column for column in found.columns if column.meets is Meets.NOTHING]
    assert [(column.query, column.listed, column.said) for column in alone] == [(("peregrin",), (), "only screened")]
    assert alone[0].takes_off > 0


def test_a_listed_part_that_met_nothing_stands_after_the_part_that_it_follows_in_the_list(explained):
    assert rows(explained("Robert Fenwick-Talmadge")) == [
        ("robert", "the same", "robert"),
        ("", "only listed", "james"),
        ("fenwick", "the same", "fenwick"),
        ("talmadge", "the same", "talmadge"),
    ]


def test_another_order_is_said(explained):
    assert explained("Fenwick-Talmadge, Robert James").costs["order"] > 0


def test_the_alias_that_met_is_named_as_the_list_writes_it(explained):
    found = explained("Вячеслав Ильич Баразанов")
    assert (found.listed_name, found.listed_kind) == ("Вячеслав Ильич Баразанов", NameKind.ALIAS)


def test_what_is_known_beside_the_name_is_said_with_its_weight(explained):
    born = explained("Vyacheslav Ilyich Barazanov", birth_date="1961-07-04").evidence[0]
    assert (born.said, born.listed, born.weight > 0) == ("1961-07-04", "1961-04-07", True)
    assert field_in_words(born) == ("Birth date", "day and month exchanged")
    other = explained("Vyacheslav Ilyich Barazanov", birth_date="1999").evidence[0]
    assert other.weight < 0
    assert set(FIELDS) == {"birth_date", "nationality", "document_number"}


def test_the_same_query_is_explained_the_same_twice(lists):
    query = Query(("Viacheslav Barazanov", "Viacheslau Barazanau"))
    first, second = (lists.screen(query, 0.5, shown_fpr=0.5).hits for _ in range(2))
    assert [explain(hit) for hit in first] == [explain(hit) for hit in second]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Robert James Fenwick-Talmadge", {}),
        ("Fenwick-Talmadge, Robert Jaymes", {"birth_date": "1950"}),
        ("Robert Peregrin Fenwik", {}),
        ("Fenwick", {}),
        ("Viacheslav Barazanau", {"birth_date": "1961-07-04", "nationalities": ["Belarus"]}),
    ],
)
def test_what_is_told_adds_up_to_the_score(lists, name, known):
    hit = lists.screen(state([name], **known), 0.5, shown_fpr=1.0, limit=1).hits[0]
    told = explain(hit)
    taken = sum(column.takes_off for column in told.columns) + sum(told.costs.values())
    assert told.gain - taken == pytest.approx(math.log(hit.name_score / (1 - hit.name_score)))
    assert sum(odds for _, odds in told.sum_in_words) == pytest.approx(told.gain - taken, abs=0.15)
    odds = told.gain - taken + sum(one.weight for one in told.evidence)
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(hit.score)


def test_what_is_no_single_parts_fault_is_said_in_words(explained):
    assert set(COSTS) == set(explained("Robert James Fenwick-Talmadge").costs)
    assert "Both names have parts that the other has not" in words(explained("Robert Peregrin Fenwick Talmadge"))
    assert "Fewer than two whole parts met" in words(explained("Talmadge"))
    doubted, certain = explained("Rabert Jamez Fenvick-Talmage"), explained("Robert Jamez Fenvick-Talmage")
    assert doubted.costs["unsure"] > certain.costs["unsure"] == 0


def words(explanation):
    return [said for said, _ in explanation.sum_in_words]
