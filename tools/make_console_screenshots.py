"""Photograph the console for the documentation, into docs/images: real pages of cases of specimens.

usage: python -m tools.make_console_screenshots

Needs Chromium at /usr/bin/chromium and the development requirements, and nothing of the network.
"""

import io
import os
import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "service"), str(ROOT / "tests" / "service" / "console")]

import cases  # type: ignore[import-not-found]  # noqa: E402 - the tests' own
import people  # type: ignore[import-not-found]  # noqa: E402
from deployment import Deployment  # type: ignore[import-not-found]  # noqa: E402

from counterfoil.jobs.bench import Bench  # noqa: E402
from counterfoil.records import workers  # noqa: E402
from counterfoil.records.access.accounts import Role  # noqa: E402
from tests.records import verifications_made_up as made_up  # noqa: E402

FOLDER = ROOT / "docs" / "images"
_WIDE = {"width": 1440, "height": 1010}
_TABLET = {"width": 820, "height": 1180}
_COLOURS = 128


def furnish(at: Deployment, bench: Bench, tenant: str) -> str:
    """Put cases, and weeks of made-up verifications, into the books; return the case that is shown."""
    now = at.clock()
    hit = cases.Seed(
        "p16/document-flat.jpg", "p16/selfie-1.jpg", "bank", waited=timedelta(hours=30), reference="loan 90-4"
    )
    seeds = (
        cases.Seed(waited=timedelta(minutes=20), reference="onboarding-2231"),
        cases.Seed("p05/document-flat.jpg", "p01/selfie-2.jpg", waited=timedelta(hours=6), second=True),
        cases.Seed("p02/document-flat.jpg", "p05/selfie-2.jpg", waited=timedelta(hours=2.5), reference="loan 91-7"),
        hit,
    )
    made = [cases.seed(bench, tenant, one, now) for one in seeds]
    cases.seed_manual(at.books, tenant, timedelta(hours=9), now)
    chance = random.Random(5)  # noqa: S311 - nobody must not guess it
    rows = [row for row in made_up.rows(3500, tenant, now, seed=5, days=30) if row["state"] != "under_review"]
    for row in rows:
        if row["biometrics_due_at"]:
            row["biometrics_due_at"] = now + timedelta(days=chance.uniform(0.5, 20))
    with at.books.database.writing() as connection:
        made_up.fill(connection, iter(rows))
        for number in (1, 2):
            workers.arrive(connection, f"w{number}", f"worker-{number}", now)
    return str(made[-1])


def take(browser: Browser, at: Deployment, token: str, place: str, name: str, **how: object) -> None:
    """Take one picture; the first that a page shows without scrolling, unless it is asked for whole."""
    whole, size = bool(how.pop("whole", False)), how.pop("size", _WIDE)
    context = browser.new_context(viewport=size, base_url=at.url, **how)  # type: ignore[arg-type]
    context.add_cookies([{"name": "counterfoil_console", "value": token, "url": at.url}])
    page = context.new_page()
    page.goto(place)
    page.wait_for_load_state("networkidle")
    with Image.open(io.BytesIO(page.screenshot(full_page=whole))) as picture:
        plain = picture.convert("RGB")
        if name.endswith(".jpg"):
            plain.save(FOLDER / name, quality=82, optimize=True, progressive=True)
        else:
            plain.quantize(_COLOURS, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)
    context.close()
    print(FOLDER / name)


def main() -> None:
    """Serve, and photograph."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COUNTERFOIL_LISTS"] = str(Path(folder) / "lists")
        at = Deployment(Path(folder))
        at.start()
        try:
            tenant, now = at.new_tenant(), at.clock()
            bench = cases.bench(at.books, cases.library(Path(folder) / "lists", now.date(), now))
            case = furnish(at, bench, tenant)
            bea = people.person(at, tenant, Role.SUPERVISOR, "bea")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                take(browser, at, bea.token, f"/console/cases/{case}", "console-case.jpg")
                take(
                    browser,
                    at,
                    bea.token,
                    f"/console/cases/{case}",
                    "console-case-tablet.jpg",
                    size=_TABLET,
                    color_scheme="dark",
                )
                take(browser, at, bea.token, "/console/queue", "console-queue.png", size={"width": 1280, "height": 640})
                take(browser, at, bea.token, "/console/operations", "console-operations.png", whole=True)
                browser.close()
            bea.browser.close()
        finally:
            at.stop()


if __name__ == "__main__":
    main()
