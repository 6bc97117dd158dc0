"""Two clocks, and erasing: what is due when, and what is left afterwards."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from verification_made import ANNA

from counterfoil.decision import Verdict
from counterfoil.errors import EvidenceGone, InputError, StateError
from counterfoil.records import ledger
from counterfoil.records import verifications as steps
from counterfoil.records.tables import metadata
from counterfoil.records.vault import Clock
from counterfoil.records.verifications import Retention, State

DAY = timedelta(days=1)


def pieces(desk, one):
    with desk.database.reading() as connection:
        return desk.vault.find(connection, "default", one)


def due(desk):
    with desk.database.reading() as connection:
        return steps.due_biometrics(connection, desk.now), steps.due_records(connection, desk.now)


class TestErasing:
    def test_destroys_every_key_and_leaves_the_ledger(self, desk):
        one = desk.brought_to(State.UNDER_REVIEW, reference="Zebulon Quist", return_url="https://shop.test/zebulon")
        desk.review(one, ANNA, Verdict.ACCEPT)
        before = desk.kinds(one)
        assert desk.erase(one)
        found = desk.get(one)
        assert (found.state, found.erased_at, found.biometrics_erased_at) == (State.ERASED, desk.now, desk.now)
        assert (found.reference, found.return_url, found.language, found.reasons) == (None, None, None, ())
        assert found.verdict is Verdict.ACCEPT
        assert {piece.clock for piece in pieces(desk, one)} == set(Clock)
        with desk.database.reading() as connection:
            for piece in pieces(desk, one):
                with pytest.raises(EvidenceGone):
                    desk.vault.open(connection, "default", piece.id)
            rows = [str(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]
        assert not [row for row in rows if "ebulon" in row]
        assert desk.kinds(one) == [*before, "erased"]

    def test_is_refused_while_it_is_processed(self, desk):
        one = desk.brought_to(State.PROCESSING)
        with desk.database.writing() as connection, pytest.raises(StateError):
            steps.erase(connection, desk.vault, one, actor="key:key_1", now=desk.now)
            # Whatever a caller makes of the refusal, the keys are there.
        with desk.database.reading() as connection:
            for piece in pieces(desk, one):
                assert desk.vault.open(connection, "default", piece.id)

    def test_a_second_time_does_nothing(self, desk):
        one = desk.brought_to(State.DECIDED)
        assert desk.erase(one)
        assert not desk.erase(one)
        assert desk.kinds(one).count("erased") == 1

    def test_one_leaves_the_others(self, desk):
        one, other = desk.brought_to(State.DECIDED), desk.brought_to(State.DECIDED)
        desk.erase(one)
        with desk.database.reading() as connection:
            assert all(desk.vault.open(connection, "default", piece.id) for piece in pieces(desk, other))


class TestErasingBiometrics:
    def test_leaves_the_records(self, desk):
        one = desk.brought_to(State.UNDER_REVIEW)
        desk.review(one, ANNA, Verdict.ACCEPT)
        assert desk.erase_biometrics(one)
        assert {piece.clock for piece in pieces(desk, one) if piece.erased_at} == {Clock.BIOMETRICS}
        assert {piece.clock for piece in pieces(desk, one) if not piece.erased_at} == {Clock.RECORDS}
        assert (desk.get(one).state, desk.get(one).biometrics_erased_at) == (State.DECIDED, desk.now)
        assert not desk.erase_biometrics(one)
        desk.later(days=1)
        desk.erase(one)
        assert desk.get(one).biometrics_erased_at == desk.now - DAY


class TestTheClocks:
    def test_of_an_accepted_bearer(self, desk):
        one = desk.brought_to(State.DECIDED)
        assert desk.get(one).biometrics_due_at == desk.now + 30 * DAY
        assert desk.get(one).records_due_at is None
        desk.later(days=400)
        with desk.database.writing() as connection:
            ended = desk.now - DAY
            until = steps.relationship_ended(connection, one, ended, actor="key:key_1", now=desk.now)
        assert desk.get(one).records_due_at == until == ended.replace(year=ended.year + 5)
        assert due(desk) == ([one], [])
        desk.now = until
        assert due(desk) == ([one], [one])
        desk.erase_biometrics(one)
        assert due(desk) == ([], [one])
        desk.erase(one)
        assert due(desk) == ([], [])

    def test_of_a_rejected_one_run_from_the_decision(self, desk):
        one = desk.brought_to(State.PROCESSING)
        desk.conclude(one, Verdict.REJECT)
        assert desk.get(one).records_due_at == desk.now.replace(year=desk.now.year + 5)

    def test_of_one_that_expired_are_short(self, desk):
        one = desk.brought_to(State.CAPTURING)
        desk.later(hours=25)
        desk.expire()
        assert due(desk) == ([one], [])
        desk.later(days=30)
        assert due(desk)[1] == [one]

    def test_stand_still_while_the_bearer_or_a_worker_is_at_work(self, desk):
        for state in (State.CREATED, State.CAPTURING, State.PROCESSING):
            desk.brought_to(state)
        desk.later(days=5000)
        assert due(desk) == ([], [])

    @pytest.mark.parametrize(
        "wrong",
        [
            {"biometrics_days": 1096},
            {"biometrics_days": -1},
            {"records_years": 11},
            {"unfinished_days": 366},
            {"review_days": 0},
        ],
    )
    def test_have_bounds(self, wrong):
        with pytest.raises(InputError):
            Retention(**wrong)

    def test_of_29_february_end_on_1_march(self):
        leap = datetime(2028, 2, 29, 12, tzinfo=UTC)
        assert Retention(records_years=5).records_due(leap) == datetime(2033, 3, 1, 12, tzinfo=UTC)
        assert Retention(records_years=4).records_due(leap) == datetime(2032, 2, 29, 12, tzinfo=UTC)


def test_the_ledger_says_nothing_of_the_bearer(desk):
    one = desk.brought_to(State.DECIDED, reference="Zebulon Quist", return_url="https://shop.test/zebulon")
    desk.erase(one)
    with desk.database.reading() as connection:
        told = ledger.entries(connection, "default", subject=one)
    assert len(told) == 8
    assert not [entry for entry in told if "ebulon" in str(entry)]
