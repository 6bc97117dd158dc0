"""Whatever is done to verifications in whatever order: no state that the drawing does not show, and nothing untold."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from emptying import empty
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from verification_made import ANNA, BERT, CONSENT, NOW, Desk

from counterfoil.decision import Verdict
from counterfoil.errors import EvidenceGone, StateError
from counterfoil.network.reach import Reach
from counterfoil.records import ledger
from counterfoil.records import verifications as steps
from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.agreeing import first_disagreement
from counterfoil.records.tables import verifications, webhook_messages
from counterfoil.records.verifications import CAPTURES, State
from counterfoil.records.webhooks import add_endpoint, secret_of_new_endpoint
from counterfoil.records.webhooks.events import Event

TENANTS = ("default", "other")
WAYS = {
    State.CREATED: {State.CONSENTED, State.UNDER_REVIEW, State.EXPIRED, State.ERASED},
    State.CONSENTED: {State.CAPTURING, State.UNDER_REVIEW, State.EXPIRED, State.ERASED},
    State.CAPTURING: {State.PROCESSING, State.UNDER_REVIEW, State.EXPIRED, State.ERASED},
    State.PROCESSING: {State.CAPTURING, State.UNDER_REVIEW, State.DECIDED},
    State.UNDER_REVIEW: {State.DECIDED, State.EXPIRED, State.ERASED},
    State.DECIDED: {State.UNDER_REVIEW, State.ERASED},
    State.EXPIRED: {State.ERASED},
    State.ERASED: set(),
}
TOLD = {event.value for event in Event} - {Event.BIOMETRICS_ERASED.value, Event.TEST.value}
"""Kinds of entries, and of messages, that tell of a change of state."""

at = st.integers(0, 3)
who = st.sampled_from([ANNA, BERT])


class Verifying(RuleBasedStateMachine):
    """A few verifications of two tenants, any step at any time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @initialize(second=st.booleans(), attempts=st.integers(1, 2))
    def begin(self, second: bool, attempts: int) -> None:
        desk = self.desk
        empty(desk.database)
        desk.now = NOW
        with desk.database.writing() as connection:
            for tenant in TENANTS:
                ensure_tenant(connection, tenant, now=NOW)
                given = {"url": "https://hooks.test/", "events": [], "is_test": False, "actor": "operator"}
                secret = secret_of_new_endpoint(desk.vault, NOW)
                add_endpoint(connection, desk.vault, secret, tenant=tenant, reach=Reach(), now=NOW, **given)
        asked = {"needs_second_review": second, "attempts_allowed": attempts}
        self.made = [desk.create(tenant=tenant, **asked) for tenant in TENANTS for _ in range(2)]
        self.tenant = {one: TENANTS[number // 2] for number, one in enumerate(self.made)}
        self.state = dict.fromkeys(self.made, State.CREATED)
        self.changes = Counter(dict.fromkeys(self.made, 1))

    def attempt(self, step: Callable[[], object]) -> None:
        """Take a step, or be refused it; then look at what has become of all."""
        try:
            step()
        except (StateError, EvidenceGone):
            before = dict(self.state)
            self.look()
            assert self.state == before
        else:
            self.look()

    def look(self) -> None:
        with self.desk.database.reading() as connection:
            query = select(verifications.c.id, verifications.c.state)
            there = {row.id: State(row.state) for row in connection.execute(query)}
        for one, now in there.items():
            if now is not self.state[one]:
                assert now in WAYS[self.state[one]]
                self.changes[one] += 1
                self.state[one] = now

    @rule(at=at, version=st.sampled_from([CONSENT, CONSENT, "other"]))
    def consent(self, at: int, version: str) -> None:
        self.attempt(lambda: self.desk.consent(self.made[at], version))

    @rule(at=at, kinds=st.sampled_from([("document_front", "probe"), ("probe",), CAPTURES]))
    def capture(self, at: int, kinds: tuple[str, ...]) -> None:
        self.attempt(lambda: self.desk.capture(self.made[at], *kinds))

    @rule(at=at)
    def submit(self, at: int) -> None:
        self.attempt(lambda: self.desk.submit(self.made[at]))

    @rule(at=at, verdict=st.sampled_from(Verdict), number=st.sampled_from([None, None, 1, 2]))
    def conclude(self, at: int, verdict: Verdict, number: int | None) -> None:
        before = self.state[self.made[at]]
        concluded = []
        self.attempt(lambda: concluded.append(self.desk.conclude(self.made[at], verdict, number)))
        assert concluded[0] == (before is State.PROCESSING and self.state[self.made[at]] is not State.PROCESSING)

    @rule(at=at)
    def choose_manual(self, at: int) -> None:
        self.attempt(lambda: self.desk.manual(self.made[at]))

    @rule(at=at, by=who, verdict=st.sampled_from(Verdict))
    def review(self, at: int, by: str, verdict: Verdict) -> None:
        self.attempt(lambda: self.desk.review(self.made[at], by, verdict))

    @rule(at=at, by=who)
    def send_back(self, at: int, by: str) -> None:
        self.attempt(lambda: self.desk.send_back(self.made[at], by))

    @rule(at=at)
    def contest(self, at: int) -> None:
        self.attempt(lambda: self.desk.contest(self.made[at]))

    @rule(minutes=st.sampled_from([1, 20, 25 * 60, 31 * 24 * 60, -30]))
    def time_passes_or_jumps_back(self, minutes: int) -> None:
        self.desk.now += timedelta(minutes=minutes)

    @rule()
    def expire(self) -> None:
        self.attempt(self.desk.expire)

    @rule(at=at)
    def end_undecided(self, at: int) -> None:
        self.attempt(lambda: self.desk.end_undecided(self.made[at]))

    @rule(at=at)
    def erase(self, at: int) -> None:
        self.attempt(lambda: self.desk.erase(self.made[at]))

    @rule(at=at)
    def erase_biometrics(self, at: int) -> None:
        self.attempt(lambda: self.desk.erase_biometrics(self.made[at]))

    @invariant()
    def every_change_is_told_once_in_the_ledger_and_once_to_whoever_wants_to_know(self) -> None:
        if not hasattr(self, "made"):
            return
        with self.desk.database.reading() as connection:
            told = [entry for tenant in TENANTS for entry in ledger.entries(connection, tenant, limit=1000)]
            messages = connection.execute(select(webhook_messages)).all()
        noted = Counter(entry.subject for entry in told if entry.kind in TOLD)
        assert noted == self.changes
        assert Counter(row.subject for row in messages if row.event in TOLD) == self.changes
        assert all(entry.tenant == self.tenant.get(entry.subject, entry.tenant) for entry in told)
        assert all(row.tenant == self.tenant[row.subject] for row in messages)

    @invariant()
    def nobody_finds_those_of_another_tenant(self) -> None:
        if not hasattr(self, "made"):
            return
        with self.desk.database.reading() as connection:
            pages = {tenant: steps.page(connection, tenant).verifications for tenant in TENANTS}
            for tenant, found in pages.items():
                assert [one.id for one in found] == sorted(
                    (one for one in self.made if self.tenant[one] == tenant), reverse=True
                )
                others = [one for one in self.made if self.tenant[one] != tenant]
                assert not any(steps.get(connection, tenant, one) for one in others)

    @invariant()
    def what_was_erased_cannot_be_opened_and_what_is_decided_is_dated(self) -> None:
        if not hasattr(self, "made"):
            return
        with self.desk.database.reading() as connection:
            for one in self.made:
                found = steps.known(connection, one)
                pieces = self.desk.vault.find(connection, self.tenant[one], one)
                assert found.state is not State.ERASED or all(piece.erased_at for piece in pieces)
                if found.state is State.DECIDED:
                    assert all((found.verdict, found.decided_by, found.decided_at, found.biometrics_due_at))
                if found.state is State.UNDER_REVIEW:
                    assert all((found.under_review_at, found.biometrics_due_at))
                assert (found.decided_by is not None) <= (found.state in (State.DECIDED, State.ERASED))

    def teardown(self) -> None:
        if not hasattr(self, "made"):
            return
        with self.desk.database.reading() as connection:
            for tenant in TENANTS:
                assert isinstance(ledger.verify_ledger(connection, tenant, {"keys": []}), ledger.Verified)
                assert first_disagreement(connection, tenant) is None


def test_nothing_goes_where_the_drawing_shows_no_way_and_everything_is_told(desk):
    steps = settings(max_examples=20, stateful_step_count=25, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(lambda: Verifying(desk), settings=steps)
