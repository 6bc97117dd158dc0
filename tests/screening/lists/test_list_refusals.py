"""A list that is hostile, cut off, empty or none at all is refused in one line that says where, and repeats nothing."""

import re

import invented_lists
import pytest

from counterfoil.errors import FileError, ListError
from counterfoil.screening.lists import Format, read

BOMB = """<?xml version="1.0"?>
<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>&c;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS>
</CONSOLIDATED_LIST>"""
EXTERNAL = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<CONSOLIDATED_LIST><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>&secret;</FIRST_NAME></INDIVIDUAL></CONSOLIDATED_LIST>"""
REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">\n<CONSOLIDATED_LIST/>'

XML = {
    Format.OFAC_XML: invented_lists.OFAC_XML,
    Format.UN_XML: invented_lists.UN,
    Format.EU_XML: invented_lists.EU,
    Format.UK_XML: invented_lists.UK_XML,
}


def refusal(path, kind=None):
    with pytest.raises(ListError) as refused:
        list(read(path, kind))
    message = str(refused.value)
    assert "\n" not in message
    assert "xemplar" not in message.lower()
    return message


@pytest.mark.parametrize("hostile", [BOMB, EXTERNAL, REMOTE], ids=["bomb", "external entity", "external document type"])
def test_a_document_type_is_refused_wherever_it_leads(hostile, written):
    assert "declares a document type" in refusal(written(hostile), Format.UN_XML)


def test_an_entity_that_nobody_declared_is_refused(written):
    text = invented_lists.UN.replace("MARIN ", "&name; ")
    assert "line 6: this is no well-formed XML (undefined entity)" in refusal(written(text))


@pytest.mark.parametrize("kind", XML)
def test_a_list_that_is_cut_off_anywhere_is_refused(kind, written):
    whole = XML[kind].encode()
    for place in range(200, len(whole) - 20, 397):
        message = refusal(written(whole[:place]), kind)
        line = whole[:place].count(b"\n") + 1
        assert "cut off" in message, place
        assert f"line {line}" in message


def test_the_place_of_the_entry_that_is_cut_off_is_told(written):
    text = invented_lists.UN[: invented_lists.UN.index("<NATIONALITY>")]
    assert "line 9: the file ends before the list does, in the middle of the entry that starts on line 4" in refusal(
        written(text)
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Format.OWN_CSV, invented_lists.OWN),
        (Format.FTM_JSON, invented_lists.FTM),
        (Format.TARGETS_CSV, invented_lists.TARGETS),
        (Format.UK_CSV, invented_lists.UK_CSV),
        (Format.OFAC_CSV, invented_lists.OFAC_SDN.rstrip("\x1a")),
    ],
)
def test_a_file_of_lines_that_ends_in_the_middle_of_one_is_refused(kind, text, written):
    whole = text.rstrip().encode()
    last = whole.rindex(b"\n") + 1
    assert "cut off" in refusal(written(whole[: last + 6]), kind)


def test_an_encoding_that_is_not_the_one_the_file_names_is_told_by_line_and_byte(written):
    mixed = invented_lists.UN.encode().replace("Марин Экземпляр".encode(), "Марин".encode("windows-1251"))
    message = refusal(written(mixed))
    assert re.search(r"line 8: byte \d+ is not of the encoding that the file says it has", message)


def test_the_encoding_that_the_file_names_is_the_one_it_is_read_in(written):
    latin = invented_lists.UN.replace("UTF-8", "ISO-8859-1").replace("Марин Экземпляр", "Marín").replace("Ник", "Níc")
    person = next(iter(read(written(latin.encode("latin-1")))))
    assert "Marín" in [name.text for name in person.names]
    wide = invented_lists.UN.replace("UTF-8", "UTF-16").encode("utf-16")
    assert len(list(read(written(wide), Format.UN_XML))) == 2


def test_a_csv_in_utf_16_is_refused_with_what_to_do(written):
    assert "Save it as UTF-8" in refusal(written(invented_lists.OWN.encode("utf-16")), Format.OWN_CSV)


@pytest.mark.parametrize(
    ("what", "opening", "more", "closing"),
    [
        ("nested", "<INDIVIDUAL>", "<a>", ""),
        ("larger", "<INDIVIDUAL><FIRST_NAME>", "a" * 1000, ""),
        ("larger", "<INDIVIDUAL><FIRST_NAME ", "a" * 1000, ""),
        ("larger", "<!--", "a" * 1000, ""),
        ("more parts", "<INDIVIDUAL>", "<a/>", ""),
        ("different names", "", "<n{}/>", ""),
        ("different names", "", '<n a{}="1"/>', ""),
        ("nested", "", "<a>", ""),
    ],
)
def test_what_would_fill_the_memory_is_refused(what, opening, more, closing, written):
    filling = "".join(more.format(number) for number in range(6_000 if len(more) > 100 else 110_000))
    message = refusal(written(f"<CONSOLIDATED_LIST>\n{opening}{filling}{closing}"), Format.UN_XML)
    assert what in message
    assert "line 2" in message


@pytest.mark.parametrize("encoding", ["no-such-encoding", "utf-7", "rot13", "shift_jis", "zlib", "idna", "punycode"])
def test_an_encoding_that_cannot_be_read_is_refused(encoding, written):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + invented_lists.UN.partition("?>")[2]
    assert "encoding" in refusal(written(text), Format.UN_XML)


def test_records_of_ever_new_kinds_are_refused_before_they_fill_the_memory(written):
    lines = "".join(f'{{"id": "{n}", "schema": "S{n}", "properties": {{}}}}\n' for n in range(2000))
    assert "more kinds of records" in refusal(written(lines), Format.FTM_JSON)


def test_a_line_without_end_is_refused(written):
    endless = b"id,name\n1," + b"x" * (17 << 20)
    assert "line 2: this line is longer" in refusal(written(endless), Format.OWN_CSV)


@pytest.mark.parametrize("empty", ["", "\n", "id,name\n", "id,schema,name\n\n\n"])
def test_an_empty_file_is_no_list(empty, written):
    refusal(written(empty), Format.OWN_CSV)


@pytest.mark.parametrize(
    ("kind", "root"),
    [
        (Format.UN_XML, '<CONSOLIDATED_LIST dateGenerated="2026-01-01"/>'),
        (Format.EU_XML, "<export/>"),
        (Format.UK_XML, "<Designations/>"),
        (Format.OFAC_XML, "<Sanctions/>"),
        (Format.FTM_JSON, '{"id": "1", "schema": "Address", "properties": {}}\n'),
    ],
)
def test_a_list_that_names_nobody_is_refused(kind, root, written):
    assert "names nobody" in refusal(written(root), kind)


@pytest.mark.parametrize("kind", XML)
def test_another_publishers_list_is_refused(kind, written):
    assert "this is no such list" in refusal(written("<sdnList><INDIVIDUAL/></sdnList>"), kind)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "a zip archive"),
        (b"\x1f\x8brest", "a gzip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"<html><body>Access denied</body></html>", "not known by its beginning"),
        (b"\x00\x01\x02", "not known by its beginning"),
        (b"", "not known by its beginning"),
        (b"just words\n", "not known by its beginning"),
    ],
)
def test_what_is_no_list_is_called_by_its_name(content, said, written):
    assert said in refusal(written(content))


def test_files_that_are_not_there_or_may_not_be_read_are_told(tmp_path):
    with pytest.raises(FileError, match=r"missing\.xml does not exist"):
        read(tmp_path / "missing.xml")
    with pytest.raises(FileError, match="holds no files"):
        read(tmp_path)


def test_two_files_of_different_formats_are_no_list(written):
    with pytest.raises(ListError, match="not of one format"):
        read([written(invented_lists.UN, "a"), written(invented_lists.OWN, "b")])
