"""An index that is not what was built is refused in one line; and whatever is in its files, the process survives."""

import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import ListError
from counterfoil.screening import index
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, NameKind, Schema
from counterfoil.screening.index.engine import is_compiled

FORGE = Path(__file__).with_name("forge_index.py")
ALTERATIONS = 150

LISTED = (
    Entity(
        "a-1",
        Schema.PERSON,
        (ListedName("Quille Vandrey"), ListedName("عبد الونضري", NameKind.ALIAS)),
        (BirthDate(1961, 4, 7), BirthDate(1962, until=1965)),
        ("xx",),
        ("X1234567",),
    ),
    Entity("a-2", Schema.PERSON, (ListedName("Oswin Tarradale"), ListedName("霑"), ListedName("Q. 7"))),
    Entity("a-3", Schema.COMPANY, (ListedName("Vandrey Shipping Ltd"),)),
    *(
        Entity(f"b-{n}", Schema.PERSON, (ListedName(f"Vandrey {'abcdefgh'[n % 8]}ostin Quill{n % 5}"),))
        for n in range(40)
    ),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("index") / "built"
    index.build(LISTED, folder)
    return folder


def altered(built: Path, name: str) -> Path:
    """Return a copy of the index beside it, with one file that may be written without the others' being copied."""
    copy = built.with_name("altered")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for path in built.iterdir():
        if path.name == name:
            shutil.copyfile(path, copy / name)
        else:
            (copy / path.name).hardlink_to(path)
    return copy / name


def refusal(folder: Path) -> str:
    with pytest.raises(ListError) as caught:
        index.Index.open(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def files(built: Path) -> list[str]:
    return sorted(path.name for path in built.iterdir() if path.name != "index.json" and path.stat().st_size)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_changed_byte_of_any_file_is_noticed(built, data):
    path = altered(built, data.draw(st.sampled_from(files(built))))
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    assert path.name in refusal(path.parent)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_file_of_another_length_is_noticed(built, data):
    path = altered(built, data.draw(st.sampled_from(files(built))))
    content = path.read_bytes()
    cut, more = data.draw(st.integers(0, len(content) - 1)), data.draw(st.binary(min_size=1, max_size=8))
    path.write_bytes(data.draw(st.sampled_from([content[:cut], content + more, b""])))
    assert path.name in refusal(path.parent)


def test_a_missing_file_is_noticed(built):
    for name in (*files(built), "index.json"):
        path = altered(built, name)
        path.unlink()
        refusal(path.parent)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_an_altered_manifest_is_refused_or_says_the_same(built, data):
    path = altered(built, "index.json")
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    with suppress(ListError):
        assert len(index.Index.open(path.parent)) == len(LISTED)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists).map(json.dumps).map(str.encode)
)
def test_a_manifest_of_anything_is_refused(built, content):
    path = altered(built, "index.json")
    path.write_bytes(content)
    refusal(path.parent)


@pytest.mark.parametrize("key", ["format", "names_version", "features_version"])
def test_an_index_that_another_version_built_is_refused_and_says_what_helps(built, key):
    path = altered(built, "index.json")
    manifest = json.loads(path.read_text())
    manifest[key] = f"{manifest[key]}9"
    path.write_text(json.dumps(manifest))
    assert "Build it again" in refusal(path.parent)


@pytest.mark.parametrize("key", ["entities", "readings"])
@pytest.mark.parametrize("count", [0, 1, 10**9, -1, 1 << 70])
def test_a_manifest_with_wrong_counts_is_refused(built, key, count):
    path = altered(built, "index.json")
    manifest = json.loads(path.read_text())
    manifest[key] = count
    path.write_text(json.dumps(manifest))
    refusal(path.parent)


def test_a_list_that_names_nobody_has_no_index(tmp_path):
    nobody = [Entity("a-1", Schema.PERSON, (ListedName("..."),))]
    for entities in ([], nobody):
        with pytest.raises(ListError):
            index.build(entities, tmp_path / "index")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not is_compiled(), reason="without the module in C nothing can be read past its end")
@pytest.mark.parametrize("seed", [1, 10_001])
def test_no_content_of_an_index_ends_the_process_even_when_its_manifest_agrees(built, seed):
    command = [sys.executable, FORGE, built, seed, ALTERATIONS]
    ended = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=300, check=False)  # noqa: S603
    tried = ended.stdout.splitlines()
    assert ended.returncode == 0, f"{tried[-1:]} {ended.stderr[-2000:]}"
    assert len(tried) == ALTERATIONS
