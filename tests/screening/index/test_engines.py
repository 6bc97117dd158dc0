"""The C code gives what the reference gives: the same candidates, the same scores, to the last bit."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Schema
from counterfoil.screening.index import Index, build, compiled, packing, reference
from counterfoil.screening.index.birth_days import days_written
from counterfoil.screening.index.candidates import EFFORT, Effort, candidates
from counterfoil.screening.index.comparable import COMPARED
from counterfoil.screening.index.engine import is_compiled, native
from counterfoil.screening.index.wanted import Wanted
from counterfoil.screening.names import read
from tests.screening.index import strategies
from tools.large_lists import entities

pytestmark = pytest.mark.skipif(not is_compiled(), reason="there was no C compiler")

HURRIED = Effort(budget=300, rescored=30, kept=8, born=3, least=10)
"""So little that every limit is met on a small list."""


def wanted(names, schema=Schema.PERSON, born=None):
    readings = dict.fromkeys(reading for name in names for reading in read(name, schema))
    return Wanted(tuple(readings), COMPARED[schema], born)


def misspelt(name, draw):
    at = draw.randrange(len(name))
    return name[:at] + draw.choice("aeioumnrs ") + name[at + draw.randrange(2) :]


def queries(count):
    """People of the list and of another, some of them misspelt."""
    draw = random.Random(3)  # noqa: S311 - the same names every time
    for person in [*entities(count), *entities(count, seed=2)]:
        name = person.names[-1].text
        yield wanted([misspelt(name, draw) if draw.random() < 0.7 else name], born=next(iter(person.birth_dates), None))


def agree(index, many, effort):
    for one in many:
        days = days_written(one.birth_date) if one.birth_date else ()
        expected = [candidates(index, reading, one.schemas, days, effort) for reading in one.readings]
        assert compiled.candidates(index, one.readings, one.schemas, days, effort) == expected


@pytest.mark.parametrize("effort", [EFFORT, HURRIED], ids=["usual", "hurried"])
def test_candidates_are_the_same(many, effort):
    agree(many, queries(300), effort)


@pytest.mark.parametrize(("effort", "count"), [(EFFORT, 40), (HURRIED, 150)], ids=["usual", "hurried"])
def test_what_is_found_is_the_same(many, effort, count):
    sought = list(queries(count))
    floors = [(0.0, 0.2, 0.6)[place % 3] for place in range(len(sought))]
    found = compiled.search(many, sought, floors, 12, effort)
    assert found == reference.search(many, sought, floors, 12, effort)
    assert sum(map(len, found)) > len(sought) / 2


@settings(max_examples=20, deadline=None)
@given(put=strategies.lists(), said=st.data())
def test_whatever_the_names_and_dates_what_is_found_is_the_same(put, said):
    listed = [name.text for entity in put for name in entity.names]
    texts = st.lists(st.one_of(strategies.names, st.sampled_from(listed)), min_size=1, max_size=3)
    born = st.none() | strategies.birth_dates()
    sought = [wanted(said.draw(texts), said.draw(st.sampled_from(Schema)), said.draw(born)) for _ in range(3)]
    floors = [said.draw(st.sampled_from([0.0, 0.3, 0.9])) for _ in sought]
    with TemporaryDirectory() as folder:
        build(put, Path(folder) / "index")
        index = Index.open(Path(folder) / "index")
        for effort in (EFFORT, HURRIED):
            agree(index, sought, effort)
            found = compiled.search(index, sought, floors, 5, effort)
            assert found == reference.search(index, sought, floors, 5, effort)


def test_a_birth_date_finds_who_shares_a_part_however_little_else(many):
    person = next(one for one in entities(400) if one.birth_dates and one.birth_dates[0].day)
    part = read(person.names[0].text)[0][-1].text
    born = person.birth_dates[0]
    for said in (born, BirthDate(born.year + 1, born.month, born.day), BirthDate(born.year - 1, born.month, born.day)):
        (rows,) = compiled.candidates(many, [read(f"Xqwrt {part}")[0]], COMPARED[Schema.PERSON], days_written(said))
        assert person.id in {many.entity(owner).id for row in rows for owner, _ in many.bearers(row)}


@pytest.mark.parametrize(
    "harm",
    [
        lambda parts: (parts[0][:-1], *parts[1:]),
        lambda parts: (parts[0].upper(), *parts[1:]),
        lambda parts: (parts[0], b"\0" + parts[1][1:], *parts[2:]),
        lambda parts: (parts[0], b"\xff" + parts[1][1:], *parts[2:]),
        lambda parts: (*parts[:2], parts[2][:-1], *parts[3:]),
        lambda parts: (*parts[:3], parts[3][:-1], parts[4]),
        lambda parts: (*parts[:4], b"\x09"),
        lambda parts: (*parts[:4], b"\xff"),
        lambda parts: (*parts[:4], b""),
        lambda parts: (*parts[:4], b"\0\x02"),
    ],
)
def test_readings_that_are_none_are_refused(many, harm):
    packed = packing.readings([read("Orvin Tashkel")[0]])
    with pytest.raises(ValueError, match="readings are not what they should be"):
        native.score_all(packing.parameters(), 0.0, harm(packed), packed)
    with pytest.raises(ValueError, match="readings are not what they should be"):
        native.candidates(many.held(), EFFORT, harm(packed), 255, b"")


@pytest.mark.parametrize("at", range(6))
def test_queries_that_do_not_fit_their_readings_are_refused(many, at):
    one = wanted(["Orvin Tashkel"], born=BirthDate(1961, 2, 5))
    packed = list(packing.queries([one], [0.1]))
    packed[at] = packed[at] + b"\0\0\0\0\0\0\0\0"
    with pytest.raises(ValueError, match="do not fit"):
        native.search(many.held(), EFFORT, packing.parameters(), 5, packing.readings(one.readings), tuple(packed))
