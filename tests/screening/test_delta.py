"""What changed, screened in reverse, finds what screening everyone would."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.screening import names
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.delta import Arrival, ReverseScreener, arrivals, spelled
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema
from counterfoil.screening.index.comparable import COMPARED, bit
from counterfoil.screening.matching import combine, compare, weigh
from counterfoil.screening.population import Population, Spans
from counterfoil.screening.query import Query

LISTED = Entity(
    "E1", Schema.PERSON, (ListedName("Valdemar Ostrovin"),), (BirthDate(1961, 4, 7),), ("xx",), ("A1",), ("P",)
)
GIVEN = ("Valdemar", "Waldemar", "Amina", "Aminah", "Teodor", "Jean Pierre", "J.")
FAMILY = ("Ostrovin", "Ostrowin", "Karowe", "Quistgard", "van den Berg", "Vandenberg")

called = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY))
born = st.one_of(
    st.builds(BirthDate, st.integers(1960, 1963), st.integers(1, 3), st.integers(1, 3)),
    st.builds(BirthDate, st.integers(1958, 1964)),
    st.builds(lambda year, more: BirthDate(year, until=year + more), st.integers(1958, 1964), st.integers(0, 3)),
    st.builds(lambda year: BirthDate(year, is_about=True), st.integers(1955, 1970)),
)
countries = st.lists(st.sampled_from(["xx", "yy"]), max_size=1).map(tuple)
numbers = st.lists(st.sampled_from(["A1", "B2"]), max_size=1).map(tuple)
schemas = st.sampled_from([Schema.PERSON, Schema.PERSON, Schema.LEGAL_ENTITY, Schema.COMPANY])
queries = st.builds(
    Query, st.lists(called, min_size=1, max_size=2).map(tuple), schemas, st.none() | born, countries, numbers
)
listed = st.builds(
    Entity,
    st.just("E"),
    schemas,
    st.lists(called.map(ListedName), min_size=1, max_size=3, unique=True).map(tuple),
    st.lists(born, max_size=2).map(tuple),
    countries,
    numbers,
)


def population(parties):
    """The population that some queries are."""
    distinct, bearing, bearers, dates, documents = {}, [], [], {}, {}
    for at, party in enumerate(parties):
        for reading in dict.fromkeys(reading for name in party.names for reading in names.read(name, party.schema)):
            bearing.append(distinct.setdefault(reading, len(distinct)))
            bearers.append(at)
        for number in party.document_numbers:
            documents.setdefault(number, []).append(at)
    places = [dates.setdefault(party.birth_date, len(dates)) for party in parties]
    by_reading, by_party = np.array(bearing, np.int32), np.array(bearers, np.int32)
    return Population(
        readings=list(distinct),
        bearers=Spans.of(by_reading, by_party, len(distinct)),
        bearing=Spans.of(by_party, by_reading, len(parties)),
        birth_dates=list(dates),
        born=np.array(places, np.int32),
        party=lambda at: replace(parties[at], names=("",)),
        with_document=documents,
    )


def in_full(parties, entity, threshold):
    """Who is found when everyone is held against every name of the entity."""
    found = {}
    for at, party in enumerate(parties):
        if not COMPARED[party.schema] & bit(entity.schema):
            continue
        mine = [reading for name in party.names for reading in names.read(name, party.schema)]
        theirs = [reading for name in entity.names for reading in names.read(name.text, entity.schema)]
        best = max(compare(one, other).score for one in mine for other in theirs)
        score = combine(best, weigh(party, entity))
        if score >= threshold + 0.05 * (party.birth_date is not None):
            found[at] = pytest.approx(score)
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.lists(queries, min_size=1, max_size=8),
    st.lists(listed, min_size=1, max_size=3),
    st.sampled_from([0.2, 0.6, 0.9]),
)
def test_nobody_is_missed_and_nobody_is_found_besides(parties, entities, threshold):
    screener = ReverseScreener(population(parties), "list/1", (threshold, threshold + 0.05))
    came = arrivals(entities, ())
    for arrival, hits in screener.screen(came):
        assert {hit.party: hit.hit.score for hit in hits} == in_full(parties, arrival.entity, threshold)


def test_a_hit_says_what_met():
    parties = [Query(("Waldemar Ostrowin",), birth_date=BirthDate(1961, 4, 7))]
    ((_, (found,)),) = ReverseScreener(population(parties), "list/1", (0.5, 0.5)).screen([Arrival(LISTED, (0,))])
    assert found.hit.list_version == "list/1"
    assert found.hit.listed_name == LISTED.names[0]
    assert found.hit.query_name == "waldemar ostrowin"
    assert [one.field for one in found.hit.evidence if one.weight > 0] == ["birth_date"]


def test_nothing_to_screen_gives_nothing():
    assert list(ReverseScreener(population([Query(("Amina Karowe",))]), "list/1", (0.5, 0.5)).screen([])) == []


class TestWhatHasToBeScreened:
    def test_someone_new_by_all_names(self):
        two = replace(LISTED, names=(*LISTED.names, ListedName("V. Ostrovin")))
        assert arrivals([two], ()) == (Arrival(two, (0, 1)),)

    def test_someone_with_a_new_alias_by_that(self):
        two = replace(LISTED, names=(*LISTED.names, ListedName("V. Ostrovin")))
        assert arrivals((), [(LISTED, two)]) == (Arrival(two, (1,)),)

    @pytest.mark.parametrize(
        "changed",
        [
            {"birth_dates": (BirthDate(1961, 4, 8),)},
            {"nationalities": ("yy",)},
            {"document_numbers": ()},
            {"schema": Schema.LEGAL_ENTITY},
        ],
    )
    def test_someone_of_whom_the_evidence_changed_by_all_names(self, changed):
        after = replace(LISTED, **changed)
        assert arrivals((), [(LISTED, after)]) == (Arrival(after, (0,)),)

    @pytest.mark.parametrize(
        "changed", [{"programs": ("Q",)}, {"names": (ListedName("Valdemar Ostrovin", NameKind.WEAK_ALIAS),)}]
    )
    def test_nobody_of_whom_only_the_programme_or_the_kind_of_a_name_changed(self, changed):
        assert arrivals((), [(LISTED, replace(LISTED, **changed))]) == ()

    def test_nobody_who_only_lost_a_name(self):
        two = replace(LISTED, names=(*LISTED.names, ListedName("V. Ostrovin")))
        assert arrivals((), [(two, LISTED)]) == ()


def test_a_reading_is_shown_as_its_parts():
    assert spelled(names.read("Abdul-Rahman Harbi")[0]) == "abdul rahman harbi"
