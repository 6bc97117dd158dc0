"""Reviewers at the console, alone and in pairs, and people at its door."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
from traffic import Traffic

from counterfoil.records.access.accounts import Role
from tests.service.console.cases import seed_manual
from tests.service.console.people import PASSWORD, Person, person

SEE_OTHER = 303
REFUSED = (409, 422)
STEP = timedelta(seconds=30)


@dataclass
class Decided:
    """What reviewers did to a case.

    Attributes:
        actions: Who did what, with which reason, in order.
        opened: How often its page was shown.
        asked: How often it was asked for, answered or not.
    """

    actions: list[tuple[str, str, str | None]] = field(default_factory=list)
    opened: int = 0
    asked: int = 0


class Reviewers(Traffic):
    """A reviewer and a supervisor. Every other case needs both; some proposals are sent back. Each form is sent twice.

    Attributes:
        decided: What they did to each case, by its id.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.decided: dict[str, Decided] = {}
        own = self.deployment
        self._first = person(own, own.tenant, Role.REVIEWER)
        self._second = person(own, own.tenant, Role.SUPERVISOR)

    def run(self) -> None:
        """Decide one case after another until told to stop."""
        with self._first.browser, self._second.browser:
            super().run()

    def has_arrived(self) -> bool:
        """Return whether a case of either kind was decided."""
        return len(self.decided) > 1

    def go(self, opened: ExitStack) -> None:
        """Decide one case."""
        del opened
        needs_two = len(self.decided) % 2 == 1
        now, tenant = self.deployment.clock(), self.deployment.tenant
        case = seed_manual(self.deployment.books, tenant, timedelta(hours=1), now, second=needs_two, test=True)
        self.decided[case] = Decided()
        if not needs_two:
            self._act(self._first, case, "decided", "decision")
            return
        self._act(self._first, case, "proposed", "decision")
        if self.chance.random() < 1 / 3:
            self._act(self._second, case, "sent_back", "return")
            self._act(self._first, case, "proposed", "decision")
        self._act(self._second, case, "confirmed", "confirmation")

    def _act(self, who: Person, case: str, action: str, place: str) -> None:
        """Look at a case and fill in a form of it; whoever sends that again is told that it was done."""
        self._open(who, case)
        reason = "" if action == "confirmed" else f"The papers agree: {self.key()}"
        form = {"verdict": "accept", "reason": reason}
        if place != "return":
            assert "Yes, accept" in self._send(who, case, place, form).text
        before = self.unanswered
        answer = self._send(who, case, place, form | {"sure": "yes"})
        was_done = self.unanswered > before and answer.status_code in REFUSED
        assert answer.status_code == SEE_OTHER or was_done, answer.text
        assert self._send(who, case, place, form | {"sure": "yes"}).status_code in REFUSED
        self.decided[case].actions.append((action, who.account.id, reason or None))

    def _open(self, who: Person, case: str) -> None:
        before = self.unanswered
        answer = self.until_answered(who.browser, "GET", f"/console/cases/{case}")
        assert answer.status_code == 200, answer.text
        self.decided[case].opened += 1
        self.decided[case].asked += 1 + self.unanswered - before

    def _send(self, who: Person, case: str, place: str, form: dict[str, str]) -> httpx.Response:
        return self.until_answered(who.browser, "POST", f"/console/cases/{case}/{place}", data=who.form(**form))


class AtTheDoor(Traffic):
    """Somebody who signs in with a code, and may do so once with each.

    Attributes:
        let_in: How often each account was let in, as far as its owner was told.
    """

    MOST = 4
    """Tries of one account: one more, and the door is shut for a while."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.let_in: dict[str, int] = {}

    def has_arrived(self) -> bool:
        """Return whether somebody was let in."""
        return any(self.let_in.values())

    def go(self, opened: ExitStack) -> None:
        """Make an account, and come in."""
        own = self.deployment
        name = f"door-{self.key()}"
        made = person(own, own.tenant, Role.AUDITOR, name)
        opened.enter_context(made.browser)
        made.browser.cookies.clear()
        form = {"tenant": own.tenant, "name": name, "password": PASSWORD}
        self.let_in[made.account.id] = 0
        tried = 0
        while tried < self.MOST:
            if not tried:  # nobody has heard a code yet, and one that is old opens nothing
                form["code"] = made.codes.at(own.clock() + STEP)
            try:
                answer = made.browser.post("/console/sign-in", data=form)
            except httpx.ConnectError:  # nobody was there
                self.not_answered()
            except httpx.TransportError:
                tried += 1
                self.not_answered()
            else:
                self.answered += 1
                self.let_in[made.account.id] += answer.status_code == SEE_OTHER
                used = tried > 0 and answer.status_code == 401  # a try before came in, unheard, with the same code
                assert answer.status_code == SEE_OTHER or used, answer.text
                return
