"""The file of key-encryption keys: whole, private, made once."""

import stat
import subprocess
import sys

import pytest
from vault_made import local_key

from counterfoil.errors import VaultError
from counterfoil.records.vault.key_file import add_key, make_key_file, read_key_file
from counterfoil.records.vault.local_key import new_key_text, read_key


def test_it_is_made_for_its_owner_alone_and_stays_as_it_is(tmp_path):
    path = tmp_path / "new" / "vault.key"
    make_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    first = path.read_bytes()
    make_key_file(path)
    assert path.read_bytes() == first
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_one_that_others_may_touch_is_refused(tmp_path, mode):
    path = tmp_path / "vault.key"
    make_key_file(path)
    path.chmod(mode)
    with pytest.raises(VaultError, match="others may read") as wrong:
        read_key_file(path)
    assert f"chmod 600 {path}" in str(wrong.value)


def test_of_processes_that_make_it_at_once_all_use_the_same_key(tmp_path):
    path = tmp_path / "vault.key"
    program = (
        "import sys, pathlib\n"
        "from counterfoil.records.vault.key_file import make_key_file, read_key_file\n"
        "path = pathlib.Path(sys.argv[1]); print('ready', flush=True); sys.stdin.readline()\n"
        "make_key_file(path); print(read_key_file(path)[0].id)\n"
    )
    command = [sys.executable, "-c", program, path]
    children = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(4)
    ]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    assert len({child.communicate()[0] for child in children}) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_key_goes_before_the_former_ones(tmp_path):
    path = tmp_path / "vault.key"
    make_key_file(path)
    (first,) = read_key_file(path)
    second = add_key(path)
    assert [key.id for key in read_key_file(path)] == [second.id, first.id]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_one_is_refused_and_not_filled(tmp_path, text):
    path = tmp_path / "vault.key"
    path.write_text(text)
    path.chmod(0o600)
    make_key_file(path)
    with pytest.raises(VaultError, match="empty"):
        read_key_file(path)


@pytest.mark.parametrize(
    "text",
    ["c2hvcnQ=", "not base 64!", "é", new_key_text()[:-4], new_key_text() * 2],
    ids=["short", "no-base-64", "no-ascii", "cut", "two"],
)
def test_what_is_no_key_is_refused_without_being_told(tmp_path, text):
    path = tmp_path / "vault.key"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(VaultError, match="line 1, holds no key") as wrong:
        read_key_file(path)
    assert text not in str(wrong.value)


def test_one_that_is_not_there_is_told(tmp_path):
    with pytest.raises(VaultError, match="cannot be read"):
        read_key_file(tmp_path / "none")


def test_the_id_of_a_key_is_the_same_wherever_it_is_kept_and_tells_nothing_of_it():
    text = new_key_text()
    assert read_key(text, "a file").id == read_key(f" {text}\n", "the environment").id
    assert local_key().id != local_key().id
    assert text not in read_key(text, "a file").id
