"""A folder and a bucket keep objects alike."""

import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

from counterfoil.errors import VaultError
from counterfoil.records.vault.bucket_store import BucketStore
from counterfoil.records.vault.folder_store import FolderStore
from counterfoil.records.vault.store import is_name, new_name
from tests.amazon import make_bucket, new_bucket, serving


def test_an_object_comes_back_until_it_is_deleted(sealed_store):
    name = new_name()
    sealed_store.put(name, b"sealed")
    assert sealed_store.get(name) == b"sealed"
    sealed_store.delete([name])
    assert sealed_store.get(name) is None
    sealed_store.delete([name])


def test_a_clip_of_thirty_megabytes_comes_back(sealed_store):
    name, clip = new_name(), bytearray(os.urandom(1 << 20) * 30)
    sealed_store.put(name, clip)
    assert sealed_store.get(name) == clip


def test_all_that_is_there_is_found_with_its_size_and_moment(sealed_store):
    names = {new_name() for _ in range(5)}
    for name in names:
        sealed_store.put(name, bytes(10))
    found = list(sealed_store.all())
    assert {one.name for one in found} == names
    assert {one.size for one in found} == {10}
    assert all(abs(one.written_at - datetime.now(UTC)) < timedelta(hours=1) for one in found)


def test_an_empty_store_has_nothing(sealed_store):
    assert list(sealed_store.all()) == []
    assert sealed_store.get(new_name()) is None


def test_more_objects_than_a_request_takes_are_deleted(sealed_store):
    kept, *names = [new_name() for _ in range(6)]
    for name in (kept, *names):
        sealed_store.put(name, b"x")
    sealed_store.delete([*names, *(new_name() for _ in range(1000))])
    assert [one.name for one in sealed_store.all()] == [kept]


def test_names_tell_nothing_and_lead_nowhere_else():
    assert all(is_name(new_name()) for _ in range(100))
    assert not any(
        map(is_name, ["", "../" * 10, "ab/../../../../etc/passwd", "ab/" + "c" * 30 + "\n", "AB/" + "c" * 30])
    )


def test_only_its_owner_may_read_a_folder(tmp_path):
    name = new_name()
    FolderStore(tmp_path / "vault").put(name, b"sealed")
    for path in [tmp_path / "vault", (tmp_path / "vault" / name).parent]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "vault" / name).stat().st_mode) == 0o600


def test_a_folder_that_is_a_file_is_told_in_one_line(tmp_path):
    (tmp_path / "vault").touch()
    with pytest.raises(VaultError, match="cannot be written") as wrong:
        FolderStore(tmp_path / "vault").put(new_name(), b"sealed")
    assert "\n" not in str(wrong.value)


@pytest.mark.usefixtures("amazon")
def test_a_bucket_that_is_down_is_told_in_one_line_and_used_again_when_it_is_back(kept_port, monkeypatch):
    name = new_name()
    with serving(kept_port) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        store = BucketStore(new_bucket())
        store.put(name, b"sealed")
    for attempt in (lambda: store.put(name, b"other"), lambda: store.get(name), lambda: list(store.all())):
        with pytest.raises(VaultError, match="bucket cannot be used") as wrong:
            attempt()
        assert "\n" not in str(wrong.value)
        assert "testing" not in str(wrong.value)
    with serving(kept_port):
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        make_bucket(store.place.removeprefix("s3://").partition("/")[0])
        store.put(name, b"after")
        assert store.get(name) == b"after"


@pytest.mark.parametrize("url", ["s3://", "gs://bucket", "https://bucket", "s3:///prefix"])
def test_a_url_that_names_no_bucket_is_refused(url):
    with pytest.raises(VaultError, match="names no bucket"):
        BucketStore(url)


@pytest.mark.usefixtures("amazon")
def test_a_bucket_that_does_not_exist_is_told():
    with pytest.raises(VaultError, match="bucket cannot be used"):
        BucketStore("s3://no-such-bucket-here/x").put(new_name(), b"sealed")
