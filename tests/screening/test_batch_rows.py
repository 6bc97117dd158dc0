"""Files of customers as people really send them: no row is lost in silence, and a wrong one costs no other."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import FileError, InputError
from counterfoil.screening.batch.csv_file import CsvFile
from counterfoil.screening.batch.layout import Layout

HEADER = b"id,name\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("rows")


def read(folder, content):
    path = folder / "customers.csv"
    path.write_bytes(content)
    file = CsvFile(path)
    return file, list(file)


def cells(folder, content):
    file, records = read(folder, content)
    return [(record.line, file.cells(record)) for record in records if not record.flaw]


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\n1,Ann Quill\n",
        b"\xef\xbb\xbfid,name\r\n1,Ann Quill\r\n",
        b"ID;Name\n1;Ann Quill\n",
        b"id\tname\n1\tAnn Quill",
        b' id , name \n"1","Ann Quill"\n\n\n',
    ],
    ids=["plain", "byte order mark", "semicolons", "tabs without an end", "spaces and empty lines"],
)
def test_every_common_way_to_write_it_is_read_the_same(folder, content):
    file, _ = read(folder, content)
    assert file.columns == ("id", "name")
    assert cells(folder, content) == [(2, ["1", "Ann Quill"])]


def test_a_cell_may_hold_line_breaks_quotes_and_delimiters(folder):
    content = HEADER + b'1,"Quill,\nAnn ""Nan"""\n2,Jonas\n'
    assert cells(folder, content) == [(2, ["1", 'Quill,\nAnn "Nan"']), (4, ["2", "Jonas"])]


def test_a_quote_that_is_not_closed_costs_its_own_row_and_no_other(folder):
    rows = b"".join(b"%d,Ann\n" % number for number in range(500))
    _, records = read(folder, HEADER + b'x,"Quill\n' + rows)
    assert [record.line for record in records if record.flaw] == [2]
    assert len(records) == 501


def test_a_quote_inside_a_word_is_a_letter_like_any_other(folder):
    assert cells(folder, HEADER + b'1,O"Brien\n2,Ann\n') == [(2, ["1", 'O"Brien']), (3, ["2", "Ann"])]


def test_bytes_that_are_no_utf_8_make_a_wrong_row_and_not_a_wrong_file(folder):
    file, records = read(folder, HEADER + b"1,M\xfcller\n2,Ann\n")
    with pytest.raises(InputError, match="not UTF-8 text"):
        file.cells(records[0])
    assert file.cells(records[1]) == ["2", "Ann"]


def test_a_name_of_a_hundred_thousand_letters_is_read_and_a_line_without_end_is_not(folder):
    long = b"1," + b"a" * 100_000 + b"\n"
    endless = b"2," + b"b" * 5_000_000 + b"\n"
    _, records = read(folder, HEADER + long + endless + b"3,Ann\n")
    assert [record.flaw for record in records] == ["", "longer than any row", ""]


def test_control_characters_are_taken_as_they_are(folder):
    assert cells(folder, HEADER + b"1,A\x00nn\x07\n") == [(2, ["1", "A\x00nn\x07"])]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "there is no column 'id'"),
        (b"name\nAnn\n", "there is no column 'id'"),
        (b"id,name,id\n", "the column 'id' is there twice"),
        (b"\xff\xfei\x00d\x00", "not UTF-8 text"),
        (b"id,n\xe4me\n", "line 1: not UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(folder, content, line):
    path = folder / "customers.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        Layout(path, CsvFile(path).columns)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["nothing.csv", "."])
def test_a_file_that_is_not_there_or_is_a_folder_is_said_plainly(folder, name):
    with pytest.raises(FileError):
        CsvFile(folder / name)


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=8), st.sampled_from(",;\t|"))
def test_what_a_csv_writer_wrote_comes_back(folder, rows, delimiter):
    rows = [[cell.replace("\r", "").replace("\n", " ") for cell in row] for row in rows]
    rows = [row for row in rows if delimiter.join(row).strip()]
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([["id", "name"], *rows])
    found = cells(folder, written.getvalue().encode("utf-8", "replace"))
    assert [row for _, row in found] == [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]


@given(st.binary(max_size=400))
def test_of_any_bytes_every_line_is_read_or_reported(folder, content):
    file, records = read(folder, HEADER + content)
    refused = []
    for record in records:
        try:
            file.cells(record)
        except InputError as wrong:
            refused.append(str(wrong))
    assert not any("\n" in line for line in refused)
    assert [record.line for record in records] == sorted({record.line for record in records})
    assert b"".join(record.content for record in records if not record.flaw) in HEADER + content or len(records) > 1
