import tempfile
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.assurance import limits, read_pairs
from counterfoil.errors import FileError, InputError
from tests.assurance.lists import write_list

HEADER = ("a", "b", "same")
GOOD = [HEADER, ("1.jpg", "2.jpg", 1), ("1.jpg", "3.jpg", 0)]
LABELS = st.text("xyz é,\"'", max_size=3).map(str.strip)
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=4)


def test_a_list_becomes_numbers(tmp_path):
    listed = read_pairs(write_list(tmp_path / "pairs.csv", GOOD))
    assert listed.pictures == ("1.jpg", "2.jpg", "3.jpg")
    assert listed.pairs.tolist() == [[0, 1], [0, 2]]
    assert listed.pairs.dtype == np.int32
    assert listed.same.tolist() == [True, False]
    assert (listed.rows, listed.duplicates, listed.wrong_rows, listed.groups) == (2, 0, 0, ())


@given(
    rows=st.lists(
        st.tuples(NAMES, NAMES, st.booleans(), LABELS).filter(lambda row: row[0] != row[1]),
        max_size=30,
        unique_by=lambda row: frozenset(row[:2]),
    )
)
def test_whatever_is_written_is_read(rows, tmp_path_factory):
    path = write_list(
        tmp_path_factory.mktemp("lists") / "pairs.csv",
        [(*HEADER, "site"), *((a, b, int(same), label) for a, b, same, label in rows)],
    )
    listed = read_pairs(path)
    site = listed.groups[0]
    read = [
        (listed.pictures[a], listed.pictures[b], bool(same), site.values[code])
        for (a, b), same, code in zip(listed.pairs.tolist(), listed.same, site.codes, strict=True)
    ]
    assert read == rows


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_as_input(raw):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        path.write_bytes(raw)
        try:
            pairs = read_pairs(path).pairs
        except InputError:
            pairs = np.zeros((0, 2))
    assert pairs.shape[1] == 2


def test_a_pair_that_is_listed_again_in_either_order_counts_once(tmp_path):
    again = [*GOOD, ("2.jpg", "1.jpg", 1), ("1.jpg", "2.jpg", 1)]
    listed = read_pairs(write_list(tmp_path / "pairs.csv", again))
    assert (len(listed.same), listed.duplicates, listed.rows) == (2, 2, 4)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("1.jpg", "4.jpg", "maybe"), "'same' is 'maybe'; it must be 1 or 0"),
        (("1.jpg", "4.jpg", ""), "'same' is ''"),
        (("1.jpg", "4.jpg"), "2 columns, where the header has 3"),
        (("1.jpg", "4.jpg", 1, 1), "4 columns"),
        (("1.jpg", "1.jpg", 1), "a picture is paired with itself"),
        (("", "1.jpg", 1), "a picture has no name"),
        (("2.jpg", "1.jpg", 0), "another row says the opposite"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_or_skipped_when_asked(row, said, tmp_path):
    path = write_list(tmp_path / "pairs.csv", [*GOOD, row])
    with pytest.raises(InputError, match=r"pairs\.csv, line 4: ") as wrong:
        read_pairs(path)
    assert said in str(wrong.value)
    listed = read_pairs(path, skip_wrong=True)
    assert [one.line for one in listed.wrong][-1] == 4
    assert said in listed.wrong[-1].why
    assert listed.rows == 3


def test_both_rows_of_a_contradiction_are_left_out(tmp_path):
    listed = read_pairs(write_list(tmp_path / "p.csv", [*GOOD, ("2.jpg", "1.jpg", 0)]), skip_wrong=True)
    assert listed.pairs.tolist() == [[0, 2]]
    assert (listed.wrong_rows, listed.duplicates) == (2, 0)


def test_a_list_that_is_mostly_wrong_is_refused_even_then(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_WRONG_ROWS", 2)
    path = write_list(tmp_path / "pairs.csv", [HEADER, *[("1.jpg", "2.jpg", "x")] * 3])
    with pytest.raises(InputError, match="line 4: more than 2 rows are wrong"):
        read_pairs(path, skip_wrong=True)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (("1.jpg", "2.jpg", 1), "line 1: there is no column 'a'"),
        (("a", "b", "match"), "line 1: there is no column 'same'"),
        (("a", "b", "same", "a"), "line 1: two columns have one name"),
        (("a", "b", "same", ""), "line 1: two columns have one name, or a column has none"),
        (("a", "b", "same", *(f"g{n}" for n in range(17))), "line 1: more than 16 group columns"),
    ],
)
def test_a_wrong_header_is_refused(first, said, tmp_path):
    with pytest.raises(InputError, match=said):
        read_pairs(write_list(tmp_path / "pairs.csv", [first]))


def test_an_empty_file_is_refused_and_a_header_alone_is_an_empty_list(tmp_path):
    with pytest.raises(InputError, match="is empty"):
        read_pairs(write_list(tmp_path / "pairs.csv", []))
    assert read_pairs(write_list(tmp_path / "pairs.csv", [HEADER])).pictures == ()


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_what_is_no_file_is_refused(name, tmp_path):
    with pytest.raises(FileError):
        read_pairs(tmp_path / name)


def test_two_columns_for_two_sides_become_one_group(tmp_path):
    rows = [(*HEADER, "site_a", "site_b"), ("1", "2", 1, "x", "x"), ("1", "3", 0, "x", "y"), ("2", "3", 0, "", "y")]
    (site,) = read_pairs(write_list(tmp_path / "pairs.csv", rows)).groups
    assert (site.name, site.sided) == ("site", True)
    assert [[site.values[code] for code in row] for row in site.codes] == [["x", "x"], ["x", "y"], ["", "y"]]


def test_one_side_alone_is_a_column_of_the_pair(tmp_path):
    rows = [(*HEADER, "site_a", "_a", "_b"), ("1", "2", 1, "x", "y", "z")]
    groups = read_pairs(write_list(tmp_path / "pairs.csv", rows)).groups
    assert [(group.name, group.sided) for group in groups] == [("site_a", False), ("_a", False), ("_b", False)]


def test_a_column_of_many_values_is_no_group(tmp_path):
    rows = [(*HEADER, "number"), *((f"{n}", f"{n + 1}", 0, n) for n in range(101))]
    with pytest.raises(InputError, match="line 102: the column 'number' has more than 100 different values"):
        read_pairs(write_list(tmp_path / "pairs.csv", rows))


def test_a_byte_order_mark_empty_lines_and_names_in_other_bytes_are_no_trouble(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_bytes(b"\xef\xbb\xbfa,b,same\r\n\r\ncaf\xe9.jpg,2.jpg,TRUE\r\n")
    listed = read_pairs(path)
    assert listed.same.tolist() == [True]
    assert (tmp_path / listed.pictures[0]).name == "caf\udce9.jpg"


def test_an_open_quote_is_refused_with_its_line(tmp_path):
    (tmp_path / "pairs.csv").write_text('a,b,same\n1,"2,1\n')
    with pytest.raises(InputError, match=r"line 2: this is no CSV"):
        read_pairs(tmp_path / "pairs.csv")


def test_there_is_an_end_to_rows_and_pictures(tmp_path, monkeypatch):
    path = write_list(tmp_path / "pairs.csv", GOOD)
    monkeypatch.setattr(limits, "MOST_PICTURES", 2)
    with pytest.raises(InputError, match="line 3: more than 2 different pictures"):
        read_pairs(path)
    monkeypatch.undo()
    monkeypatch.setattr(limits, "MOST_ROWS", 1)
    with pytest.raises(InputError, match="line 3: more than 1 rows"):
        read_pairs(path)


def test_a_row_is_kept_in_a_few_bytes(tmp_path):
    rows = ((f"{n % 300}.jpg", f"{n % 299 + 300}.jpg", 0, "x", "y") for n in range(40_000))
    path = write_list(tmp_path / "pairs.csv", [(*HEADER, "site_a", "site_b"), *rows])
    tracemalloc.start()
    try:
        listed = read_pairs(path)
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(listed.same) == 40_000
    assert held < 25 * 40_000
    assert most < 150 * 40_000
