"""Every published format is read into the same words: who, under which names of which kind, born when, from where."""

from datetime import date

import invented_lists
import pytest

from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists import Format, detect, read

LISTS = {
    Format.OFAC_XML: invented_lists.OFAC_XML,
    Format.UN_XML: invented_lists.UN,
    Format.EU_XML: invented_lists.EU,
    Format.UK_XML: invented_lists.UK_XML,
    Format.UK_CSV: invented_lists.UK_CSV,
    Format.FTM_JSON: invented_lists.FTM,
    Format.TARGETS_CSV: invented_lists.TARGETS,
    Format.OWN_CSV: invented_lists.OWN,
}


def told(entity):
    """Return an entity as short as it can be read."""
    return {
        "schema": entity.schema,
        "names": [(name.text, name.kind.value) for name in entity.names],
        "born": [str(born) for born in entity.birth_dates],
        "from": list(entity.nationalities),
        "numbers": list(entity.document_numbers),
        "programs": list(entity.programs),
    }


@pytest.fixture
def trio(tmp_path):
    """The files of OFAC's legacy format."""
    files = {
        "sdn.csv": invented_lists.OFAC_SDN,
        "alt.csv": invented_lists.OFAC_ALT,
        "add.csv": invented_lists.OFAC_ADD,
        "sdn_comments.csv": invented_lists.OFAC_COMMENTS,
    }
    folder = tmp_path / "ofac"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.mark.parametrize("kind", LISTS)
def test_the_format_is_told_by_the_beginning_of_the_file(kind, written):
    assert detect([written(LISTS[kind])]) is kind
    assert read(written(LISTS[kind])).format is kind


@pytest.mark.parametrize("kind", LISTS)
def test_a_byte_order_mark_makes_no_difference(kind, written):
    plain, marked = read(written(LISTS[kind])), read(written(b"\xef\xbb\xbf" + LISTS[kind].encode(), "marked"))
    assert marked.format is kind
    assert list(plain) == list(marked)


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_read_the_same_again(kind, written):
    reading = read(written(LISTS[kind]))
    assert list(reading) == list(reading) != []


def test_the_un_list(written):
    reading = read(written(invented_lists.UN))
    person, company = reading
    assert (person.id, company.id, reading.published) == ("101", "102", date(2026, 2, 27))
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [
            ("MARIN OLD EXEMPLAR", "name"),
            ("Марин Экземпляр", "name"),
            ("Marino Exemplar", "alias"),
            ("Marinus Exemplar", "alias"),
            ("Nick", "weak_alias"),
            ("Ник", "weak_alias"),
        ],
        "born": ["1972-05-06", "1971-04-05", "~1970", "~1968/1973", "1973-11"],
        "from": ["ir"],
        "numbers": ["X 1234567"],
        "programs": ["Utopia"],
    }
    assert told(company)["names"] == [("EXEMPLAR TRADING (EXT)", "name"), ("Exemplar, Sons", "alias")]
    assert company.schema is Schema.ORGANIZATION
    assert [(left.line, left.id, left.part) for left in reading.skipped] == [(4, "101", "birth_date")]


def test_the_eu_list(written):
    reading = read(written(invented_lists.EU))
    person, company = reading
    assert (person.id, company.id, reading.published) == ("EU.900.1", "901", date(2026, 8, 5))
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [
            ("Marin EXEMPLAR", "name"),
            ("Марин Экземпляр", "alias"),
            ("Nick", "weak_alias"),
            ("Mara Exempel", "weak_alias"),
        ],
        "born": ["1971-04-05", "~1970", "1972-06", "~1968/1973"],
        "from": ["ir"],
        "numbers": ["X1234567"],
        "programs": ["UTO"],
    }
    assert (company.schema, company.document_numbers) == (Schema.ORGANIZATION, ("9999999",))
    assert reading.skipped == ()


def test_the_uk_list_as_xml(written):
    reading = read(written(invented_lists.UK_XML))
    person, ship = reading
    assert (person.id, ship.id, reading.published) == ("UTO0001", "UTO0002", date(2026, 6, 10))
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [
            ("MARIN OLD EXEMPLAR", "name"),
            ("Marino Exemplar", "alias"),
            ("Марин Экземпляр", "alias"),
            ("NICK", "weak_alias"),
        ],
        "born": ["1971-04-05", "1970", "1972-06"],
        "from": ["ir"],
        "numbers": ["X1234567", "77"],
        "programs": ["The Utopia Regulations 2020"],
    }
    assert (ship.schema, ship.document_numbers, ship.nationalities) == (Schema.VESSEL, ("IMO9999999",), ("pa",))


def test_the_uk_list_as_csv_has_several_rows_for_an_entry(written):
    reading = read(written(invented_lists.UK_CSV))
    person, ship = reading
    assert reading.published == date(2026, 6, 10)
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [
            ("MARIN OLD EXEMPLAR", "name"),
            ("Марин Экземпляр", "alias"),
            ("Marino Exemplar", "alias"),
            ("NICK", "weak_alias"),
        ],
        "born": ["1971-04-05", "1970"],
        "from": ["ir"],
        "numbers": ["X1234567"],
        "programs": ["Utopia"],
    }
    assert (ship.id, ship.schema, ship.document_numbers) == ("UTO0002", Schema.VESSEL, ("IMO9999999",))


def test_ofacs_legacy_files(trio):
    reading = read(trio)
    person, company, ship, aircraft = reading
    assert (reading.format, reading.published) == (Format.OFAC_CSV, None)
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [
            ("Marin Old EXEMPLAR", "name"),
            ("Marino EXEMPLAR", "alias"),
            ("NICK", "weak_alias"),
            ("Mara EXEMPEL", "weak_alias"),
            ("LONG", "weak_alias"),
        ],
        "born": ["1971-04-05", "~1970"],
        "from": ["ir", "kp", "utopia"],
        "numbers": ["X1234567", "Y765", "77 01", "88"],
        "programs": ["UTOPIA", "SDGT"],
    }
    assert told(company)["names"] == [("EXEMPLAR TRADING, LTD.", "name"), ("EXEMPLAR & SONS", "alias")]
    assert (company.schema, company.document_numbers) == (Schema.ORGANIZATION, ("123",))
    assert (ship.schema, ship.nationalities) == (Schema.VESSEL, ("pa",))
    assert set(ship.document_numbers) == {"IMO 9999999", "999999999", "UTCS1"}
    assert aircraft.schema is Schema.AIRPLANE
    assert reading.skipped == ()


def test_ofacs_legacy_files_may_be_named_in_any_order_and_one_that_is_missing_is_reported(trio):
    files = [trio / name for name in ("alt.csv", "sdn.csv")]
    assert len(list(read(files))) == 4
    alone = read(trio / "sdn.csv")
    assert len(list(alone)) == 4
    assert [left.part for left in alone.skipped] == ["file"]


def test_an_alias_of_an_entry_that_is_not_there_is_reported_by_its_line(trio):
    with (trio / "alt.csv").open("a", newline="") as file:
        file.write('\r\n999,3,"aka","GHOST",-0- \r\n')
    reading = read(trio)
    assert len(list(reading)) == 4
    assert [(left.file, left.line, left.id) for left in reading.skipped] == [("alt.csv", 4, "999")]


def test_ofacs_advanced_xml(written):
    reading = read(written(invented_lists.OFAC_XML))
    person, company, ship = reading
    assert reading.published == date(2026, 3, 4)
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [
            ("Marin Old EXEMPLAR", "name"),
            ("Марин Экземпляр", "name"),
            ("金例", "alias"),
            ("NICK", "weak_alias"),
        ],
        "born": ["1971-04-05", "~1970"],
        "from": ["ir"],
        "numbers": ["X1234567"],
        "programs": ["UTOPIA"],
    }
    assert told(company)["names"] == [("EXEMPLAR TRADING, LTD.", "name")]
    assert company.schema is Schema.ORGANIZATION
    assert (ship.schema, ship.document_numbers, ship.nationalities) == (Schema.VESSEL, ("999999999",), ("pa",))


def test_followthemoney_entities(written):
    reading = read(written(invented_lists.FTM))
    person, company, nameless = reading
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [("Marin Exemplar", "name"), ("Marino Exemplar", "alias"), ("Nick", "weak_alias")],
        "born": ["1971-04-05", "1970"],
        "from": ["ir"],
        "numbers": ["X1234567"],
        "programs": ["UTO", "sanction"],
    }
    assert told(company)["names"] == [("Exemplar Trading", "name"), ("Exemplar & Sons", "alias")]
    assert nameless.names[0].text == "Mara Exempel"
    assert reading.passed_over == {"Passport": 1}


def test_targets_of_opensanctions(written):
    reading = read(written(invented_lists.TARGETS))
    person, company = reading
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [("Marin Exemplar", "name"), ("Marino Exemplar", "alias"), ("Exemplar; Marinus", "alias")],
        "born": ["1970", "1971-04-05"],
        "from": ["ir"],
        "numbers": ["X1234567"],
        "programs": ["Utopia Sanctions"],
    }
    assert company.schema is Schema.COMPANY
    assert reading.passed_over == {"Address": 1}


def test_our_own_csv(written):
    person, company = read(written(invented_lists.OWN))
    assert told(person) == {
        "schema": Schema.PERSON,
        "names": [("Marin Exemplar", "name"), ("Marino Exemplar", "alias"), ("Марин Экземпляр", "alias")],
        "born": ["1971-04-05", "~1970"],
        "from": ["ir", "utopia"],
        "numbers": ["X1234567", "Y765"],
        "programs": [],
    }
    assert company.schema is Schema.COMPANY


def test_our_own_csv_needs_two_columns_in_any_order(written):
    (person,) = read(written("name,id\nMarin Exemplar,1\n"), Format.OWN_CSV)
    assert (person.id, person.names[0].text, person.names[0].kind) == ("1", "Marin Exemplar", NameKind.NAME)


def test_a_column_that_is_not_known_is_reported(written):
    reading = read(written("id,name,alias\n1,Marin Exemplar,Nick\n"))
    assert len(list(reading)) == 1
    assert [(left.line, left.part) for left in reading.skipped] == [(1, "column")]
