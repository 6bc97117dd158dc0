import hashlib
import json
import shutil

import numpy as np
import pytest

from counterfoil.errors import ListError
from counterfoil.screening.index import Index, build
from counterfoil.screening.index.engine import is_compiled
from counterfoil.screening.index.files import ARRAYS
from tools.large_lists import entities


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound") / "index"
    build(entities(40), folder)
    return folder


@pytest.fixture
def built(sound, place):
    shutil.copytree(sound, place)
    return place


def sign(folder, file):
    """Let the manifest say what the file is now, as someone who means harm would."""
    manifest = json.loads((folder / "index.json").read_text())
    content = (folder / file).read_bytes()
    manifest["files"][file] = [len(content), hashlib.sha256(content).hexdigest()]
    (folder / "index.json").write_text(json.dumps(manifest))


def test_a_folder_that_is_not_there_is_one_line(place):
    with pytest.raises(ListError, match="no index"):
        Index.open(place)


@pytest.mark.parametrize("file", [*(f"{name}.npy" for name in ARRAYS), "entities.jsonl"])
@pytest.mark.parametrize("harm", ["cut", "longer", "altered", "gone"])
def test_a_file_that_is_not_what_was_written_is_refused(built, file, harm):
    path = built / file
    content = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        changed = {"cut": content[:-1], "longer": content + b"\0", "altered": content[:-1] + bytes([content[-1] ^ 1])}
        path.write_bytes(changed[harm])
    with pytest.raises(ListError, match=f"damaged: {file}"):
        Index.open(built)


@pytest.mark.parametrize("field", ["format", "names_version", "features_version"])
def test_an_index_of_another_version_is_refused(built, field):
    manifest = json.loads((built / "index.json").read_text())
    manifest[field] = 99
    (built / "index.json").write_text(json.dumps(manifest))
    with pytest.raises(ListError, match="another version of Counterfoil"):
        Index.open(built)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "x"}', '{"format": 1, "files": 7}', "\0"])
def test_a_manifest_that_is_none_is_refused(built, text):
    (built / "index.json").write_text(text)
    with pytest.raises(ListError, match=r"damaged: index.json|another version"):
        Index.open(built)


@pytest.mark.skipif(not is_compiled(), reason="the reference reads beside nothing")
@pytest.mark.parametrize("name", [name for name in ARRAYS if name != "line_ends" and "document" not in name])
def test_arrays_that_do_not_fit_one_another_are_refused_though_they_are_signed(built, name):
    array = np.load(built / f"{name}.npy")
    np.save(built / f"{name}.npy", array[:-1])
    sign(built, f"{name}.npy")
    with pytest.raises(ListError, match="damaged"):
        Index.open(built)


@pytest.mark.skipif(not is_compiled(), reason="the reference reads beside nothing")
@pytest.mark.parametrize("name", [name for name in ARRAYS if name.endswith("_ends") and name != "line_ends"])
def test_spans_that_go_back_or_beyond_are_refused_though_they_are_signed(built, name):
    array = np.load(built / f"{name}.npy")
    array[len(array) // 2] = 2**60
    np.save(built / f"{name}.npy", array)
    sign(built, f"{name}.npy")
    with pytest.raises(ListError, match="damaged"):
        Index.open(built)


@pytest.mark.parametrize("kind", ["<f8", "<U4", ">u8"])
def test_an_array_of_another_kind_is_refused_though_it_is_signed(built, kind):
    np.save(built / "postings.npy", np.zeros(5, np.dtype(kind)))
    sign(built, "postings.npy")
    with pytest.raises(ListError, match="damaged"):
        Index.open(built)


def test_an_index_that_holds_no_name_has_nothing_to_screen_against(built):
    manifest = json.loads((built / "index.json").read_text())
    manifest["readings"] = 0
    (built / "index.json").write_text(json.dumps(manifest))
    with pytest.raises(ListError, match="nothing to screen against"):
        Index.open(built)
