"""Whatever is done in whatever order, no pair is suppressed without two people who saw the evidence as it is."""

from datetime import timedelta

from emptying import empty
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pairs_made import NOW, evidence, suppressing

from counterfoil.errors import AlertError
from counterfoil.records.alerts import (
    Action,
    Alert,
    Disposition,
    Effect,
    Pair,
    State,
    confirm,
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
from counterfoil.records.database import Database

PAIRS = [Pair(customer, "harbour", entity) for customer in ("a", "b") for entity in ("1", "2")]
PEOPLE = {"Anna": "anna", "ANNA ": "anna", "an na": "anna", "Bert": "bert", "\uff22\uff25\uff32\uff34": "bert"}
reviewers = st.sampled_from(sorted(PEOPLE))
numbers = st.integers(1, 6)


class Reviewing(RuleBasedStateMachine):
    """The alerts of four pairs, any step at any time."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database

    @initialize()
    def begin(self) -> None:
        empty(self.database)
        self.now = NOW
        self.customers = {"a": "0", "b": "0"}
        self.entities = {"1": "0", "2": "0"}
        self.matcher, self.score = "m0", 0.9

    def current(self, pair: Pair):
        customer, entity = self.customers[pair.customer] * 64, self.entities[pair.entity] * 64
        return evidence(customer_digest=customer, entity_digest=entity, matcher=self.matcher, score=self.score)

    def attempt(self, transition, alert: int, **given) -> None:
        try:
            with self.database.writing() as connection:
                transition(connection, alert, now=self.now, **given)
        except AlertError:
            pass  # refused, as many of these are

    @rule(pair=st.sampled_from(PAIRS))
    def hit(self, pair: Pair) -> None:
        with self.database.writing() as connection:
            raised = raise_alert(connection, pair, self.current(pair), self.now)
        if raised.effect is Effect.SUPPRESSED:
            self.require_two_people(pair)

    @rule(alert=numbers, by=reviewers, disposition=st.sampled_from(Disposition))
    def propose(self, alert, by, disposition) -> None:
        self.attempt(propose, alert, by=by, disposition=disposition, reason="because")

    @rule(alert=numbers, by=reviewers)
    def confirm(self, alert, by) -> None:
        self.attempt(confirm, alert, by=by)

    @rule(alert=numbers, first=reviewers, second=reviewers)
    def dismiss(self, alert, first, second) -> None:
        self.attempt(propose, alert, by=first, disposition=Disposition.FALSE_POSITIVE, reason="because")
        self.attempt(confirm, alert, by=second)

    @rule(alert=numbers, by=reviewers)
    def send_back(self, alert, by) -> None:
        self.attempt(send_back, alert, by=by, reason="why?")

    @rule(alert=numbers, by=reviewers)
    def revoke(self, alert, by) -> None:
        self.attempt(revoke, alert, by=by, reason="doubt")

    @rule(customer=st.sampled_from("ab"), digest=st.sampled_from("012"), is_told=st.booleans())
    def change_customer(self, customer, digest, is_told) -> None:
        self.customers[customer] = digest
        if is_told:
            with self.database.writing() as connection:
                reopen_customer(connection, customer, digest * 64, self.now)

    @rule(entity=st.sampled_from("12"), digest=st.sampled_from("012"), is_told=st.booleans())
    def change_entity(self, entity, digest, is_told) -> None:
        self.entities[entity] = digest
        if is_told:
            with self.database.writing() as connection:
                reopen_entities(connection, "harbour", [(entity, digest * 64)], self.now)

    @rule(entity=st.sampled_from("12"))
    def delist(self, entity) -> None:
        with self.database.writing() as connection:
            mark_delisted(connection, "harbour", [entity], self.now)

    @rule(rise=st.sampled_from([-0.05, 0.0, 0.05]), matcher=st.sampled_from(["m0", "m1"]))
    def change_matcher(self, rise, matcher) -> None:
        if matcher != self.matcher:
            self.matcher, self.score = matcher, round(min(1.0, max(0.5, self.score + rise)), 2)

    @rule(days=st.sampled_from([1, 200, 366]), is_told=st.booleans())
    def wait(self, days, is_told) -> None:
        self.now += timedelta(days=days)
        if is_told:
            with self.database.writing() as connection:
                reopen_expired(connection, self.now)

    @invariant()
    def whoever_is_suppressed_was_seen_by_two_people(self) -> None:
        for pair in PAIRS:
            with self.database.reading() as connection:
                suppressed = suppressing(connection, pair, self.current(pair), self.now)
            if suppressed:
                self.require_two_people(pair)

    @invariant()
    def each_pair_has_at_most_one_alert_that_is_not_closed_and_one_entry(self) -> None:
        with self.database.reading() as connection:
            waiting = [alert.pair for alert in find_alerts(connection)]
            listed = [entry.pair for entry in entries(connection)]
        assert len(waiting) == len(set(waiting))
        assert len(listed) == len(set(listed))
        assert not set(waiting) & set(listed)

    def require_two_people(self, pair: Pair) -> None:
        with self.database.reading() as connection:
            entry = next(entry for entry in entries(connection) if entry.pair == pair)
            alert: Alert = find_alert(connection, entry.alert)
        assert (alert.pair, alert.state, alert.disposition) == (pair, State.CLOSED, Disposition.FALSE_POSITIVE)
        proposed, confirmed = [step for step in alert.steps if step.action in (Action.PROPOSED, Action.CONFIRMED)][-2:]
        assert (proposed.action, confirmed.action) == (Action.PROPOSED, Action.CONFIRMED)
        assert PEOPLE.get(proposed.by, proposed.by.lower()) != PEOPLE.get(confirmed.by, confirmed.by.lower())
        assert confirmed.at < entry.expires_at
        assert self.now < entry.expires_at
        seen, now = alert.hits[-1], self.current(pair)
        assert (seen.customer_digest, seen.entity_digest) == (now.customer_digest, now.entity_digest)
        assert seen.matcher == now.matcher or now.score <= seen.score


def test_no_pair_is_suppressed_without_two_people(database):
    steps = settings(max_examples=40, stateful_step_count=30, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(lambda: Reviewing(database), settings=steps)
