"""Every version of a list is kept whole, with what it was made from; and nothing half of one."""

import hashlib
import json
import os
from datetime import UTC, date, datetime, timedelta

import pytest
from own_lists import own_list

from counterfoil.errors import FileError, ListError
from counterfoil.records.library import Library
from counterfoil.screening.index import Index
from counterfoil.screening.lists import Format

NOW = datetime(2026, 11, 26, 10, 15, 0, 123456, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "lists")


def everything(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_version_says_what_it_was_made_from_and_when(library, tmp_path):
    path = own_list(tmp_path / "watch.csv", "Marin Exemplar", "Mara Exempel")
    version = library.add(path, now=NOW, published=date(2026, 11, 20))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert version == library.current("own-csv") == library.version(f"own-csv/{version.id}")
    assert version.id == f"20261126T101500123Z-{digest[:8]}"
    assert (version.name, version.format) == ("own-csv", Format.OWN_CSV)
    assert (version.published, version.imported_at, version.confirmed_at) == (date(2026, 11, 20), NOW, NOW)
    assert [(source.name, source.size, source.sha256) for source in version.sources] == [
        ("watch.csv", path.stat().st_size, digest)
    ]
    assert (version.entities, version.names, version.skipped) == (2, 2, {})
    assert (version.folder / "source" / "watch.csv").read_bytes() == path.read_bytes()
    assert len(Index.open(library.open(version))) == 2


def test_the_same_files_again_make_no_new_version_but_confirm_the_one_that_is_there(library, tmp_path):
    first = library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=NOW)
    again = library.add(own_list(tmp_path / "b.csv", "Marin Exemplar"), now=NOW + DAY)
    assert (again.id, again.imported_at, again.confirmed_at) == (first.id, NOW, NOW + DAY)
    assert library.versions() == (again,)
    assert (first.age(date(2026, 11, 30)), again.age(date(2026, 11, 30))) == (4, 3)


def test_a_list_that_goes_back_to_what_it_was_gets_a_new_version(library, tmp_path):
    for day, name in enumerate(("Marin Exemplar", "Mara Exempel", "Marin Exemplar")):
        library.add(own_list(tmp_path / "a.csv", name), now=NOW + day * DAY)
    assert len(library.versions("own-csv")) == 3


def test_a_clock_that_was_set_back_does_not_make_the_newest_version_an_old_one(library, tmp_path):
    library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=NOW)
    second = library.add(own_list(tmp_path / "a.csv", "Mara Exempel"), now=NOW - DAY)
    assert library.current("own-csv") == second
    assert second.imported_at > NOW


def test_lists_of_several_names_stand_side_by_side(library, tmp_path):
    for name in ("staff", "partners.eu"):
        library.add(own_list(tmp_path / "a.csv", name), name=name, now=NOW)
    assert library.names() == ("partners.eu", "staff")
    assert [version.name for version in library.versions()] == ["partners.eu", "staff"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "A", "a b", "-a", "a" * 65, "é"])
def test_a_name_that_could_lead_elsewhere_is_refused(name, library, tmp_path):
    with pytest.raises(ListError, match="no name for a list"):
        library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), name=name or " ", now=NOW)
    assert not library.folder.exists() or not any(library.folder.iterdir())


def test_what_was_left_out_is_kept_with_its_lines(library, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,name,birth_date\n1,Marin Exemplar,nonsense\nwrong\n")
    version = library.add(path, now=NOW)
    assert version.skipped == {"birth_date": 1, "entity": 1}
    told = [json.loads(line) for line in version.skipped_file.read_text().splitlines()]
    assert [(each["file"], each["line"], each["part"]) for each in told] == [
        ("a.csv", 2, "birth_date"),
        ("a.csv", 3, "entity"),
    ]


@pytest.mark.parametrize("content", ["id,name\n", "id,name\n1,Marin Exem", "<html>", "id,name\n1,...\n"])
def test_a_list_that_is_refused_leaves_nothing_behind_and_the_version_before_as_it_was(content, library, tmp_path):
    library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=NOW)
    before = everything(library.folder)
    (tmp_path / "b.csv").write_text(content.replace("Exem", "Exem,"))
    with pytest.raises(ListError):
        library.add(tmp_path / "b.csv", Format.OWN_CSV, now=NOW + DAY)
    assert everything(library.folder) == before


def test_a_file_with_another_digest_than_was_named_is_refused(library, tmp_path):
    path = own_list(tmp_path / "a.csv", "Marin Exemplar")
    with pytest.raises(ListError, match="digest is another"):
        library.add(path, now=NOW, sha256="0" * 64)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert library.add(path, now=NOW, sha256=digest.upper()).entities == 1


def test_the_difference_of_two_versions(library, tmp_path):
    before = library.add(own_list(tmp_path / "a.csv", "Marin Exemplar", "Mara Exempel", "Mario Esempio"), now=NOW)
    path = tmp_path / "b.csv"
    path.write_text("id,name,birth_date\n1,Marin Exemplar,\n2,Mara Exempel,1970\n4,Mariana Exemplo,\n")
    after = library.add(path, now=NOW + DAY)
    found = library.diff(before, after)
    assert [entity.id for entity in found.added] == ["4"]
    assert [entity.id for entity in found.removed] == ["3"]
    assert [(change.before.id, change.fields) for change in found.changed] == [("2", ("birth_dates",))]
    assert [str(born) for born in found.changed[0].after.birth_dates] == ["1970"]
    back = library.diff(after, before)
    assert ([entity.id for entity in back.added], [entity.id for entity in back.removed]) == (["3"], ["4"])
    assert library.diff(after, after).changed == ()


def test_only_the_newest_versions_keep_their_index_and_the_others_get_it_back_when_it_is_needed(library, tmp_path):
    versions = [library.add(own_list(tmp_path / "a.csv", f"Exemplar {n}"), now=NOW + n * DAY) for n in range(4)]
    assert [version.index.is_dir() for version in versions] == [False, False, True, True]
    assert all((version.folder / "source" / "a.csv").is_file() for version in versions)
    assert Index.open(library.open(versions[0])).entity(0).names[0].text == "Exemplar 0"


def test_an_index_that_another_counterfoil_built_is_built_again(library, tmp_path):
    version = library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=NOW)
    manifest = version.index / "index.json"
    manifest.write_text(manifest.read_text().replace('"names_version"', '"other_version"'))
    assert len(Index.open(library.open(version))) == 1


def test_a_version_is_removed_with_all_that_belongs_to_it(library, tmp_path):
    first = library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=NOW)
    second = library.add(own_list(tmp_path / "a.csv", "Mara Exempel"), now=NOW + DAY)
    library.remove(second)
    assert library.versions() == (first,)
    library.remove(first)
    assert library.names() == ()
    assert not (library.folder / "own-csv").exists()


def test_a_version_is_named_by_the_beginning_of_its_id(library, tmp_path):
    first = library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=NOW)
    library.add(own_list(tmp_path / "a.csv", "Mara Exempel"), now=NOW + DAY)
    assert library.version("own-csv/20261126") == library.version("20261126") == library.version(first.id) == first
    with pytest.raises(ListError, match="Several versions begin so"):
        library.version("own-csv/2026")
    with pytest.raises(ListError, match="There is no such version"):
        library.version("own-csv/1999")
    with pytest.raises(ListError, match=r"There is no list .other.\. There are: own-csv"):
        library.version("other")


def test_a_second_writer_is_told_to_wait_and_readers_are_not(library, tmp_path):
    version = library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=NOW)
    told = []

    def add_another(*_):
        if not told:
            with pytest.raises(FileError, match="another process is writing there") as refused:
                library.add(own_list(tmp_path / "b.csv", "Mara Exempel"), now=NOW + DAY)
            told.append(refused.value)
            assert library.current("own-csv") == version

    library.add(own_list(tmp_path / "c.csv", "Mario Esempio"), now=NOW + DAY, progress=add_another)
    assert told
    assert len(library.versions()) == 2


def test_a_version_whose_description_was_damaged_is_told_by_its_name(library, tmp_path):
    version = library.add(own_list(tmp_path / "a.csv", "Marin Exemplar"), now=NOW)
    (version.folder / "version.json").write_text("{}")
    with pytest.raises(ListError, match=f"{version.id} in the library is damaged"):
        library.versions()


def test_the_folder_is_the_one_that_the_environment_names(monkeypatch, tmp_path):
    monkeypatch.setenv("COUNTERFOIL_LISTS", str(tmp_path / "here"))
    assert Library().folder == tmp_path / "here"
    monkeypatch.delenv("COUNTERFOIL_LISTS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert Library().folder == tmp_path / "counterfoil" / "lists"


def test_files_of_one_name_from_two_folders_are_not_mixed_up(library, tmp_path):
    files = [own_list(tmp_path / folder / "a.csv", "Marin Exemplar") for folder in ("one", "two")]
    with pytest.raises(FileError, match="two of the files have this name"):
        library.add(files, now=NOW)
