"""The page as it is served: nothing of anybody else's, nothing inline, nothing of anybody in it."""

import re

import httpx
import pytest

from counterfoil.service.capture.texts import LANGUAGES


@pytest.fixture
def anyone(deployment):
    with httpx.Client(base_url=deployment.url, timeout=60) as client:
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_served_in_every_language(anyone, language):
    answer = anyone.get("/verify", params={"lang": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text


def test_the_bare_address_leads_to_the_page(anyone):
    answer = anyone.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/verify")


def test_the_page_may_load_nothing_but_itself(anyone):
    answer = anyone.get("/verify")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["permissions-policy"].startswith("camera=(self), microphone=()")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_in_the_page_is_inline_or_elsewhere(anyone):
    page = anyone.get("/verify").text
    assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", page)
    scripts = re.findall(r"<script[^>]*>", page)
    assert all('type="application/json"' in one or 'src="/verify/static/' in one for one in scripts)
    assert not re.search(r"(src|href)=\"(https?:)?//", page)


def test_every_part_that_the_page_names_is_served_and_known_again(anyone):
    page = anyone.get("/verify").text
    names = set(re.findall(r"/verify/static/([\w.-]+)", page))
    script = anyone.get("/verify/static/main.js").text
    names |= set(re.findall(r'from "\./([\w.-]+)"', script))
    for name in names:
        answer = anyone.get(f"/verify/static/{name}")
        assert answer.status_code == 200, name
        again = anyone.get(f"/verify/static/{name}", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_pictures_are_asked_for_in_formats_that_every_browser_draws(anyone):
    """What is not asked for, such as HEIC, Safari hands over as a JPEG."""
    asked = re.findall(r'type="file" accept="([^"]+)"', anyone.get("/verify").text)
    assert set(asked) == {"image/jpeg,image/png,image/webp"}


@pytest.mark.parametrize("name", ["..%2fpage.py", "page.py", "main.js%00", "%2e%2e/texts.py", "MAIN.JS"])
def test_nothing_else_is_served(anyone, name):
    assert anyone.get(f"/verify/static/{name}").status_code == 404


@pytest.mark.parametrize("host", ["evil.example; script-src *", "evil example", 'x"onload='])
def test_a_strange_host_does_not_get_into_the_policy(anyone, host):
    answer = anyone.get("/verify", headers={"Host": host})
    assert "script-src *" not in answer.headers.get("content-security-policy", "")
    assert host not in answer.text
