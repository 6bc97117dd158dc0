"""Single wrong entries are left out and reported by line, and the rest is read; too many, and the list is refused."""

import pytest

from counterfoil.errors import ListError
from counterfoil.screening.lists import Format, read

ROWS = 20_000
WRONG = {
    3: b'3,Person,"Half a quotation,,,,',
    500: b"500,Person,Too,Many,Columns,,,,,",
    501: b"501,Person,Too few",
    7_000: b"7000,Person,\xff\xfe not UTF-8,,,,",
    7_001: b"7001,Toaster,Exemplar,,,,",
    9_999: b",Person,Exemplar,,,,",
    10_000: b"10000,Person,,,,,",
    15_000: b"15000,Person,...,,,,",
}


def test_wrong_rows_are_reported_by_line_and_the_rest_is_read(written):
    rows = [WRONG.get(n, b"%d,Person,Exemplar %d,,,," % (n, n)) for n in range(1, ROWS + 1)]
    reading = read(written(b"\n".join([b"id,schema,name,aliases,birth_date,nationality,document_number", *rows, b""])))
    entities = list(reading)
    assert [entity.id for entity in entities] == [str(n) for n in range(1, ROWS + 1) if n not in WRONG]
    assert [left.line for left in reading.skipped if left.part == "entity"] == [n + 1 for n in WRONG]
    assert reading.skipped_counts["entity"] == len(WRONG)
    assert all("xemplar" not in left.why for left in reading.skipped)


def test_a_stray_quotation_mark_costs_its_row_and_none_of_those_it_would_swallow(written):
    rows = [f'UTO{n},EXEMPLAR {n},Primary Name,Individual,"reason\n{n}"' for n in range(100)]
    rows[40] = 'UTO40,"EXEMPLAR 40,Primary Name,Individual,reason'
    rows[60] = "UTO60,EXEMPLAR 60,Primary Name"
    reading = read(written("Unique ID,Name 6,Name type,Designation Type,Other Information\n" + "\n".join([*rows, ""])))
    assert [entity.id for entity in reading] == [f"UTO{n}" for n in range(100) if n not in (40, 60)]
    assert [left.line for left in reading.skipped] == [82, 121]


@pytest.mark.parametrize(
    ("header", "row", "wrong"),
    [
        ("id,name", "{0},Exemplar {0}", '{0},"Exemplar {0}'),
        ("Unique ID,Name 6,Name type", "{0},EXEMPLAR {0},Primary Name", '{0},"EXEMPLAR {0},Primary Name'),
    ],
    ids=["our own", "the UK's"],
)
def test_a_quotation_mark_that_is_never_closed_costs_its_row_however_long_the_list(header, row, wrong, written):
    rows = [(wrong if n in (7, 4_999) else row).format(n) for n in range(5_000)]
    reading = read(written("\n".join([header, *rows, ""])))
    assert [entity.id for entity in reading] == [str(n) for n in range(5_000) if n not in (7, 4_999)]
    assert [left.line for left in reading.skipped] == [9, 5_001]


def test_a_cell_of_our_own_csv_may_hold_line_breaks(written):
    reading = read(written('id,name,document_number\n1,Exemplar,"AB 12\nof Utopia"\n2,Exempel,\n'))
    assert [(entity.id, entity.document_numbers) for entity in reading] == [("1", ("AB 12 of Utopia",)), ("2", ())]
    assert not reading.skipped


def test_a_birth_date_that_cannot_be_read_costs_the_date_and_not_the_entry(written):
    reading = read(written("id,name,birth_date\n1,Exemplar,nonsense;1970\n"))
    (entity,) = reading
    assert [str(born) for born in entity.birth_dates] == ["1970"]
    assert [(left.line, left.id, left.part) for left in reading.skipped] == [(2, "1", "birth_date")]


def test_an_identifier_that_is_there_again_is_kept_under_another_so_that_no_name_is_lost(written):
    reading = read(written("id,name\n1,Exemplar\n2,Exempel\n1,Esempio\n1,Ejemplo\n"))
    assert [(entity.id, entity.names[0].text) for entity in reading] == [
        ("1", "Exemplar"),
        ("2", "Exempel"),
        ("1#2", "Esempio"),
        ("1#3", "Ejemplo"),
    ]
    assert [(left.line, left.id, left.part) for left in reading.skipped] == [(4, "1", "id"), (5, "1", "id")]


def test_identifiers_that_are_no_identifiers_are_refused(written):
    text = "id,name\n" + "".join(f"1,Exemplar {n}\n" for n in range(11_000))
    with pytest.raises(ListError, match="10,001 entries have an identifier of another, the first on line 3"):
        list(read(written(text)))


def test_a_list_of_which_more_than_one_in_a_hundred_is_wrong_is_refused(written):
    good = "".join(f"{n},Exemplar {n}\n" for n in range(9_000))
    assert len(list(read(written("id,name\n" + good + "x\n" * 90)))) == 9_000
    with pytest.raises(ListError, match="101 entries cannot be read, the first on line 9002"):
        list(read(written("id,name\n" + good + "x\n" * 101)))


def test_a_small_list_may_have_a_hundred_wrong_rows(written):
    assert len(list(read(written("id,name\n1,Exemplar\n" + "x\n" * 100)))) == 1


def test_a_file_of_anything_else_is_given_up_early(written):
    with pytest.raises(ListError, match="10,001 entries cannot be read"):
        list(read(written("id,name\n" + "x\n" * 20_000 + '"'), Format.OWN_CSV))


def test_names_of_every_length_and_script_are_kept_as_they_are(written):
    names = ["X", "x" * 100_000, "\u202eגלגל\u202c", "Ana\u0301 🙂 Exemplar", "李", "O'Brien-Smith, Jr."]
    text = "id,name\n" + "".join(f'{n},"{name}"\n' for n, name in enumerate(names))
    assert [entity.names[0].text for entity in read(written(text))] == names


@pytest.mark.parametrize("nothing", ["...", "🙂", "\u200b\u200b", "- -"])
def test_a_name_without_letters_and_digits_is_no_name(nothing, written):
    reading = read(written(f"id,name\n1,Exemplar\n2,{nothing}\n"))
    assert len(list(reading)) == 1
    assert {left.part for left in reading.skipped} == {"name", "entity"}


def test_a_wrong_line_of_json_is_reported_and_the_rest_is_read(written):
    good = '{"id": "%d", "schema": "Person", "properties": {"name": ["Exemplar"]}}'
    wrong = ["nonsense", "[]", '{"id": 1}', '{"id": "x", "schema": "Person"}', "[" * 100_000, '{"id": "\\ud800"}']
    wrong.append('{"id": "y", "schema": "Person", "properties": {"name": "not a list"}}')
    reading = read(written("\n".join([good % 1, *wrong, good % 2, ""])), Format.FTM_JSON)
    assert [entity.id for entity in reading] == ["1", "2"]
    assert [left.line for left in reading.skipped] == list(range(2, 2 + len(wrong)))


def test_progress_is_told_and_ends_at_the_end(written):
    path, told = written("id,name\n" + "".join(f"{n},Exemplar {n}\n" for n in range(1_000))), []
    list(read(path, progress=lambda done, of: told.append((done, of))))
    assert told == sorted(told)
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
