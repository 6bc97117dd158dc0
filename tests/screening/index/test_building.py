import json
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from counterfoil.errors import FileError, ListError
from counterfoil.screening.entity import Entity, ListedName, Schema
from counterfoil.screening.index import Index, build
from counterfoil.screening.index.engine import is_compiled
from counterfoil.screening.names import read
from tests.screening.index import strategies
from tools.large_lists import entities

compiled = pytest.mark.skipif(not is_compiled(), reason="there was no C compiler")


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def person(key, *names):
    return Entity(key, Schema.PERSON, tuple(map(ListedName, names)))


def test_every_entity_comes_back_as_it_was(place):
    put = list(entities(200))
    summary = build(iter(put), place)
    index = Index.open(place)
    assert (summary.entities, len(index)) == (len(put), len(put))
    assert [index.entity(number) for number in range(len(index))] == put


def test_the_same_entities_give_the_same_bytes(tmp_path):
    build(entities(300), tmp_path / "one")
    build(entities(300), tmp_path / "two")
    assert content(tmp_path / "one") == content(tmp_path / "two")


@compiled
def test_the_compiled_steps_give_the_bytes_of_the_reference(tmp_path):
    build(entities(1000), tmp_path / "reference", native=False)
    build(entities(1000), tmp_path / "native", native=True)
    assert content(tmp_path / "reference") == content(tmp_path / "native")


def test_a_list_read_by_two_processes_gives_the_bytes_of_one(tmp_path):
    build(entities(6000), tmp_path / "alone")
    build(entities(6000), tmp_path / "together", processes=2)
    assert content(tmp_path / "alone") == content(tmp_path / "together")


def test_a_list_that_breaks_off_leaves_nothing_whoever_reads_it(tmp_path):
    def broken():
        yield from entities(5000)
        raise ListError("The list is cut off")

    with pytest.raises(ListError, match="cut off"):
        build(broken(), tmp_path / "index", processes=2)
    assert list(tmp_path.iterdir()) == []


@compiled
@settings(max_examples=25, deadline=None)
@given(put=strategies.lists())
def test_whatever_the_names_the_compiled_steps_give_the_bytes_of_the_reference(put):
    with TemporaryDirectory() as folder:
        build(put, Path(folder) / "reference", native=False)
        build(put, Path(folder) / "native", native=True)
        assert content(Path(folder) / "reference") == content(Path(folder) / "native")


def test_every_reading_of_every_name_is_a_row_that_knows_who_bears_it(place):
    put = [*islice(entities(300), 100), person("han", "王伟"), person("arabic", "محمد الحسن")]
    build(put, place)
    index = Index.open(place)
    rows = {index.reading(number): index.bearers(number) for number in range(index.manifest.readings)}
    for number, entity in enumerate(put):
        for name in entity.names:
            for reading in read(name.text, entity.schema):
                assert number in [bearer for bearer, _ in rows[reading]]


def test_a_bearer_is_named_by_the_first_name_that_has_the_reading(place):
    build([person("one", "Orvin Tashkel", "ORVIN TASHKEL", "Tashkel")], place)
    index = Index.open(place)
    (whole,) = [row for row in range(index.manifest.readings) if len(index.reading(row)) == 2]
    assert index.bearers(whole) == ((0, 0),)


def test_progress_is_told_to_the_end(place):
    told = []
    build(entities(3000), place, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == len(Index.open(place))


def test_names_that_nobody_can_read_are_counted(place):
    assert build([person("one", "Orvin Tashkel"), person("two", "!?")], place).unreadable == 1


@pytest.mark.parametrize("put", [[], [person("one", "!?", "...")]], ids=["nobody", "nobody whose name can be read"])
def test_a_list_without_a_name_is_refused_and_leaves_nothing(put, tmp_path):
    with pytest.raises(ListError, match="no name"):
        build(put, tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_a_list_that_breaks_off_leaves_nothing(tmp_path):
    def broken():
        yield from entities(20)
        raise ListError("The list is cut off in line 7")

    with pytest.raises(ListError, match="cut off"):
        build(broken(), tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_an_index_is_never_written_over(place):
    build(entities(20), place)
    before = content(place)
    with pytest.raises(FileError, match="exists already"):
        build(entities(30), place)
    assert content(place) == before


def test_a_place_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FileError, match="cannot be written"):
        build(entities(20), tmp_path / "file" / "index")


def test_the_manifest_says_what_is_in_the_index(place):
    summary = build(entities(100), place)
    manifest = json.loads((place / "index.json").read_text())
    assert (manifest["entities"], manifest["names"]) == (summary.entities, summary.names)
    assert set(manifest["files"]) == {path.name for path in place.iterdir()} - {"index.json"}
    assert summary.size == sum(size for size, _ in manifest["files"].values())
