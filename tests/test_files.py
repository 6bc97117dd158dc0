"""A file that cannot be read says so in one line, in the same words wherever it is named."""

import pytest

from counterfoil.decision import load_policy
from counterfoil.errors import FileError
from counterfoil.files import opened
from counterfoil.liveness import load_challenge
from counterfoil.records.ledger.exported import read_checkpoints, verify_export
from counterfoil.records.signing_files import read_jwks
from counterfoil.screening.batch.csv_file import CsvFile

READERS = [CsvFile, lambda path: load_policy(str(path)), load_challenge, read_checkpoints, read_jwks, verify_export]


@pytest.mark.parametrize("read", READERS)
def test_what_is_not_there(read, tmp_path):
    with pytest.raises(FileError, match=r"^none\.toml does not exist$"):
        read(tmp_path / "none.toml")


@pytest.mark.parametrize("read", READERS)
def test_a_folder(read, tmp_path):
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(FileError, match=r"^folder\.toml is a directory\. Name a"):
        read(tmp_path / "folder.toml")


def test_a_name_that_no_file_can_have_is_told_on_one_line(tmp_path):
    with (
        pytest.raises(FileError, match=r"^two\?lines\? is no name that a file can have$"),
        opened(tmp_path / "two\nlines\0"),
    ):
        pass
