"""The register of customers: what is kept, what is not, and what a change does."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from listed import COLUMNS, CUSTOMERS, write
from pairs_made import NOW, Pair, evidence
from sqlalchemy import select

from counterfoil.errors import CounterfoilError, InputError
from counterfoil.records.alerts import Disposition, confirm, find_alert, find_alerts, propose, raise_alert
from counterfoil.records.customers import reading_text
from counterfoil.records.customers.customer_file import register_file, remove_file
from counterfoil.records.customers.fingerprint import customer_digest, entity_digest, fingerprint
from counterfoil.records.customers.register import count, newest, salt_of
from counterfoil.records.database import Database
from counterfoil.records.tables import metadata
from counterfoil.screening import names
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, ListedName, Schema
from counterfoil.screening.names import Kind, Part
from counterfoil.screening.query import Query

SALT = bytes(32)
QUERY = Query(
    names=("Waldemar Ostrowin",),
    birth_date=BirthDate(1961, 7, 4),
    nationalities=("de",),
    document_numbers=("C01X00T47",),
)
ENTITY = Entity(
    "E1",
    Schema.PERSON,
    (ListedName("Valdemar Ostrovin"),),
    birth_dates=(BirthDate(1961, 4, 7),),
    nationalities=("xx",),
    document_numbers=("A1",),
    programs=("P1",),
)


@pytest.fixture
def registered(database, tmp_path):
    """Register rows from a file."""

    def registered(rows=CUSTOMERS, columns=COLUMNS, take=register_file):
        path = write(tmp_path / "customers.csv", rows)
        if columns != COLUMNS:
            path.write_text("\n".join([",".join(columns), *(",".join(row) for row in rows)]))
        return take(database, path, lambda: NOW, lambda *_: None)

    return registered


def everything_in(database):
    with database.reading() as connection:
        rows = [row for table in metadata.sorted_tables for row in connection.execute(select(table))]
    return "\n".join(map(str, rows)).lower()


class TestWhatIsKept:
    def test_no_document_number_and_no_name_as_it_is_written(self, registered, database):
        registered([("c1", "Person", "Wáldemar O'Strowin", "", "1961-07-04", "de", "C01X00T47")])
        kept = everything_in(database)
        assert "c01x00t47" not in kept
        assert "wáldemar" not in kept
        assert "waldemar" in kept  # its parts are, and are personal data too

    def test_readings_come_back_as_they_were(self):
        for name in ("Robert Smith", "Abdul Rahman al-Harbi", "Петров Иван Ильич", "J. R. Ewing", "محمد علي"):
            read = names.read(name)
            assert tuple(map(reading_text.read_back, reading_text.written(read).split("|"))) == read

    @given(
        st.lists(
            st.builds(
                Part,
                st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=48),
                st.integers(0, 127).map(Kind),
                st.integers(0, 5000),
            ),
            min_size=1,
            max_size=24,
        )
    )
    def test_any_reading_comes_back(self, parts):
        assert reading_text.read_back(reading_text.written((tuple(parts),))) == tuple(parts)

    def test_two_databases_have_salts_of_their_own(self, database, tmp_path):
        other = Database(tmp_path / "other.sqlite")
        with database.writing() as one, other.writing() as two:
            assert salt_of(one) == salt_of(one)
            assert salt_of(one) != salt_of(two)
        other.close()


class TestWhatIsMaterial:
    @pytest.mark.parametrize(
        "change",
        [
            {"names": ("Waldemar Ostrovin",)},
            {"birth_date": BirthDate(1961, 7, 5)},
            {"birth_date": None},
            {"nationalities": ("fr",)},
            {"document_numbers": ("C01X00T48",)},
            {"schema": Schema.ORGANIZATION},
        ],
    )
    def test_of_a_customer(self, change):
        assert customer_digest(replace(QUERY, **change), SALT) != customer_digest(QUERY, SALT)

    def test_case_spaces_and_order_of_a_customer_are_not(self):
        two = replace(QUERY, names=("Waldemar Ostrowin", "W. Ostrowin"), nationalities=("de", "fr"))
        same = replace(
            two,
            names=("w. ostrowin", "WALDEMAR  OSTROWIN"),
            nationalities=("fr", "DE"),
            document_numbers=("c01-x00 t47",),
        )
        assert customer_digest(two, SALT) == customer_digest(same, SALT)

    @pytest.mark.parametrize(
        "change",
        [
            {"names": (*ENTITY.names, ListedName("V. Ostrovin"))},
            {"birth_dates": ()},
            {"nationalities": ("yy",)},
            {"document_numbers": ()},
        ],
    )
    def test_of_an_entity(self, change):
        assert entity_digest(replace(ENTITY, **change)) != entity_digest(ENTITY)

    def test_the_programme_of_an_entity_is_not(self):
        assert entity_digest(replace(ENTITY, programs=("P2", "P3"))) == entity_digest(ENTITY)


class TestRegistering:
    def test_twice_changes_nothing(self, registered, database):
        assert registered().registered.added == 4
        with database.reading() as connection:
            before = newest(connection)
        assert registered().registered.unchanged == 4
        with database.reading() as connection:
            assert (count(connection), newest(connection)) == (4, before)

    def test_a_change_is_taken_in_and_to_be_screened_again(self, registered, database):
        registered()
        changed = [("c2", "Person", "Karowe Amina", "", "1985-01-02", "", ""), *CUSTOMERS[2:]]
        came = registered(changed).registered
        assert (came.added, came.changed, came.unchanged) == (0, 1, 2)
        with database.reading() as connection:
            assert newest(connection) == 5

    def test_removal_takes_the_fingerprint_and_leaves_the_alerts(self, registered, database):
        registered()
        with database.writing() as connection:
            raise_alert(connection, Pair("c1", "harbour", "E1"), evidence(explanation={}), NOW)
        assert registered([("c1",), ("nobody",)], ("id",), remove_file).removed == 1
        assert "ostrowin" not in everything_in(database)
        with database.reading() as connection:
            assert count(connection) == 3
            assert find_alert(connection, 1).steps[-1].action == "customer removed"

    def test_a_customer_on_the_good_guy_list_who_changes_is_looked_at_again(self, registered, database):
        registered()
        with database.writing() as connection:
            digest = fingerprint("c2", Query(("Karowe Amina",), birth_date=BirthDate(1985, 1, 1)), salt_of(connection))
            raise_alert(connection, Pair("c2", "harbour", "E2"), evidence(customer_digest=digest.digest), NOW)
            propose(connection, 1, by="Anna", disposition=Disposition.FALSE_POSITIVE, reason="No", now=NOW)
            confirm(connection, 1, by="Bert", now=NOW)
        assert registered().registered.reopened == 0
        changed = [("c2", "Person", "Karowe Amina", "", "1985-01-02", "", "")]
        assert registered(changed).registered.reopened == 1
        with database.reading() as connection:
            assert [alert.round for alert in find_alerts(connection)] == [2]


class TestWrongRows:
    def test_are_told_by_line_and_the_rest_is_done(self, registered):
        wrong = [
            ("", "Person", "Nobody Has-Id", "", "", "", ""),
            ("c5", "Person", "...", "", "", "", ""),
            ("c6", "Person", "Someone Born-Wrong", "", "31 Juneuary", "", ""),
            ("c1", "Person", "The Same-Id", "", "", "", ""),
            ("c7", "Spaceship", "No Such-Schema", "", "", "", ""),
        ]
        came = registered([*CUSTOMERS, *wrong])
        assert came.registered.added == 4
        assert [row.line for row in came.skipped] == [6, 7, 8, 9, 10]

    def test_never_say_what_stands_in_them(self, registered):
        came = registered([*CUSTOMERS, ("c9", "Person", "Secretname", "", "Secretdate", "", "")])
        assert "ecret" not in str(came.skipped)

    @pytest.mark.parametrize("rows", [[], [("", "Person", "", "", "", "", "")]])
    def test_alone_are_refused(self, registered, rows):
        with pytest.raises(InputError, match="no row of it can be used"):
            registered(rows)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=400))
    def test_any_bytes_end_in_one_line_or_are_registered(self, database, tmp_path, content):
        path = tmp_path / "fuzz.csv"
        path.write_bytes(b"id,name\n" + content)
        try:
            register_file(database, path, lambda: NOW, lambda *_: None)
        except CounterfoilError as wrong:
            assert "\n" not in str(wrong)  # noqa: PT017 - most bytes are refused, some are not
