"""Who may do what at the console: every route, every role, another tenant, nobody; and forms that are not ours."""

import re
from contextlib import ExitStack, suppress
from datetime import timedelta

import cases
import httpx
import people
import pytest
from deployment import NO_TLS

from counterfoil.errors import BusyError
from counterfoil.records.access import account_sessions, tries
from counterfoil.records.access.accounts import Role
from counterfoil.service import console
from counterfoil.service.console.permissions import MAY, Action, may
from counterfoil.service.console.routing import console_router

ROUTES = sorted(
    ((method, route.path, console.action_of(route)) for route in console.routes() for method in route.methods),
    key=lambda one: one[:2],
)
GUARDED = [one for one in ROUTES if one[2] is not None and not one[1].endswith("/codes")]
FORMS = {
    "/console/cases/{case}/decision": {"verdict": "accept", "reason": "seen in the branch", "sure": "yes"},
    "/console/cases/{case}/confirmation": {"verdict": "accept"},
    "/console/cases/{case}/return": {"reason": "look at the date again"},
    "/console/accounts": {"role": "auditor", "name": "new", "password": people.PASSWORD},
    "/console/accounts/{account}/state": {"enabled": "false"},
    "/console/accounts/{account}/reset": {"password": people.PASSWORD},
    "/console/account": {"old": people.PASSWORD, "new": "another four words yet", "again": "another four words yet"},
}


def ask(person, method, path, **names):
    place = path.format(**names).removeprefix("/console")
    return person.get(place) if method == "GET" else person.post(place, **FORMS.get(path, {}))


@pytest.fixture
def names(deployment, tenant, hire):
    case = cases.seed_manual(deployment.books, tenant, timedelta(hours=1), deployment.clock())
    other = hire(deployment, tenant, Role.AUDITOR, "another")
    return {"case": case, "account": other.account.id, "evidence": "evd_none", "name": "console.css"}


def test_every_route_says_which_action_it_is_or_is_open_by_its_own_word():
    open_to_anyone = {path for _, path, action in ROUTES if action is None}
    assert open_to_anyone == {
        "/console/sign-in",
        "/console/provider",
        "/console/provider/return",
        "/console/static/{name}",
        "/console/{place:path}",
    }
    assert {action for _, _, action in ROUTES if action} == set(Action)


def test_a_route_that_says_nothing_keeps_the_service_from_starting():
    router = console_router()

    @router.get("/forgotten")
    def forgotten() -> None: ...

    with pytest.raises(RuntimeError, match="does not say"):
        console.action_of(router.routes[0])


@pytest.mark.parametrize("role", Role)
def test_what_a_role_may_not_do_is_not_there(staff, names, role):
    for method, path, action in GUARDED:
        if not may(role, action):
            answer = ask(staff[role], method, path, **names)
            assert answer.status_code == 404, (method, path, role)


@pytest.mark.parametrize("role", Role)
def test_what_a_role_may_do_is_served(staff, names, role):
    gone = {"/console/cases/{case}/pictures/{evidence}"}  # there is no such picture in this case
    for method, path, action in GUARDED:
        if may(role, action) and path not in gone and not path.endswith("sign-out") and path != "/console/account":
            answer = ask(staff[role], method, path, **names)
            assert answer.status_code not in (401, 403, 404, 500), (method, path, role, answer.status_code)


@pytest.mark.parametrize(("method", "path", "action"), GUARDED, ids=str)
def test_nobody_is_sent_to_the_door(deployment, method, path, action):
    assert action
    place = path.format(case="ver_x", account="acc_x", evidence="evd_x", name="x")
    with httpx.Client(
        base_url=deployment.url, headers={"Origin": deployment.url}, verify=NO_TLS, timeout=60
    ) as browser:
        answer = browser.request(method, place, data=FORMS.get(path, {}) if method == "POST" else None)
    if method == "GET":
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/console/sign-in")
    else:
        assert answer.status_code == 403


def test_another_tenants_case_accounts_and_entries_are_not_there(deployment, hire, names):
    elsewhere = deployment.new_tenant()
    for role in Role:
        stranger = hire(deployment, elsewhere, role)
        for method, path, action in GUARDED:
            if "{case}" in path or "{account}" in path:
                answer = ask(stranger, method, path, **names)
                assert answer.status_code == 404, (method, path, role, action)
        for place in ("/queue", "/ledger", "/accounts"):
            assert names["case"] not in stranger.get(place).text


def test_the_matrix_gives_evidence_to_no_operator_and_decisions_to_no_auditor():
    assert MAY[Role.OPERATOR] == {Action.SEE_OPERATIONS, Action.OWN_ACCOUNT}
    assert not MAY[Role.AUDITOR] & {Action.DECIDE, Action.CONFIRM, Action.MANAGE_ACCOUNTS}
    assert [role for role in Role if may(role, Action.CONFIRM)] == [Role.SUPERVISOR]


@pytest.mark.parametrize("place", ["/nowhere", "/static/../settings.py", "/static/keys.js.map", "/cases"])
def test_where_there_is_no_page_a_person_can_read_so(deployment, place):
    answer = httpx.get(f"{deployment.url}/console{place}", verify=NO_TLS, timeout=60)
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_whoever_floods_the_door_takes_no_place_of_others(deployment):
    doors = deployment.app.state.service.limits.doors
    with ExitStack() as held, httpx.Client(headers={"Origin": deployment.url}, verify=NO_TLS) as browser:
        with suppress(BusyError):
            for number in range(40):  # the requests that a process works on at once
                held.enter_context(doors.place(f"192.0.2.{number}"))
        tried = browser.post(f"{deployment.url}/console/sign-in", data={"name": "ann", "password": people.PASSWORD})
        assert tried.status_code == 429
        assert browser.get(f"{deployment.url}/console/sign-in").status_code == 200
    assert number < 20


def test_nobody_at_an_unlocked_screen_guesses_the_password(staff):
    own = staff[Role.AUDITOR]
    new = {"new": "another four words yet", "again": "another four words yet"}
    for _ in range(tries.FREE):
        assert "old password is wrong" in own.post("/account", old="not this one at all", **new).text
    assert "old password is wrong" not in (shut := own.post("/account", old=people.PASSWORD, **new)).text
    assert shut.status_code == 401


class TestForms:
    def test_every_one_is_refused_from_another_origin_or_without_the_sessions_token(self, staff, names):
        posted = [(path, action) for method, path, action in GUARDED if method == "POST"]
        assert len(posted) >= 12
        for path, action in posted:
            person = next(staff[role] for role in Role if may(role, action))
            place, form = path.format(**names), FORMS.get(path, {})
            token = people.form_token(person.token)
            for headers, data in (({"Origin": "https://evil.example"}, {"form": token, **form}), ({}, form)):
                assert person.browser.post(place, data=data, headers=headers).status_code == 403, path

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
    def test_from_another_origin_are_refused(self, staff, origin):
        browser = staff[Role.SUPERVISOR].browser
        answer = browser.post("/console/sign-out", data={"form": "x"}, headers={"Origin": origin})
        assert answer.status_code == 403
        assert staff[Role.SUPERVISOR].get("/queue").status_code == 200

    @pytest.mark.parametrize("token", ["", "0" * 64])
    def test_without_the_sessions_token_are_refused(self, staff, token):
        answer = staff[Role.SUPERVISOR].browser.post("/console/sign-out", data={"form": token})
        assert answer.status_code == 403

    def test_of_another_session_of_the_same_account_are_refused(self, deployment, staff):
        mine = staff[Role.SUPERVISOR]
        with deployment.books.database.writing() as connection:
            other = account_sessions.begin(connection, mine.account.id, deployment.clock())
        answer = mine.browser.post("/console/sign-out", data={"form": people.form_token(other)})
        assert answer.status_code == 403

    def test_that_say_nonsense_are_a_page_and_no_stack(self, staff, names):
        answer = staff[Role.REVIEWER].post(f"/cases/{names['case']}/decision", verdict="perhaps")
        assert answer.status_code == 422
        assert "<h1" in answer.text


class TestPages:
    def test_carry_a_strict_policy_and_are_never_kept(self, staff):
        for place in ("/queue", "/operations", "/accounts", "/account"):
            answer = staff[Role.SUPERVISOR].get(place)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["cache-control"] == "no-store"
            assert not re.search(r'\sstyle="|\son[a-z]+="|<script(?![^>]*src="/console/static/)', answer.text)
            assert not re.search(r'(?:src|href)="(?!/console|#)', answer.text)

    def test_escape_what_people_wrote(self, deployment, tenant, staff):
        wicked = '<script>alert(1)</script>" style="position:fixed'
        cases.seed_manual(deployment.books, tenant, timedelta(hours=1), deployment.clock(), reference=wicked)
        page = staff[Role.REVIEWER].get("/queue").text
        assert "<script>alert" not in page
        assert "position:fixed" not in re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)[0]

    @pytest.mark.parametrize("place", ["https://evil.example", "//evil.example", "/consolex\\evil", "javascript:1"])
    def test_lead_only_to_the_console_after_signing_in(self, deployment, place):
        answer = httpx.get(f"{deployment.url}/console/sign-in", params={"next": place}, verify=NO_TLS, timeout=60)
        going_to = re.search(r'name="going_to" value="([^"]*)"', answer.text)[1]
        assert going_to == "/console"
