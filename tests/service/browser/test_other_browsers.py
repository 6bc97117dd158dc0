"""The whole way in Firefox and in WebKit, Safari's engine, as Debian packs them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import webdriver
from bearers import bearer_script
from test_capture_in_browser import texts
from webdriver import Driver

MODEST = {"wide": 1120, "rate": 5}
"""A camera that WebKitGTK can draw without a graphics card."""


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def driver(request, tmp_path_factory) -> Iterator[Driver]:
    if packages := webdriver.missing(request.param):
        pytest.skip(f"this browser is not installed; on Debian: apt-get install {packages}")
    with getattr(webdriver, request.param)(tmp_path_factory.mktemp(request.param)) as browser:
        yield browser


def at(driver: Driver, heading: str) -> None:
    """Wait for a screen by its heading, where the focus is then, and see that nothing hangs over its edge."""
    driver.until(
        "document.activeElement.matches('main h1') && document.activeElement.textContent === arguments[0]", heading
    )
    assert driver.run("return document.documentElement.scrollWidth <= window.innerWidth"), f"{heading} scrolls sideways"


def test_a_person_is_confirmed_with_a_camera(driver, link, api, work, specimens: Path):
    said = texts("en")
    driver.goto(link("remote", language="en", return_url="https://example.org/done"))
    driver.run(bearer_script(specimens, "p01", "document-flat.jpg", **MODEST))
    at(driver, said["consent.heading"])
    driver.click("#agreed")
    driver.click("[data-begin] button")
    at(driver, said["kind.heading"])
    driver.click("[data-kind=passport]")
    at(driver, said["document.preview.heading"])  # the picture is taken by itself
    driver.click("[data-use]")
    at(driver, said["face.heading"])
    driver.click("[data-start]")  # and they do what the challenge shows
    at(driver, said["review.heading"])
    driver.click("[data-send]")
    at(driver, said["waiting.heading"])
    (one,) = api.get("/v1/verifications").json()["verifications"]
    work(one["id"])
    at(driver, said["result.accept.heading"])
    assert driver.run("return document.querySelector('[data-return]').href") == "https://example.org/done"
