"""Monitoring: what changed is screened, nobody is missed, nothing is raised twice."""

from datetime import timedelta

import pytest
from listed import CUSTOMERS, PEOPLE, add_version, write
from pairs_made import NOW

from counterfoil.errors import InputError, ListError, RecordsError
from counterfoil.records.alerts import Disposition, Effect, State, confirm, find_alerts, propose
from counterfoil.records.customers.customer_file import register_file
from counterfoil.records.library import Library
from counterfoil.records.monitoring import last_covered, monitor, monitor_lists
from counterfoil.records.tables import customers, runs

RATE = 0.01


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "lists")


@pytest.fixture
def version(library, tmp_path):
    """Import a version, each a day after the one before."""
    days = iter(range(100))
    return lambda rows=PEOPLE: add_version(library, tmp_path, rows, NOW + timedelta(days=next(days)))


@pytest.fixture
def registered(database, tmp_path):
    def registered(rows=CUSTOMERS):
        path = write(tmp_path / "customers.csv", rows)
        return register_file(database, path, lambda: NOW, lambda *_: None)

    return registered


@pytest.fixture
def monitored(database, library):
    def monitored(at=NOW, rate=RATE, **given):
        return monitor(database, library, "harbour", rate=rate, clock=lambda: at, **given)

    return monitored


@pytest.fixture
def pairs(database):
    """The pairs that have an alert, the newest round of each, and its state."""

    def pairs():
        with database.reading() as connection:
            found = find_alerts(connection, states=State)
        return {(alert.pair.customer, alert.pair.entity): alert for alert in sorted(found, key=lambda one: one.round)}

    return pairs


@pytest.fixture
def dismiss(database):
    def dismiss(alert):
        with database.writing() as connection:
            propose(connection, alert, by="Anna", disposition=Disposition.FALSE_POSITIVE, reason="No", now=NOW)
            confirm(connection, alert, by="Bert", now=NOW)

    return dismiss


class TestTheFirstRun:
    def test_screens_everyone_against_everything(self, version, registered, monitored, pairs):
        version()
        registered()
        done = monitored()
        assert done.customers == 4
        assert set(pairs()) == {("c1", "E1"), ("c2", "E2"), ("c3", "E3")}
        assert done.effects == {Effect.OPENED: 3}

    def test_a_second_one_finds_nothing_to_do(self, version, registered, monitored):
        version()
        registered()
        monitored()
        again = monitored()
        assert (again.changes, again.customers, sum(again.effects.values())) == (0, 0, 0)

    def test_an_alert_says_why_and_by_what(self, version, registered, monitored, pairs):
        added = version()
        registered()
        monitored()
        found = pairs()["c1", "E1"].hits[0]
        assert found.list_version == f"harbour/{added.id}"
        assert found.rate == RATE
        assert found.fpr <= RATE
        assert found.explanation["explanation"]["listed_name"] == "Valdemar Ostrovin"
        assert [one["field"] for one in found.explanation["evidence"]] == ["birth_date"]

    def test_a_document_in_common_is_found_though_the_numbers_are_not_kept(self, version, registered, monitored, pairs):
        version()
        registered()
        monitored()
        said = {one["field"]: one for one in pairs()["c3", "E3"].hits[0].explanation["evidence"]}
        assert said["document_number"]["listed"] == "K-1234567"


class TestWhatAVersionChanges:
    @pytest.fixture(autouse=True)
    def _covered(self, version, registered, monitored):
        version([PEOPLE[0]])
        registered()
        monitored()

    def test_someone_new_is_compared_with_everyone(self, version, monitored, pairs):
        version(PEOPLE)
        done = monitored()
        assert (done.changes, done.customers) == (2, 0)
        assert set(pairs()) == {("c1", "E1"), ("c2", "E2"), ("c3", "E3")}

    def test_a_new_alias_is(self, version, monitored, pairs):
        version([("E1", "Person", "Valdemar Ostrovin", "Selma Quistgaard", "1961-04-07", "", "")])
        assert monitored().changes == 1
        assert ("c4", "E1") in pairs()

    def test_a_new_birth_date_is(self, version, monitored, pairs):
        version([("E1", "Person", "Valdemar Ostrovin", "", "1961-07-04", "", "")])
        done = monitored()
        assert done.effects == {Effect.UPDATED: 1}
        assert len(pairs()["c1", "E1"].hits) == 2

    def test_customers_who_came_since_are_screened_against_the_whole_list(self, registered, monitored, pairs):
        registered([*CUSTOMERS, ("c9", "Person", "Valdemar Ostrovin", "", "", "", "")])
        done = monitored()
        assert (done.changes, done.customers) == (0, 1)
        assert ("c9", "E1") in pairs()

    def test_who_is_dropped_marks_alerts_and_closes_none(self, version, monitored, pairs):
        version(PEOPLE[1:])
        assert monitored().delisted == 1
        alert = pairs()["c1", "E1"]
        assert (alert.is_delisted, alert.state) == (True, State.OPEN)

    def test_versions_in_between_are_not_missed(self, version, monitored, pairs):
        version(PEOPLE[:2])
        version(PEOPLE)
        assert monitored().changes == 2
        assert ("c2", "E2") in pairs()

    def test_a_gap_is_refused(self, version, monitored):
        between = version(PEOPLE[:2])
        version(PEOPLE)
        with pytest.raises(InputError, match="would be missed") as wrong:
            monitored(since=between)
        assert "\n" not in str(wrong.value)

    def test_more_than_needed_is_done(self, version, library, monitored):
        first = library.versions("harbour")[0]
        version(PEOPLE)
        monitored()
        assert monitored(since=first).effects == {Effect.REPEATED: 2}

    def test_a_version_that_is_no_longer_there_asks_for_a_full_run(self, version, library, monitored):
        first = library.versions("harbour")[0]
        version(PEOPLE)
        library.remove(first)
        with pytest.raises(ListError, match=r"no longer there.*--full"):
            monitored()
        assert monitored(full=True).customers == 4

    def test_the_reference_finds_the_same(self, version, monitored, pairs):
        version(PEOPLE)
        done = monitored(use_native=False)
        assert done.engine == "reference"
        assert set(pairs()) == {("c1", "E1"), ("c2", "E2"), ("c3", "E3")}


class TestTheGoodGuyList:
    @pytest.fixture(autouse=True)
    def _dismissed(self, version, registered, monitored, pairs, dismiss):
        version()
        registered()
        monitored()
        dismiss(pairs()["c1", "E1"].id)

    def test_suppresses_and_is_told(self, monitored):
        done = monitored(full=True)
        assert done.effects[Effect.SUPPRESSED] == 1
        assert [(entry.proposed_by, entry.confirmed_by) for entry in done.suppressed] == [("Anna", "Bert")]

    def test_is_reopened_when_the_entity_changes(self, version, monitored, pairs):
        version([("E1", "Person", "Valdemar Ostrovin", "", "1961-04-07;1961", "", ""), *PEOPLE[1:]])
        assert monitored().reopened == 1
        assert (pairs()["c1", "E1"].round, pairs()["c1", "E1"].state) == (2, State.OPEN)

    def test_is_reopened_though_the_change_is_no_hit_any_more(self, version, monitored, pairs):
        version([("E1", "Person", "Somebody Else", "", "", "", ""), *PEOPLE[1:]])
        assert monitored().reopened == 1
        assert pairs()["c1", "E1"].state is State.OPEN

    def test_is_reopened_by_the_clock(self, monitored, pairs):
        assert monitored(NOW + timedelta(days=364)).reopened == 0
        assert monitored(NOW + timedelta(days=366)).reopened == 1
        assert pairs()["c1", "E1"].state is State.OPEN

    def test_is_reopened_by_a_full_run_as_well(self, version, monitored):
        version([("E1", "Person", "Somebody Else", "", "", "", ""), *PEOPLE[1:]])
        assert monitored(full=True).reopened == 1


class TestWhenAFullRunIsDue:
    def test_after_a_change_of_the_matcher_until_it_is_done(self, version, registered, monitored, database):
        version()
        registered()
        assert monitored().run.full_run_due == ()
        with database.writing() as connection:
            connection.execute(runs.update().values(covered_matcher="an earlier one"))
        assert monitored().run.full_run_due == ("matcher_changed",)
        assert monitored().run.full_run_due == ("matcher_changed",)
        assert monitored(full=True).run.full_run_due == ()
        assert monitored().run.full_run_due == ()

    def test_after_a_change_of_the_rate(self, version, registered, monitored):
        version()
        registered()
        monitored()
        assert monitored(rate=0.02).run.full_run_due == ("rate_changed",)

    def test_customers_who_were_read_otherwise_have_to_be_registered_again(
        self, version, registered, monitored, database
    ):
        version()
        registered()
        with database.writing() as connection:
            connection.execute(customers.update().values(reader="an earlier one"))
        with pytest.raises(RecordsError, match=r"4 customers.*Register them again"):
            monitored()
        registered()
        assert monitored().customers == 4


class TestSeveralLists:
    def test_all_of_them_are_monitored(self, version, registered, library, database, tmp_path):
        version()
        registered()
        path = write(tmp_path / "other.csv", [("O1", "Person", "Selma Quistgard", "", "", "", "")])
        library.add(path, name="other", now=NOW)
        done = monitor_lists(database, library, rate=RATE, clock=lambda: NOW)
        assert [one.run.list for one in done] == ["harbour", "other"]
        with database.reading() as connection:
            assert last_covered(connection, "other") is not None

    def test_nobody_registered_or_no_list_is_refused(self, version, library, database):
        with pytest.raises(ListError, match="no list"):
            monitor_lists(database, library, rate=RATE, clock=lambda: NOW)
        version()
        with pytest.raises(InputError, match="No customer is registered"):
            monitor_lists(database, library, rate=RATE, clock=lambda: NOW)

    def test_since_goes_with_one_list(self, version, registered, library, database):
        added = version()
        registered()
        with pytest.raises(InputError, match="--since"):
            monitor_lists(database, library, since=added.id, full=True, rate=RATE, clock=lambda: NOW)
        assert monitor_lists(database, library, since=f"harbour/{added.id}", rate=RATE, clock=lambda: NOW)
