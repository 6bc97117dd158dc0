"""Signing in with the company's own provider, against a real one in a process of its own."""

import json
import re
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from deployment import NO_TLS

from counterfoil.records.access import accounts
from counterfoil.records.access.accounts import Role
from counterfoil.records.access.tenants import ensure_tenant

PROGRAM = Path(__file__).parent / "provider.py"


@contextmanager
def running(**told):
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(PROGRAM), json.dumps(told)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield f"http://localhost:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


@pytest.fixture
def meet(deploy):
    """Deploys a service beside a provider that was told something; returns both, and how a browser signs in."""

    @contextmanager
    def meet(**told):
        with running(**told) as issuer:
            own = deploy(
                oidc_issuer=issuer,
                oidc_client_id="counterfoil",
                oidc_client_secret="s3cret",  # noqa: S106 - a test's
                oidc_role_claim="groups",
                oidc_roles={"kyc-team": "reviewer", "leads": "supervisor"},
            )
            own.clock.now = datetime.now(UTC)  # a provider's tokens are of now
            with own.books.database.writing() as connection:
                ensure_tenant(connection, now=own.clock())
            with httpx.Client(base_url=own.url, headers={"Origin": own.url}, verify=NO_TLS, timeout=60) as browser:
                yield own, browser

    return meet


def onward(browser):
    page = browser.post("/console/provider").text
    return re.search(r'url=([^"]+)"', page)[1].replace("&amp;", "&")


def come_back(browser, place):
    return browser.get(httpx.get(place, verify=NO_TLS, timeout=60).headers["location"])


def test_whoever_the_provider_names_is_let_in_with_the_role_that_it_gives(meet):
    with meet() as (own, browser):
        answer = come_back(browser, onward(browser))
        assert answer.status_code == 200
        cookie = answer.headers.get_list("set-cookie")
        assert any("counterfoil_console=cfs_" in one and "SameSite=strict" in one for one in cookie)
        assert "Ann Example" in browser.get("/console/queue").text
        assert browser.get("/console/accounts").status_code == 404
        with own.books.database.reading() as connection:
            (account,) = accounts.of_tenant(connection, "default")
        assert (account.role, account.password) == (Role.REVIEWER, None)


def test_what_is_sent_along_is_bound_to_this_browser_and_never_the_same(meet):
    with meet() as (own, browser):
        first, second = (parse_qs(urlsplit(onward(browser)).query) for _ in range(2))
        assert first["code_challenge_method"] == ["S256"]
        assert first["redirect_uri"] == [f"{own.url}/console/provider/return"]
        for name in ("state", "nonce", "code_challenge"):
            assert len(first[name][0]) >= 43
            assert first[name] != second[name]


def test_a_way_that_another_browser_began_ends_nowhere(meet):
    with meet() as (own, browser):
        place = onward(browser)
        with httpx.Client(base_url=own.url, verify=NO_TLS, timeout=60) as victim:
            assert come_back(victim, place).status_code == 401
            victim.cookies.set("counterfoil_journey", "a.b.c")
            assert come_back(victim, place).status_code == 401


def test_a_code_is_taken_once(meet):
    with meet() as (_, browser):
        location = httpx.get(onward(browser), verify=NO_TLS, timeout=60).headers["location"]
        journey = browser.cookies["counterfoil_journey"]
        assert browser.get(location).status_code == 200
        browser.cookies.clear()
        browser.cookies.set("counterfoil_journey", journey)
        assert browser.get(location).status_code == 401


@pytest.mark.parametrize(
    "told",
    [
        {"claims": {"iss": "http://localhost:1"}},
        {"claims": {"aud": "another"}},
        {"claims": {"aud": ["counterfoil", "another"]}},
        {"claims": {"azp": "another"}},
        {"claims": {"nonce": "another"}},
        {"claims": {"nonce": None}},
        {"claims": {"sub": None}},
        {"claims": {"exp": None}},
        {"clock": -1000},
        {"clock": 1000},
        {"forged": True},
        {"unsigned": True},
        {"state": "another"},
        {"claims": {"groups": []}},
        {"claims": {"groups": ["supervisor"]}},
        {"claims": {"groups": ["kyc-team", "leads"]}},
        {"claims": {"groups": None}},
    ],
    ids=json.dumps,
)
def test_whatever_is_wrong_with_the_token_nobody_is_let_in(meet, told):
    with meet(**told) as (own, browser):
        answer = come_back(browser, onward(browser))
        assert answer.status_code == 401
        assert "counterfoil_console" not in browser.cookies
        with own.books.database.reading() as connection:
            assert accounts.of_tenant(connection, "default") == []


def test_a_provider_that_calls_itself_otherwise_or_is_gone_is_one_page(meet):
    with meet(discovered_issuer="http://localhost:1") as (_, browser):
        assert browser.post("/console/provider").status_code == 401


def test_without_one_there_is_no_such_way(deployment):
    answer = httpx.post(
        f"{deployment.url}/console/provider", headers={"Origin": deployment.url}, verify=NO_TLS, timeout=60
    )
    assert answer.status_code == 404
