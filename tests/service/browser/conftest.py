"""A browser as people have it, with a synthetic person before its camera."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bearers import bearer_script
from frame_clock import frame_clock  # noqa: F401 - used by itself
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from counterfoil.decision.choosing import policies
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.judging import judge
from counterfoil.models import Networks
from counterfoil.records import verifications
from counterfoil.records.library import Library
from counterfoil.records.shelf import Shelf
from counterfoil.records.verifications import Retention

SIZES = {"phone": (390, 844), "small": (320, 568), "desktop": (1280, 800)}
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)
_SETTLED = """() => Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished))"""
PATIENCE = 60_000
"""Milliseconds that a test waits for the page: how fast it is belongs in benchmarks."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start it for the tests of one file: while its driver is there, the thread has a loop that others trip over."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)
        yield browser
        browser.close()


class Window:
    """A window of the page, and what went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: self.wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def at(self, heading: str) -> None:
        """Wait for a screen by its heading, where the focus is then, and see that everybody can use it."""
        expect(self.page.locator("main h1")).to_have_text(heading)
        expect(self.page.locator("main h1")).to_be_focused()
        self.check()

    def check(self) -> None:
        self.page.evaluate(_SETTLED)
        found = Axe().run(self.page).response["violations"]
        assert not found, [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def window(chromium: Browser, deployment: Any, specimens: Path) -> Callable[..., AbstractContextManager[Window]]:
    """Open a window with somebody before the camera."""

    @contextmanager
    def opened(
        size: str = "phone",
        *,
        language: str = "en",
        person: str = "p01",
        document: str = "document-flat.jpg",
        obeys: bool = True,
        camera: bool = True,
        **more: Any,
    ) -> Iterator[Window]:
        width, height = SIZES[size]
        touch = size != "desktop"
        context: BrowserContext = chromium.new_context(
            base_url=deployment.url,
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
            locale=language,
            **more,
        )
        if camera:
            context.add_init_script(bearer_script(specimens, person, document, obeys=obeys))
        made = Window(context.new_page())
        yield made
        context.close()

    return opened


@pytest.fixture
def work(deployment: Any, networks: Networks, library: Path) -> Callable[[str], None]:
    """Judge what was handed in for a verification, as a worker does."""
    bench = Bench(deployment.books, networks, policies(None), Shelf(Library(library)), Retention())

    def judged(which: str) -> None:
        deployment.clock.move(seconds=1)  # what is captured from now on is newer than what was handed in
        assert judge(bench, which, _attempt(deployment, which), deployment.clock)

    return judged


def _attempt(deployment: Any, which: str) -> int:
    with deployment.books.database.reading() as connection:
        found = verifications.known(connection, which)
    assert found is not None
    return found.attempt


@pytest.fixture
def link(api: Any) -> Callable[..., str]:
    """Return the capture link of a new verification."""

    def create(policy: str = "remote", **more: Any) -> str:
        answer = api.post("/v1/verifications", json={"policy": policy, **more})
        assert answer.status_code == 201, answer.text
        url: str = answer.json()["capture_url"]
        return url

    return create
