"""A case at the console: what is shown, what is written down before it is, and how it is decided."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import cases
import httpx
import people
import pytest
from sqlalchemy import update

from counterfoil.records import ledger, retention, verifications
from counterfoil.records.access import accounts
from counterfoil.records.access.accounts import Role
from counterfoil.records.tables import verifications as verifications_table
from counterfoil.records.verifications import DecidedBy, State
from tests.sealing import Slow, held_up

REASON = "The person was seen in the branch with the original in hand."


@pytest.fixture
def manual(deployment, tenant):
    """A case that may be decided: its bearer chose the way without biometrics."""
    return cases.seed_manual(deployment.books, tenant, timedelta(hours=5), deployment.clock())


@pytest.fixture
def needs_two(deployment, tenant):
    return cases.seed_manual(deployment.books, tenant, timedelta(hours=5), deployment.clock(), second=True)


@pytest.fixture
def entries(deployment, tenant):
    def entries(subject):
        with deployment.books.database.reading() as connection:
            return ledger.entries(connection, tenant, subject=subject)

    return entries


@pytest.fixture
def known(deployment, tenant):
    def known(case):
        with deployment.books.database.reading() as connection:
            return verifications.get(connection, tenant, case)

    return known


def pictures(page):
    return re.findall(r'src="(/console/cases/[^"]+/pictures/[^"]+)"', page)


class TestTheQueue:
    def test_the_longest_waiting_come_first(self, office):
        page = office.staff[Role.REVIEWER].get("/queue").text
        assert re.findall(r"/console/cases/(ver_\w+)", page) == [
            office.cases[name] for name in ("hit", "impostor", "clip")
        ]

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("policy=border", ["impostor"]),
            ("policy=bank", ["hit"]),
            ("reason=screening_hit", ["hit"]),
            ("reason=face_different", ["impostor"]),
            ("reason=%25", ["hit", "impostor", "clip"]),
            ("older=24", ["hit"]),
            ("eyes=first", ["hit", "impostor", "clip"]),
            ("eyes=second", []),
            ("mode=test", ["test"]),
            ("policy=border&mode=test", ["test"]),
            ("page=2", []),
        ],
    )
    def test_filters_leave_what_was_asked_for(self, asked, found, office):
        page = office.staff[Role.REVIEWER].get(f"/queue?{asked}").text
        assert re.findall(r"/console/cases/(ver_\w+)", page) == [office.cases[name] for name in found]

    def test_it_says_who_has_a_case_open_and_forgets_it_in_ten_minutes(self, deploy, hire):
        own = deploy()
        tenant, now = own.new_tenant(), own.clock()
        case = cases.seed_manual(own.books, tenant, timedelta(hours=1), now)
        ann, bob = (hire(own, tenant, Role.REVIEWER, name) for name in ("ann", "bob"))
        ann.get(f"/cases/{case}")
        assert "open: ann" in bob.get("/queue").text
        assert "ann has this case open" in bob.get(f"/cases/{case}").text
        taken = bob.post(f"/cases/{case}/decision", verdict="accept", reason=REASON, sure="yes")
        assert taken.status_code == 409
        own.clock.move(minutes=11)
        assert "has this case open" not in bob.get(f"/cases/{case}").text
        assert ann.post(f"/cases/{case}/lease").status_code == 409
        bob.post(f"/cases/{case}/leave")
        assert ann.post(f"/cases/{case}/lease").status_code == 204


class TestACaseThatNobodyDecides:
    @pytest.fixture
    def own(self, deploy):
        return deploy(review_days=9)

    @pytest.fixture
    def supervisor(self, own, hire):
        return hire(own, own.new_tenant(), Role.SUPERVISOR, "bea")

    @pytest.fixture
    def case(self, own, supervisor):
        """A case that needs two, and was proposed just now."""
        tenant = supervisor.account.tenant
        case = cases.seed_manual(own.books, tenant, timedelta(hours=1), own.clock(), second=True)
        said = {"verdict": "accept", "reason": REASON, "sure": "yes"}
        assert supervisor.post(f"/cases/{case}/decision", **said).status_code == 303
        return case

    def test_says_when_it_ends_and_in_its_last_week_in_the_queue(self, own, supervisor, case):
        ends = own.clock() + timedelta(days=9)
        assert f'<time datetime="{ends.isoformat()}">' in supervisor.get(f"/cases/{case}").text
        assert "ends undecided in" not in supervisor.get("/queue").text
        own.clock.move(days=3)
        supervisor = people.signed_in_anew(own, supervisor)
        assert "ends undecided in 6 days" in supervisor.get("/queue").text
        assert_due(supervisor, "Cases that nobody has decided", 0, 1)
        own.clock.move(days=6)
        supervisor = people.signed_in_anew(own, supervisor)
        assert_due(supervisor, "Cases that nobody has decided", 1, 0)

    def test_once_ended_it_stands_below_the_queue_with_what_was_proposed(self, own, supervisor, case):
        own.clock.move(days=9)
        retention.run(own.books.database, own.books.vault, own.clock(), vouched=True)
        supervisor = people.signed_in_anew(own, supervisor)
        page = supervisor.get("/queue").text
        assert "Nothing waits." in page
        assert page.count(f"/console/cases/{case}") == 1
        assert "somebody to confirm what was proposed" in page
        shown = supervisor.get(f"/cases/{case}").text
        assert "Nobody decided in time" in shown
        assert REASON in shown
        assert "Confirm: accept" not in shown
        own.clock.move(days=30)
        retention.run(own.books.database, own.books.vault, own.clock(), vouched=True)
        assert case not in people.signed_in_anew(own, supervisor).get("/queue").text


def assert_due(person, name, overdue, week):
    """Look at one row of what is to end and to be erased."""
    row = person.get("/operations").text.split(f">{name}</th>")[1].split("</tr>")[0]
    assert re.findall(r">(\d+)<", row)[:2] == [str(overdue), str(week)]


class TestFinding:
    @pytest.fixture
    def decided(self, deployment, manual, staff):
        with deployment.books.database.writing() as connection:
            named = update(verifications_table).where(verifications_table.c.id == manual)
            connection.execute(named.values(reference="application-4711"))
        staff[Role.REVIEWER].post(f"/cases/{manual}/decision", verdict="reject", reason=REASON, sure="yes")
        return manual

    def found(self, person, what):
        return re.findall(r'href="/console/cases/(ver_\w+)"', person.post("/find", what=what).text)

    @pytest.mark.parametrize("role", [Role.REVIEWER, Role.SUPERVISOR, Role.AUDITOR])
    def test_a_decided_case_is_found_by_its_reference_and_by_its_id(self, staff, decided, role):
        assert self.found(staff[role], " application-4711 ") == [decided]
        assert self.found(staff[role], decided) == [decided]

    @pytest.mark.parametrize("what", ["", "application", "application-4712", "%", "ver_00000000000000000000000000"])
    @pytest.mark.usefixtures("decided")
    def test_nothing_else_is_found(self, staff, what):
        assert self.found(staff[Role.AUDITOR], what) == []

    def test_another_tenant_finds_nothing(self, deployment, hire, decided):
        stranger = hire(deployment, deployment.new_tenant(), Role.AUDITOR)
        assert self.found(stranger, "application-4711") == self.found(stranger, decided) == []


class TestLooking:
    @pytest.fixture
    def ann(self, office):
        return office.staff[Role.REVIEWER]

    def test_the_page_shows_what_was_found_and_why(self, office, ann):
        page = ann.get(f"/cases/{office.cases['impostor']}").text
        for said in (
            "The similarity of portrait and probe lies below the threshold",
            "similarity of the two faces; 0.",
            "MIRA SOLENE",
            "U7204518K",
            "Is the bearer the holder?",
            "The check digit over the document number agrees",
            "calibration curve",
        ):
            assert said in page
        assert len(pictures(page)) == 4

    def test_a_hit_is_laid_out_and_nobody_is_to_be_told(self, office, ann):
        page = ann.get(f"/cases/{office.cases['hit']}").text
        for said in (
            "Tell the person nothing of it",
            "BELLWETHER, Ignace",
            "sounds alike",
            "speaks for it",
            "1 in 1,000",
        ):
            assert said in page

    def test_what_was_expected_stands_beside_what_was_read(self, office, ann):
        page = ann.get(f"/cases/{office.cases['impostor']}").text
        assert re.search(r"Anna Example.*MIRA SOLENE ARDEN", page)
        assert re.search(r"1980-02-03.*1991-04-17", page)

    def test_a_clip_is_drawn_with_what_was_asked(self, office, ann):
        assert "Asked for: turn left at 0.0 s." in ann.get(f"/cases/{office.cases['clip']}").text

    def test_every_look_is_in_the_ledger_with_who_and_what(self, deployment, office, hire):
        bob, case = hire(deployment, office.tenant, Role.REVIEWER, "bob"), office.cases["clip"]
        shown = pictures(bob.get(f"/cases/{case}").text)
        for place in shown:
            answer = bob.browser.get(place)
            assert answer.headers["content-type"] == "image/jpeg"
            assert answer.headers["cache-control"] == "no-store"
            assert answer.content.startswith(b"\xff\xd8")
        with deployment.books.database.reading() as connection:
            all_of_it = ledger.entries(connection, office.tenant, subject=case)
        views = [entry for entry in all_of_it if entry.actor == f"account:{bob.account.id}"]
        assert {entry.kind for entry in views} == {"evidence.viewed"}
        assert [entry.body["what"] for entry in views] == ["case", "page", "portrait", "probe_face", "probe_frame"]
        assert [entry.body["evidence"] for entry in views[1:]] == [[place.rpartition("/")[2]] for place in shown]
        assert views[0].body["evidence"]

    def test_a_look_that_cannot_be_written_down_shows_nothing(self, deployment, office, ann):
        place = pictures(ann.get(f"/cases/{office.cases['hit']}").text)[0]
        # Whoever writes holds everyone up: a look waits for the ledger.
        with deployment.books.database.writing(), pytest.raises(httpx.TimeoutException):
            ann.browser.get(place, timeout=0.5)

    @pytest.mark.parametrize("what", ["case", "picture"])
    def test_while_the_store_is_waited_for_others_write(self, deployment, office, ann, monkeypatch, what):
        case = f"/cases/{office.cases['hit']}"
        picture = pictures(ann.get(case).text)[0].removeprefix("/console")
        slow = Slow(deployment.books.vault.store)
        monkeypatch.setattr(deployment.books.vault, "store", slow)
        look = held_up(slow, lambda: ann.get(case if what == "case" else picture))
        with look as looking, deployment.books.database.writing() as connection:
            ledger.append(connection, tenant="somebody-else", kind="x", now=deployment.clock())
        assert looking.result().status_code == 200

    def test_other_evidence_than_pictures_is_not_served(self, deployment, office, ann):
        case = office.cases["impostor"]
        with deployment.books.database.reading() as connection:
            found = deployment.books.vault.find(connection, office.tenant, case)
        assert {piece.kind for piece in found} > {"result", "expected", "probe", "page"}
        for piece in found:
            answer = ann.get(f"/cases/{case}/pictures/{piece.id}")
            assert answer.status_code == (200 if piece.media_type == "image/jpeg" else 404), piece.kind

    def test_a_picture_of_another_case_is_not_of_this_one(self, office, ann):
        place = pictures(ann.get(f"/cases/{office.cases['hit']}").text)[0]
        assert ann.browser.get(place.replace(office.cases["hit"], office.cases["clip"])).status_code == 404

    def test_what_was_erased_is_said_to_be(self, bench, deployment, tenant, staff):
        case = cases.seed(bench, tenant, cases.Seed(), deployment.clock())
        place = pictures(staff[Role.AUDITOR].get(f"/cases/{case}").text)[0]
        with deployment.books.database.writing() as connection:
            verifications.erase(connection, deployment.books.vault, case, actor="x", now=deployment.clock())
        page = staff[Role.AUDITOR].get(f"/cases/{case}").text
        assert "Its key was destroyed" in page
        assert "MIRA SOLENE" not in page
        assert staff[Role.AUDITOR].browser.get(place).status_code == 410

    def test_a_supervisor_erases_a_case_and_only_the_second_time_is_meant(self, staff, manual, known, entries):
        asked = staff[Role.SUPERVISOR].post(f"/cases/{manual}/erasure")
        assert "Yes, erase for ever" in asked.text
        assert known(manual).state is State.UNDER_REVIEW
        staff[Role.SUPERVISOR].post(f"/cases/{manual}/erasure", sure="yes")
        assert known(manual).state is State.ERASED
        erased = next(entry for entry in entries(manual) if entry.kind == "verification.erased")
        assert erased.actor == f"account:{staff[Role.SUPERVISOR].account.id}"

    def test_the_way_without_biometrics_says_what_to_do(self, manual, staff):
        page = staff[Role.REVIEWER].get(f"/cases/{manual}").text
        assert "See the person by other means" in page
        assert not pictures(page)


class TestDeciding:
    @pytest.mark.parametrize("verdict", ["accept", "reject"])
    def test_only_the_second_time_is_meant(self, staff, manual, known, verdict):
        ann = staff[Role.REVIEWER]
        ann.get(f"/cases/{manual}")
        asked = ann.post(f"/cases/{manual}/decision", verdict=verdict, reason=REASON)
        assert f"Yes, {verdict}" in asked.text
        assert known(manual).state is State.UNDER_REVIEW
        done = ann.post(f"/cases/{manual}/decision", verdict=verdict, reason=REASON, sure="yes")
        assert done.headers["location"] == f"/console/queue?done={manual}"
        found = known(manual)
        assert (found.state, found.verdict, found.decided_by) == (State.DECIDED, verdict, DecidedBy.REVIEWER)
        page = staff[Role.AUDITOR].get(f"/cases/{manual}").text
        assert REASON in page
        assert "What do you decide?" not in page

    @pytest.mark.parametrize("second", [False, True])
    def test_evidence_is_kept_as_long_as_the_person_was_told(self, deploy, hire, second):
        own = deploy(biometrics_days=7, records_years=2)
        tenant = own.new_tenant()
        case = cases.seed_manual(own.books, tenant, timedelta(hours=1), own.clock(), second=second)
        person = hire(own, tenant, Role.SUPERVISOR, "first")
        person.post(f"/cases/{case}/decision", verdict="reject", reason=REASON, sure="yes")
        if second:
            person = hire(own, tenant, Role.SUPERVISOR, "second")
            person.post(f"/cases/{case}/confirmation", verdict="reject", sure="yes")
        with own.books.database.reading() as connection:
            found = verifications.get(connection, tenant, case)
        assert found.biometrics_due_at - found.decided_at == timedelta(days=7)
        assert found.records_due_at.year - found.decided_at.year == 2

    def test_a_reason_is_required(self, staff, manual, known):
        answer = staff[Role.REVIEWER].post(f"/cases/{manual}/decision", verdict="accept", reason=" short ", sure="yes")
        assert answer.status_code == 422
        assert known(manual).state is State.UNDER_REVIEW

    @pytest.mark.parametrize("verdict", ["retry", "refer"])
    def test_people_accept_or_reject_and_nothing_else(self, staff, manual, verdict):
        answer = staff[Role.REVIEWER].post(f"/cases/{manual}/decision", verdict=verdict, reason=REASON)
        assert answer.status_code == 422

    def test_the_reason_is_sealed_and_stands_nowhere_in_the_open(self, deployment, staff, manual, entries):
        staff[Role.REVIEWER].post(f"/cases/{manual}/decision", verdict="reject", reason=REASON, sure="yes")
        assert REASON not in repr(entries(manual))
        assert REASON.encode() not in (deployment.folder / "records.sqlite").read_bytes()

    def test_the_same_decision_twice_is_refused(self, staff, manual):
        for status in (303, 409):
            answer = staff[Role.REVIEWER].post(f"/cases/{manual}/decision", verdict="accept", reason=REASON, sure="yes")
            assert answer.status_code == status


def test_what_people_decide_is_kept_for_as_long_as_the_operator_says(deploy, hire):
    own = deploy(biometrics_days=7, records_years=9)
    tenant = own.new_tenant()
    first, second = hire(own, tenant, Role.REVIEWER), hire(own, tenant, Role.SUPERVISOR)
    said = {"verdict": "reject", "reason": REASON, "sure": "yes"}
    for two in (False, True):
        case = cases.seed_manual(own.books, tenant, timedelta(hours=1), own.clock(), second=two)
        assert first.post(f"/cases/{case}/decision", **said).status_code == 303
        if two:
            assert second.post(f"/cases/{case}/confirmation", **said).status_code == 303
        with own.books.database.reading() as connection:
            kept = verifications.get(connection, tenant, case)
        assert kept.biometrics_due_at == own.clock() + timedelta(days=7)
        assert kept.records_due_at.year == own.clock().year + 9


class TestASecondPairOfEyes:
    def propose(self, person, case, verdict="accept"):
        assert person.post(f"/cases/{case}/decision", verdict=verdict, reason=REASON, sure="yes").status_code == 303

    def test_what_is_proposed_waits_and_another_person_confirms(self, staff, needs_two, known):
        self.propose(staff[Role.REVIEWER], needs_two)
        assert known(needs_two).state is State.UNDER_REVIEW
        assert "second look" in staff[Role.SUPERVISOR].get("/queue?eyes=second").text
        page = staff[Role.SUPERVISOR].get(f"/cases/{needs_two}").text
        assert REASON in page
        assert "Confirm: accept" in page
        asked = staff[Role.SUPERVISOR].post(f"/cases/{needs_two}/confirmation", verdict="accept")
        assert "Yes, accept" in asked.text
        staff[Role.SUPERVISOR].post(f"/cases/{needs_two}/confirmation", verdict="accept", sure="yes")
        assert known(needs_two).state is State.DECIDED

    def test_nobody_confirms_their_own(self, staff, needs_two, known):
        own = staff[Role.SUPERVISOR]
        self.propose(own, needs_two)
        assert "Somebody else must look" in own.get(f"/cases/{needs_two}").text
        assert own.post(f"/cases/{needs_two}/confirmation", verdict="accept", sure="yes").status_code == 409
        assert own.post(f"/cases/{needs_two}/return", reason=REASON).status_code == 409
        assert known(needs_two).state is State.UNDER_REVIEW

    def test_a_reviewer_cannot_be_the_second(self, deployment, tenant, staff, hire, needs_two):
        self.propose(staff[Role.REVIEWER], needs_two)
        other = hire(deployment, tenant, Role.REVIEWER, "another")
        assert "A supervisor must look" in other.get(f"/cases/{needs_two}").text
        assert other.post(f"/cases/{needs_two}/confirmation", verdict="accept", sure="yes").status_code == 404
        again = other.post(f"/cases/{needs_two}/decision", verdict="accept", reason=REASON, sure="yes")
        assert again.status_code == 422

    @pytest.fixture
    def join(self, deployment, tenant, hire):
        """Makes an account as a supervisor does, or as the operator does."""

        def join(role, name, by=None):
            return hire(deployment, tenant, role, name, actor=by.account.actor if by else "operator")

        return join

    def test_nobody_is_the_second_by_an_account_of_their_own_making(self, staff, join, needs_two):
        own = staff[Role.SUPERVISOR]
        second = join(Role.SUPERVISOR, "second", own)
        third = join(Role.SUPERVISOR, "third", second)
        self.propose(own, needs_two)
        assert "must confirm your account" in second.get(f"/cases/{needs_two}").text
        second.post(f"/cases/{needs_two}/leave")
        for one in (second, third):
            one.get(f"/cases/{needs_two}")
            confirmed = one.post(f"/cases/{needs_two}/confirmation", verdict="accept", sure="yes")
            assert "must confirm this account" in confirmed.text
            assert "must confirm this account" in one.post(f"/cases/{needs_two}/return", reason=REASON).text
            one.post(f"/cases/{needs_two}/leave")
        for one, other in ((second, third), (third, second), (own, second)):
            assert one.post(f"/accounts/{other.account.id}/confirmation").status_code == 409

    def test_nor_do_they_confirm_what_it_proposed(self, staff, join, needs_two):
        second = join(Role.REVIEWER, "second", staff[Role.SUPERVISOR])
        proposed = second.post(f"/cases/{needs_two}/decision", verdict="accept", reason=REASON, sure="yes")
        assert "must confirm this account" in proposed.text

    def test_an_account_that_another_supervisor_confirmed_is_a_second_pair(self, staff, join, needs_two, known):
        other = join(Role.SUPERVISOR, "other")
        second = join(Role.SUPERVISOR, "second", staff[Role.SUPERVISOR])
        self.propose(staff[Role.SUPERVISOR], needs_two)
        assert "to be confirmed" in other.get("/accounts").text
        assert other.post(f"/accounts/{second.account.id}/confirmation").status_code == 303
        assert "to be confirmed" not in other.get("/accounts").text
        assert second.post(f"/cases/{needs_two}/confirmation", verdict="accept", sure="yes").status_code == 303
        assert known(needs_two).state is State.DECIDED

    def test_an_account_that_was_reset_is_to_be_confirmed_anew(self, deployment, tenant, staff, join):
        taken, own = join(Role.SUPERVISOR, "taken"), staff[Role.SUPERVISOR]
        assert own.post(f"/accounts/{taken.account.id}/reset", password=people.PASSWORD).status_code == 303
        with deployment.books.database.reading() as connection:
            assert accounts.find(connection, tenant, taken.account.id).vouched_only_by == own.account.id

    def test_where_one_decides_nobody_needs_confirming(self, staff, join, manual, known):
        new = join(Role.REVIEWER, "new", staff[Role.SUPERVISOR])
        assert new.post(f"/cases/{manual}/decision", verdict="accept", reason=REASON, sure="yes").status_code == 303
        assert known(manual).state is State.DECIDED

    def test_of_two_who_decide_at_once_one_proposes_and_none_has_confirmed(self, deploy, hire, postgres_url):
        own = deploy(postgres_url)
        tenant = own.new_tenant()
        case = cases.seed_manual(own.books, tenant, timedelta(hours=1), own.clock(), second=True)
        both = [hire(own, tenant, Role.REVIEWER, name) for name in ("ann", "bob")]
        said = {"verdict": "accept", "reason": REASON, "sure": "yes"}
        with ThreadPoolExecutor() as pool:
            answers = list(pool.map(lambda one: one.post(f"/cases/{case}/decision", **said).status_code, both))
        assert sorted(answers) in ([303, 409], [303, 422])
        with own.books.database.reading() as connection:
            assert [one.action for one in verifications.reviews_of(connection, case)] == [verifications.Action.PROPOSED]

    def test_another_verdict_than_the_proposed_one_is_not_confirmed(self, staff, needs_two):
        self.propose(staff[Role.REVIEWER], needs_two)
        answer = staff[Role.SUPERVISOR].post(f"/cases/{needs_two}/confirmation", verdict="reject", sure="yes")
        assert answer.status_code == 409

    def test_sent_back_it_waits_for_a_first_look_again(self, staff, needs_two):
        self.propose(staff[Role.REVIEWER], needs_two)
        back = "Look at the date of birth again, please."
        assert staff[Role.SUPERVISOR].post(f"/cases/{needs_two}/return", reason=back).status_code == 303
        page = staff[Role.REVIEWER].get(f"/cases/{needs_two}").text
        assert back in page
        assert "What do you propose?" in page


class TestTheLedger:
    def test_it_is_verified_and_names_the_first_bad_entry(self, deploy, hire):
        own = deploy()
        tenant = own.new_tenant()
        auditor = hire(own, tenant, Role.AUDITOR)
        assert "Nothing was changed" in auditor.post("/ledger/verification").text
        with own.books.database.writing() as connection:
            connection.exec_driver_sql("update ledger_entries set actor = 'somebody' where number = 2")
        answer = auditor.post("/ledger/verification").text
        assert "does not verify" in answer
        assert "ntry 2" in answer

    def test_its_export_verifies_and_that_it_was_taken_stands_in_it(self, staff, tenant):
        answer = staff[Role.AUDITOR].post("/ledger/export")
        assert answer.headers["content-disposition"].startswith('attachment; filename="counterfoil-ledger-')
        assert answer.text.splitlines()[-1].count('"kind":"ledger.exported"') == 1
        assert f'"tenant":"{tenant}"' in answer.text.splitlines()[0]
