"""Hit, alert, disposition by two people, and what becomes of the pair afterwards."""

from datetime import timedelta

import pytest
from pairs_made import PAIR, evidence, suppressing

from counterfoil.errors import AlertError, InputError
from counterfoil.records.alerts import (
    Action,
    Because,
    Disposition,
    Effect,
    Pair,
    State,
    confirm,
    count_alerts,
    entries,
    find_alert,
    find_alerts,
    mark_delisted,
    propose,
    raise_alert,
    reopen_customer,
    reopen_entities,
    reopen_expired,
    revoke,
    send_back,
)


@pytest.fixture
def raised(database, now):
    """Put a hit down, as a run does."""

    def raised(at=now, pair=PAIR, **changed):
        with database.writing() as connection:
            return raise_alert(connection, pair, evidence(**changed), at)

    return raised


@pytest.fixture
def step(database, now):
    """Take one step in a transaction of its own."""

    def step(transition, alert=1, at=now, **given):
        with database.writing() as connection:
            return transition(connection, alert, now=at, **given)

    return step


@pytest.fixture
def alert(database):
    def alert(number=1):
        with database.reading() as connection:
            return find_alert(connection, number)

    return alert


@pytest.fixture
def dismissed(raised, step):
    """A pair that two people found to be two parties."""
    raised()
    step(propose, by="Anna", disposition=Disposition.FALSE_POSITIVE, reason="Born forty years later")
    step(confirm, by="Bert")


def state_of(database):
    with database.reading() as connection:
        return {state: number for state, number in count_alerts(connection).items() if number}


class TestAHitRaisesAnAlert:
    def test_once(self, raised, database, alert):
        assert raised().effect is Effect.OPENED
        assert raised().effect is Effect.REPEATED
        assert state_of(database) == {State.OPEN: 1}
        assert len(alert().hits) == 1

    def test_with_the_hit_as_it_was(self, raised, alert, now):
        raised()
        assert alert().hits == (evidence(),)
        assert alert().pair == PAIR
        assert alert().opened_at == now

    def test_not_again_for_a_later_version_that_says_the_same(self, raised, alert):
        raised()
        assert raised(list_version="2").effect is Effect.REPEATED
        assert len(alert().hits) == 1

    @pytest.mark.parametrize("changed", [{"entity_digest": "f" * 64}, {"customer_digest": "f" * 64}, {"score": 0.99}])
    def test_which_learns_of_what_changed(self, raised, alert, changed):
        raised()
        assert raised(**changed).effect is Effect.UPDATED
        assert alert().hits == (evidence(), evidence(**changed))
        assert [taken.action for taken in alert().steps] == [Action.OPENED, Action.EVIDENCE_CHANGED]

    def test_one_for_each_pair(self, raised, database):
        for pair in (PAIR, Pair("customer-2", "harbour", "H-17"), Pair("customer-1", "other", "H-17")):
            assert raised(pair=pair).effect is Effect.OPENED
        assert state_of(database) == {State.OPEN: 3}


class TestTwoPeopleDecide:
    @pytest.mark.parametrize("disposition", [Disposition.TRUE_MATCH, Disposition.FALSE_POSITIVE])
    def test_one_proposes_and_another_confirms(self, raised, step, alert, disposition):
        raised()
        step(propose, by="Anna", disposition=disposition, reason="Seen both")
        assert (alert().state, alert().proposed_by) == (State.PROPOSED, "Anna")
        step(confirm, by="Bert", reason="So did I")
        assert (alert().state, alert().disposition) == (State.CLOSED, disposition)
        assert [(taken.by, taken.action, taken.reason) for taken in alert().steps[1:]] == [
            ("Anna", Action.PROPOSED, "Seen both"),
            ("Bert", Action.CONFIRMED, "So did I"),
        ]

    @pytest.mark.parametrize("same", ["Anna", "anna", " ANNA ", "An na", "\uff21\uff4e\uff4e\uff41", "A\nnna"])
    @pytest.mark.parametrize("transition", [confirm, send_back])
    def test_never_the_same_one_twice(self, raised, step, alert, same, transition):
        raised()
        step(propose, by="Anna", disposition=Disposition.FALSE_POSITIVE, reason="Another person")
        before = alert()
        with pytest.raises(AlertError, match="second reviewer"):
            step(transition, by=same, reason="Me again")
        assert alert() == before

    @pytest.mark.parametrize("name", ["", "  ", "x" * 101, "An\u200bna", "an\x00na", "counterfoil", " Counter Foil"])
    def test_a_name_that_is_none_is_refused(self, raised, step, name):
        raised()
        with pytest.raises(InputError, match="reviewer"):
            step(propose, by=name, disposition=Disposition.TRUE_MATCH, reason="Seen both")

    @pytest.mark.parametrize("reason", ["", " \n ", "x" * 4001])
    def test_a_reason_is_required(self, raised, step, reason):
        raised()
        with pytest.raises(AlertError, match="reason"):
            step(propose, by="Anna", disposition=Disposition.TRUE_MATCH, reason=reason)

    def test_what_is_sent_back_is_open_again(self, raised, step, alert):
        raised()
        step(propose, by="Anna", disposition=Disposition.TRUE_MATCH, reason="Same number")
        step(send_back, by="Bert", reason="Which number?")
        assert (alert().state, alert().disposition, alert().proposed_by) == (State.OPEN, None, None)
        step(propose, by="Bert", disposition=Disposition.TRUE_MATCH, reason="Found it")
        step(confirm, by="Anna")
        assert alert().state is State.CLOSED

    def test_what_is_unclear_is_escalated_and_still_ends_with_two_people(self, raised, step, alert):
        raised()
        step(propose, by="Anna", disposition=Disposition.UNCLEAR, reason="No birth date")
        step(confirm, by="Bert")
        assert alert().state is State.ESCALATED
        with pytest.raises(AlertError, match="escalated already"):
            step(propose, by="Anna", disposition=Disposition.UNCLEAR, reason="Still")
        step(propose, by="Cleo", disposition=Disposition.TRUE_MATCH, reason="Asked the customer")
        step(confirm, by="Dora")
        assert alert().state is State.CLOSED

    def test_a_step_that_the_state_does_not_allow_is_one_line_and_changes_nothing(self, step, dismissed, alert):
        before = alert()
        for transition, given in (
            (propose, {"disposition": Disposition.TRUE_MATCH, "reason": "Late"}),
            (confirm, {}),
            (send_back, {"reason": "Late"}),
        ):
            with pytest.raises(AlertError, match="Alert 1 is closed") as refused:
                step(transition, by="Cleo", **given)
            assert "\n" not in str(refused.value)
        assert alert() == before
        assert dismissed is None

    def test_an_alert_that_is_not_there_is_refused(self, step):
        with pytest.raises(AlertError, match="no alert 4711"):
            step(confirm, alert=4711, by="Anna")

    def test_new_evidence_takes_a_proposal_back(self, raised, step, alert):
        raised()
        step(propose, by="Anna", disposition=Disposition.FALSE_POSITIVE, reason="Another name")
        raised(entity_digest="f" * 64)
        assert (alert().state, alert().disposition) == (State.OPEN, None)

    @pytest.mark.parametrize("days", [-1, 0, 3 * 366])
    def test_a_suppression_ends_within_two_years(self, raised, step, now, days):
        raised()
        step(propose, by="Anna", disposition=Disposition.FALSE_POSITIVE, reason="Another name")
        with pytest.raises(AlertError, match="within two years"):
            step(confirm, by="Bert", expires_at=now + timedelta(days=days))


@pytest.mark.usefixtures("dismissed")
class TestTheGoodGuyList:
    def test_suppresses_the_pair_and_says_by_whom(self, raised, database, now):
        again = raised(list_version="2")
        assert again.effect is Effect.SUPPRESSED
        entry = again.suppressed_by
        assert entry is not None
        assert (entry.proposed_by, entry.confirmed_by, entry.reason) == ("Anna", "Bert", "Born forty years later")
        assert entry.expires_at == now + timedelta(days=365)
        with database.reading() as connection:
            assert suppressing(connection, PAIR, evidence(), now) == entry

    @pytest.mark.parametrize(
        "other",
        [Pair("customer-2", "harbour", "H-17"), Pair("customer-1", "harbour", "H-18"), Pair("customer-1", "x", "H-17")],
    )
    def test_and_no_other_pair(self, raised, other):
        assert raised(pair=other).effect is Effect.OPENED

    @pytest.mark.parametrize(
        ("changed", "because"),
        [
            ({"customer_digest": "f" * 64}, Because.CUSTOMER_CHANGED),
            ({"entity_digest": "f" * 64}, Because.ENTITY_CHANGED),
            ({"matcher": "matcher-2", "score": 0.92}, Because.SCORE_ROSE),
        ],
    )
    def test_not_after_a_material_change(self, raised, alert, database, changed, because):
        again = raised(**changed)
        assert (again.effect, again.alert) == (Effect.REOPENED, 2)
        assert (alert(2).round, alert(2).steps[0].reason) == (2, because)
        with database.reading() as connection:
            assert [entry.ended_because for entry in entries(connection, with_ended=True)] == [because]
            assert entries(connection) == []

    @pytest.mark.parametrize("changed", [{"matcher": "matcher-2"}, {"matcher": "matcher-2", "score": 0.5}])
    def test_still_after_a_matcher_that_scores_no_higher(self, raised, changed):
        assert raised(**changed).effect is Effect.SUPPRESSED

    def test_not_after_its_expiry(self, raised, now):
        later = now + timedelta(days=365)
        assert raised(at=later - timedelta(seconds=1)).effect is Effect.SUPPRESSED
        assert raised(at=later).effect is Effect.REOPENED

    def test_is_reopened_by_the_clock_alone(self, database, alert, now):
        with database.writing() as connection:
            assert reopen_expired(connection, now) == []
            assert reopen_expired(connection, now + timedelta(days=400)) == [2]
            assert reopen_expired(connection, now + timedelta(days=400)) == []
        assert (alert(2).state, alert(2).hits) == (State.OPEN, (evidence(),))
        assert alert(1).steps[-1].action is Action.SUPPRESSION_ENDED

    def test_is_reopened_when_the_customer_changes(self, database, now):
        with database.writing() as connection:
            assert reopen_customer(connection, "customer-2", "f" * 64, now) == []
            assert reopen_customer(connection, "customer-1", "c" * 64, now) == []
            assert reopen_customer(connection, "customer-1", "f" * 64, now) == [2]

    def test_is_reopened_when_the_entity_changes(self, database, now):
        with database.writing() as connection:
            assert reopen_entities(connection, "other", [("H-17", "f" * 64)], now) == []
            assert reopen_entities(connection, "harbour", [("H-18", "f" * 64), ("H-17", "e" * 64)], now) == []
            assert reopen_entities(connection, "harbour", [("H-17", "f" * 64)], now) == [2]

    def test_one_person_is_enough_to_look_again(self, step, raised, alert):
        assert step(revoke, by="Cleo", reason="New photograph") == 2
        assert alert(2).state is State.OPEN
        assert raised().effect is Effect.REPEATED
        with pytest.raises(AlertError, match="suppresses nothing"):
            step(revoke, by="Cleo", reason="Again")


class TestATrueMatch:
    @pytest.fixture(autouse=True)
    def _matched(self, raised, step):
        raised()
        step(propose, by="Anna", disposition=Disposition.TRUE_MATCH, reason="Same passport")
        step(confirm, by="Bert")

    def test_stays_one_when_the_list_says_more(self, raised, alert):
        assert raised(entity_digest="f" * 64).effect is Effect.UPDATED
        assert (alert().state, len(alert().hits)) == (State.CLOSED, 2)

    def test_is_looked_at_again_when_the_customer_is_another(self, raised):
        assert raised(customer_digest="f" * 64).effect is Effect.REOPENED


class TestADelistedEntity:
    def test_marks_its_alerts_and_closes_none(self, raised, database, alert, now):
        raised()
        with database.writing() as connection:
            assert mark_delisted(connection, "harbour", ["H-16", "H-17"], now) == 1
            assert mark_delisted(connection, "harbour", ["H-17"], now) == 0
        assert (alert().state, alert().is_delisted) == (State.OPEN, True)

    def test_that_comes_back_is_marked_no_more(self, raised, database, alert, now):
        raised()
        with database.writing() as connection:
            mark_delisted(connection, "harbour", ["H-17"], now)
        assert raised().effect is Effect.REPEATED
        assert not alert().is_delisted
        assert [taken.action for taken in alert().steps] == [Action.OPENED, Action.DELISTED, Action.RELISTED]


def test_alerts_are_listed_oldest_first_and_by_what_is_asked_for(raised, database, now):
    for number in range(3):
        raised(at=now - timedelta(days=number), pair=Pair(f"customer-{number}", "harbour", "H-17"))
    with database.reading() as connection:
        assert [alert.pair.customer for alert in find_alerts(connection)] == ["customer-2", "customer-1", "customer-0"]
        assert [alert.id for alert in find_alerts(connection, customer="customer-1")] == [2]
        assert find_alerts(connection, name="other") == []
        assert find_alerts(connection, states=[State.CLOSED]) == []
        assert len(find_alerts(connection, limit=2)) == 2
