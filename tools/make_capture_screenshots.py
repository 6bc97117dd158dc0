"""Photograph the capture page for the documentation, into docs/images: a synthetic person goes through it.

usage: python -m tools.make_capture_screenshots [CHROMIUM]

Needs Chromium (on Debian: the package chromium), and nothing of the network.
"""

import io
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.service.browser.bearers import bearer_script
from tools.make_screenshots import FOLDER
from tools.measure_live import serving

SPECIMENS: Final = Path(__file__).parent.parent / "tests" / "specimens"
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
COLOURS: Final = 128
PATIENCE: Final = 120_000


def window(browser: Browser, url: str, width: int, height: int, *, language: str = "en", dark: bool = False) -> Page:
    """Open a link as somebody with a phone of that size."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        is_mobile=True,
        has_touch=True,
        locale=language,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.add_init_script(bearer_script(SPECIMENS, "p01", "document-flat.jpg"))
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    return page


def take(page: Page, name: str, height: int, *, top: float = 0) -> None:
    """Photograph so much of a page, from its top or from further down."""
    page.wait_for_timeout(700)
    page.evaluate("document.activeElement?.blur()")
    width = (page.viewport_size or {"width": 0})["width"]
    shot = page.screenshot(full_page=True, clip={"x": 0, "y": top, "width": width, "height": height})
    with Image.open(io.BytesIO(shot)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    print(FOLDER / f"{name}.png")


def agree(page: Page) -> None:
    """Consent, and show the passport."""
    page.locator("#agreed").check()
    page.locator("[data-begin] button").click()
    page.locator("[data-kind=passport]").click()


def remote(browser: Browser, url: str) -> None:
    """Go through a verification from afar up to the review."""
    page = window(browser, url, 390, 844)
    page.locator("#agreed").wait_for()
    take(page, "capture-consent", 844)
    box = page.locator(".card.plain").bounding_box()
    take(page, "capture-ways", 844, top=(box or {"y": 0})["y"])
    agree(page)
    page.locator("[data-hint]").get_by_text("Hold still").wait_for()
    take(page, "capture-document", 844)
    page.locator("[data-use]").click()
    page.locator("[data-start]").click()
    page.locator("[data-cannot]").wait_for()
    shot = page.screenshot()
    page.locator("[data-send]").wait_for()
    with Image.open(io.BytesIO(shot)) as picture:
        picture.convert("RGB").quantize(COLOURS).save(FOLDER / "capture-challenge.png", optimize=True)
    take(page, "capture-review", 844)


def over_the_counter(browser: Browser, url: str) -> None:
    """Go the whole way where a photograph is enough, on the narrowest phone, in Arabic, in dark colours."""
    page = window(browser, url, 320, 568, language="ar", dark=True)
    agree(page)
    page.locator("[data-use]").click()
    page.locator("[data-start]").click()
    page.locator("[data-use]").click()
    page.locator("[data-send]").click()
    page.locator("[data-result]").wait_for()
    take(page, "capture-result-ar", 568)


if __name__ == "__main__":
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        chromium = driver.chromium.launch(
            executable_path=(sys.argv[1:] or ["/usr/bin/chromium"])[0],
            args=[*FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"],
        )
        for number, (policy, way) in enumerate((("remote", remote), ("counter", over_the_counter))):
            own = Path(folder) / str(number)
            own.mkdir()
            with serving(own, "--policy", policy) as (_, address, token):
                way(chromium, f"{address}/verify#{token}")
        chromium.close()
