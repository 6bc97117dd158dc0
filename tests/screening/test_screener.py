import pytest

from counterfoil.errors import InputError, ListError
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema
from counterfoil.screening.index import Index, build
from counterfoil.screening.index.engine import is_compiled
from counterfoil.screening.matching import compare
from counterfoil.screening.query import Query
from counterfoil.screening.screener import Screener

PEOPLE = (
    Entity(
        "a",
        Schema.PERSON,
        (ListedName("Orvin Maltus TASHKEL"), ListedName("Orvin the Crane", NameKind.WEAK_ALIAS)),
        (BirthDate(1961, 4, 7),),
        ("by",),
        ("MC 123-4567",),
    ),
    Entity("b", Schema.PERSON, (ListedName("Orwin Tashkell"),), (BirthDate(1980),)),
    Entity("c", Schema.COMPANY, (ListedName("Tashkel Overland Trading LLC"),)),
    Entity("d", Schema.VESSEL, (ListedName("Orvin Tashkel"),)),
    Entity("e", Schema.LEGAL_ENTITY, (ListedName("Belmira Quistrel"),)),
    Entity("f", Schema.PERSON, (ListedName("Al"),)),
    Entity("g", Schema.PERSON, (ListedName("X"),)),
    Entity("h", Schema.PERSON, (ListedName("王"),)),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists") / "2026-11-20"
    build(PEOPLE, folder)
    return Index.open(folder)


@pytest.fixture(
    scope="module", params=[True, False] if is_compiled() else [False], ids=["C", "Python"][-1 - is_compiled() :]
)
def screener(request, index):
    return Screener([index], native=request.param)


def found(screener, *names, **known):
    return [hit.entity.id for hit in screener.screen(Query(names, **known), floor=known.pop("floor", 0.05))]


def test_a_listed_name_is_found_with_all_that_is_known_of_it(screener):
    hit = screener.screen(Query(("Orvin Maltus Tashkel",), birth_date=BirthDate(1961, 4, 7)))[0]
    assert (hit.entity, hit.listed_name, hit.query_name) == (PEOPLE[0], PEOPLE[0].names[0], "Orvin Maltus Tashkel")
    assert hit.list_version == "2026-11-20"
    assert [one.verdict for one in hit.evidence] == ["same"]
    assert hit.score >= hit.name_score
    assert hit.alignment == compare(hit.query_reading, hit.listed_reading)
    assert hit.alignment.score == hit.name_score


def test_hits_come_best_first_and_no_more_than_asked_for(screener):
    every = screener.screen(Query(("Orvin Tashkel",)), floor=0.0)
    assert [hit.score for hit in every] == sorted((hit.score for hit in every), reverse=True)
    assert screener.screen(Query(("Orvin Tashkel",)), floor=0.0, limit=1) == every[:1]


def test_nothing_under_the_floor_is_a_hit(screener):
    every = screener.screen(Query(("Orvin Tashkel",)), floor=0.0)
    floor = every[0].score
    assert screener.screen(Query(("Orvin Tashkel",)), floor=floor) == tuple(hit for hit in every if hit.score >= floor)


def test_of_several_names_the_one_that_agrees_best_is_told(screener):
    hit = screener.screen(Query(("Zubrek Holm", "Orvin Maltus Tashkel")))[0]
    assert hit.query_name == "Orvin Maltus Tashkel"


@pytest.mark.parametrize(("name", "key"), [("Al", "f"), ("X", "g"), ("王", "h"), ("x", "g")])
def test_the_shortest_name_finds_its_exact_self(screener, name, key):
    assert key in [hit.entity.id for hit in screener.screen(Query((name,)), floor=0.0)]


@pytest.mark.parametrize(
    ("schema", "keys"),
    [
        (Schema.PERSON, {"a", "b"}),
        (Schema.COMPANY, {"c"}),
        (Schema.ORGANIZATION, {"c"}),
        (Schema.VESSEL, {"d"}),
        (Schema.LEGAL_ENTITY, {"c", "d"}),
    ],
)
def test_a_query_is_compared_with_its_own_kind_only(screener, schema, keys):
    hits = screener.screen(Query(("Tashkel Orvin",), schema), floor=0.0)
    assert {hit.entity.id for hit in hits} == keys


def test_a_listed_legal_entity_may_be_a_person(screener):
    assert screener.screen(Query(("Belmira Quistrel",)))[0].entity.id == "e"


def test_a_document_number_finds_its_holder_under_any_name(screener):
    query = Query(("Zubrek Holm",), document_numbers=("mc1234567",))
    (hit,) = screener.screen(query, floor=0.0)
    assert hit.entity.id == "a"
    assert [one.field for one in hit.evidence] == ["document_number"]


@pytest.mark.parametrize("born", [BirthDate(1961, 4, 7), BirthDate(1961, 7, 4), BirthDate(1962, 4, 7)])
def test_a_birth_date_that_may_be_the_same_speaks_for_the_hit(screener, born):
    alone = screener.screen(Query(("Orvin Tashkel",)), floor=0.0)
    dated = screener.screen(Query(("Orvin Tashkel",), birth_date=born), floor=0.0)
    score = {hit.entity.id: hit.score for hit in alone}
    assert next(hit.score for hit in dated if hit.entity.id == "a") > score["a"]


def test_many_queries_give_what_each_gives_alone(screener):
    queries = [Query((name,)) for name in ["Orvin Tashkel", "Al", "Belmira", "Nobody Atall"] * 100]
    assert list(screener.screen_many(iter(queries))) == [screener.screen(query) for query in queries[:4]] * 100


def test_no_query_gives_no_answer(screener):
    assert list(screener.screen_many([])) == []


@pytest.mark.parametrize("names", [("!?",), ("", " "), ("🙂",), ()])
def test_a_name_that_cannot_be_compared_is_refused_and_not_repeated(screener, names):
    with pytest.raises(InputError, match="no letter or digit that could be compared"):
        screener.screen(Query(names))


def test_what_was_prepared_is_screened_as_the_query_would_be(screener):
    query = Query(("Orvin Tashkel",), birth_date=BirthDate(1961))
    assert next(screener.screen_many([screener.prepare(query)])) == screener.screen(query)


def test_without_an_index_there_is_nothing_to_screen_against():
    for nothing in ([], {}):
        with pytest.raises(ListError, match="nothing to screen against"):
            Screener(nothing)


def test_several_lists_are_screened_at_once_each_under_its_name(index, tmp_path):
    build(PEOPLE[:2], tmp_path / "other")
    both = Screener({"first": index, "second": Index.open(tmp_path / "other")})
    hits = both.screen(Query(("Orvin Maltus Tashkel",)), floor=0.5)
    assert {hit.list_version for hit in hits if hit.entity.id == "a"} == {"first", "second"}


def test_the_engine_says_which_it_is(index):
    assert Screener([index], native=False).engine == "reference"
    assert Screener([index]).engine == ("native" if is_compiled() else "reference")
