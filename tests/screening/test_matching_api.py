"""Requests as clients of yente send them, and answers that they can read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from counterfoil.errors import InputError
from counterfoil.screening.matching import threshold
from counterfoil.screening.matching_api import MatchRequest, Parameters, respond
from counterfoil.screening.matching_api.scale import from_their_scale, on_their_scale

PERSON = {
    "schema": "Person",
    "properties": {
        "name": ["Vyacheslav Ilyich Barazanov"],
        "birthDate": ["1961-04-07"],
        "nationality": ["Belarus"],
        "passportNumber": ["MC1234567"],
    },
}
COMPANY = {"schema": "Company", "properties": {"name": "Barazan Overland Trading", "jurisdiction": ["ae"]}}


@pytest.fixture(scope="module")
def ask(lists):
    """Send a body and get a body, both as JSON has them."""

    def ask(queries, dataset="default", parameters=None, **body):
        request = MatchRequest.model_validate(json.loads(json.dumps({"queries": queries, **body})))
        response = respond(request, lists, dataset, parameters)
        return json.loads(response.model_dump_json(by_alias=True))

    return ask


def test_a_batch_of_queries_is_answered_under_the_clients_own_keys(ask):
    answer = ask({"q1": PERSON, "q2": COMPANY, "q3": {"schema": "Person", "properties": {"name": ["Jonas Quill"]}}})
    assert list(answer["responses"]) == ["q1", "q2", "q3"]
    assert [len(one["results"]) > 0 for one in answer["responses"].values()] == [True, True, False]
    assert {one["status"] for one in answer["responses"].values()} == {200}
    assert answer["responses"]["q3"]["total"] == {"value": 0, "relation": "eq"}
    assert answer["limit"] == 5


def test_a_result_has_what_clients_read(ask):
    best = ask({"q": PERSON})["responses"]["q"]["results"][0]
    assert set(best) >= {"id", "caption", "schema", "properties", "datasets", "referents", "target", "score", "match"}
    assert (best["id"], best["schema"], best["datasets"], best["target"], best["match"]) == (
        "inv-1",
        "Person",
        ["invented"],
        True,
        True,
    )
    assert best["properties"]["name"] == ["BARAZANOV, Vyacheslav Ilyich"]
    assert best["properties"]["weakAlias"] == ["Slava the Owl"]
    assert best["properties"]["birthDate"] == ["1961-04-07"]
    assert 0.7 < best["score"] <= 1
    assert best["last_change"] == "2026-11-20"


def test_a_result_is_explained_with_the_values_that_were_compared(ask):
    best = ask({"q": PERSON})["responses"]["q"]["results"][0]
    assert set(best["explanations"]) == set(best["features"])
    assert best["explanations"]["name_match"]["query"] == "Vyacheslav Ilyich Barazanov"
    assert best["explanations"]["birth_date"]["candidate"] == "1961-04-07"


def test_the_query_comes_back_as_it_was_understood(ask):
    properties = {**PERSON["properties"], "birthDate": ["?!", "1961"], "eyes": ["x"]}
    example = {"id": "mine", "schema": "Person", "properties": properties}
    query = ask({"q": example})["responses"]["q"]["query"]
    assert query == {
        "id": "mine",
        "schema": "Person",
        "properties": {
            "name": ["Vyacheslav Ilyich Barazanov"],
            "birthDate": ["1961"],
            "nationality": ["by"],
            "passportNumber": ["MC1234567"],
        },
    }


def test_names_in_parts_are_put_together(ask):
    parts = {"firstName": ["Vyacheslav"], "fatherName": ["Ilyich"], "lastName": ["Barazanov", "Quill"]}
    answer = ask({"q": {"schema": "Person", "properties": parts}})
    assert answer["responses"]["q"]["results"][0]["id"] == "inv-1"


@pytest.mark.parametrize("schema", ["LegalEntity", "Thing"])
def test_a_legal_entity_may_be_a_person_as_in_follow_the_money(ask, schema):
    found = {
        name: ask({"q": {"schema": schema, "properties": {"name": [name]}}})["responses"]["q"]["results"][0]["id"]
        for name in ("Vyacheslav Ilyich Barazanov", "Barazan Overland Trading LLC")
    }
    assert list(found.values()) == ["inv-1", "inv-4"]


def test_limit_threshold_cutoff_and_the_filters_are_kept(ask):
    def results(**parameters):
        return ask({"q": PERSON}, parameters=Parameters(**parameters))["responses"]["q"]["results"]

    assert len(results(limit=1, cutoff=0.0)) == 1
    assert [one["match"] for one in results(threshold=1.0)] == [False]
    assert results(exclude_entity_ids=("inv-1",)) == []
    assert results(exclude_schema=("Person",)) == []
    assert results(exclude_dataset=("invented",)) == []
    assert results(include_dataset=("another",)) == []
    assert len(results(cutoff=0.0)) >= len(results()) == 1


def test_a_dataset_is_a_list_or_stands_for_all(ask):
    assert ask({"q": PERSON}, "invented") == ask({"q": PERSON}, "sanctions")
    with pytest.raises(InputError, match="no such dataset"):
        ask({"q": PERSON}, "us_ofac_sdn")


def test_weights_and_config_are_taken_and_change_nothing(ask):
    assert ask({"q": PERSON}, weights={"name_match": 0.1}, config={"nm_number_mismatch": 1}) == ask({"q": PERSON})


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        ({}, "There are no queries"),
        ({"q": {"schema": "xxx", "properties": {"name": "Banana"}}}, "queries, number 1: there is no schema"),
        ({"q": {"schema": "Person", "properties": {"name": ["..."]}}}, "queries, number 1: there is no name"),
        ({str(n): COMPANY for n in range(501)}, "more than 500 queries"),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused_in_one_line_without_its_values(ask, queries, message):
    with pytest.raises(InputError) as caught:
        ask(queries)
    assert message in str(caught.value)
    assert "Banana" not in str(caught.value)


def test_a_query_without_a_schema_is_refused_by_its_shape(ask):
    with pytest.raises(ValidationError):
        ask({"q": {"properties": {"name": "Banana"}}})


def test_their_threshold_is_our_alert_rate_and_their_cutoff_what_is_shown():
    for said in (False, True):
        ours = [threshold(rate, with_birth_date=said) for rate in (0.01, 0.05)]
        assert [on_their_scale(score, with_birth_date=said) for score in ours] == pytest.approx([0.7, 0.5])


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_the_scale_keeps_the_order_and_can_be_turned_back(first, second, said):
    lower, higher = (on_their_scale(score, with_birth_date=said) for score in sorted((first, second)))
    assert lower <= higher
    assert from_their_scale(lower, with_birth_date=said) == pytest.approx(min(first, second), abs=1e-9)


@given(
    st.dictionaries(
        st.sampled_from(["name", "birthDate", "nationality", "idNumber", "x"]),
        st.text() | st.lists(st.text() | st.integers() | st.none()),
    )
)
def test_any_values_end_in_an_answer_or_one_clear_line(ask, properties):
    line = ""
    try:
        answer = ask({"q": {"schema": "Person", "properties": properties}})
    except InputError as wrong:
        line = str(wrong)
    assert "\n" not in line if line else answer["responses"]["q"]["status"] == 200
