"""The console in a browser: from signing in to a decision, by keyboard, on desktop and tablet, open to everybody."""

from collections.abc import Iterator
from datetime import timedelta

import cases
import people
import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from counterfoil.records.access import accounts
from counterfoil.records.access.accounts import Role
from counterfoil.records.verifications import State, get
from tests.records import verifications_made_up as made_up

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000
"""Milliseconds that a test waits for a page: how fast it is belongs in benchmarks."""

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}
LOOKS = pytest.mark.parametrize(
    "look", [{"size": DESKTOP}, {"size": TABLET, "color_scheme": "dark"}], ids=["desktop", "tablet, dark"]
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, deployment):
    """Opens pages as somebody who is signed in; whatever a page complains of fails the test."""
    contexts, complaints = [], []

    def opened(person=None, size=None, **how) -> Page:
        context = browser.new_context(base_url=deployment.url, viewport=size or DESKTOP, **how)
        contexts.append(context)
        if person:
            context.add_cookies([{"name": "counterfoil_console", "value": person.token, "url": deployment.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda wrong: complaints.append(str(wrong)))
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        page.on(
            "request", lambda sent: complaints.append(sent.url) if not sent.url.startswith(deployment.url) else None
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(said) -> bool:
    return said.type in ("error", "warning") and "status of 401" not in said.text  # the door's refusal


def violations(page: Page) -> list[str]:
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{one['id']}: {node['html']}" for one in found.response["violations"] for node in one["nodes"]]


def arrived(page: Page, place: str) -> None:
    """Wait until a page is there and listens to keys: its address is there before."""
    expect(page).to_have_url(place)
    page.wait_for_load_state()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_somebody_new_signs_in_sets_up_codes_and_changes_the_password(opened, deployment, tenant):
    with deployment.books.database.writing() as connection:
        accounts.create(
            connection,
            tenant=tenant,
            name="new",
            role=Role.AUDITOR,
            password=people.PASSWORD,
            actor="x",
            now=deployment.clock(),
        )
    page = opened()
    page.goto("/console/ledger")
    expect(page).to_have_url(f"{deployment.url}/console/sign-in?next=/console/ledger")
    assert violations(page) == []
    page.get_by_text("Another organisation").click()
    page.get_by_label("Its short name").fill(tenant)
    page.get_by_label("Name", exact=True).fill("New")
    page.get_by_label("Password").fill("wrong wrong wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work")
    page.get_by_label("Password").fill(people.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="One-time codes")).to_be_visible()
    assert violations(page) == []
    page.goto("/console/ledger")
    expect(page.get_by_role("heading", name="One-time codes")).to_be_visible()
    page.get_by_text("It cannot be scanned").click()
    codes = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_role("textbox", name="Code").fill(codes.at(deployment.clock()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The ledger of")).to_be_visible()
    page.get_by_role("link", name="new").click()
    page.get_by_label("The old one").fill(people.PASSWORD)
    page.get_by_label("The new one").fill("another four words yet")
    page.get_by_label("Once more").fill("another four words yet")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("heading", name="The ledger of")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Review console")).to_be_visible()
    page.goto("/console/ledger")
    expect(page.get_by_role("heading", name="Review console")).to_be_visible()


def test_a_case_is_found_looked_at_and_decided_by_keyboard_alone(opened, deployment, tenant, staff):
    case = cases.seed_manual(deployment.books, tenant, timedelta(hours=1), deployment.clock())
    first = cases.seed_manual(deployment.books, tenant, timedelta(hours=2), deployment.clock())
    page = opened(staff[Role.REVIEWER])
    page.goto("/console/queue")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("The next case")
    assert violations(page) == []
    page.keyboard.press("?")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    arrived(page, f"{deployment.url}/console/cases/{case}")
    page.keyboard.press("k")
    arrived(page, f"{deployment.url}/console/cases/{first}")
    page.keyboard.press("j")
    arrived(page, f"{deployment.url}/console/cases/{case}")
    page.keyboard.press("a")
    expect(page.get_by_label("Why")).to_be_focused()
    page.keyboard.type("jar of keys that do nothing while somebody writes")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Yes, accept")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is written down")
    with deployment.books.database.reading() as connection:
        assert get(connection, tenant, case).state is State.DECIDED
    arrived(page, f"{deployment.url}/console/queue?done={case}")
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(page).to_have_url(f"{deployment.url}/console/queue")


def test_what_was_written_stays_when_a_case_cannot_be_kept_for_a_moment(browser, deployment, tenant, staff):
    case = cases.seed_manual(deployment.books, tenant, timedelta(hours=1), deployment.clock())
    person = staff[Role.REVIEWER]
    context = browser.new_context(base_url=deployment.url)
    context.add_cookies([{"name": "counterfoil_console", "value": person.token, "url": deployment.url}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.clock.install()
    page.route("**/lease", lambda asked: asked.fulfill(status=503), times=1)
    page.goto(f"/console/cases/{case}")
    page.get_by_label("Why").fill("Half of a reason")
    with page.expect_response("**/lease") as refused:
        page.clock.fast_forward(241_000)
    with page.expect_response("**/lease") as kept:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when its window comes back
    assert (refused.value.status, kept.value.status) == (503, 204)
    expect(page.get_by_label("Why")).to_have_value("Half of a reason")
    context.close()


def test_a_second_person_sees_the_proposal_and_sends_it_back_or_confirms(opened, deployment, tenant, staff):
    case = cases.seed_manual(deployment.books, tenant, timedelta(hours=1), deployment.clock(), second=True)
    first, second = opened(staff[Role.REVIEWER]), opened(staff[Role.SUPERVISOR])

    def propose():
        first.goto(f"/console/cases/{case}")
        first.get_by_text("Reject r").click()
        first.get_by_label("Why").fill("The original could not be shown in the branch.")
        first.get_by_role("button", name="Go on").click()
        first.get_by_role("button", name="Yes, reject").click()
        expect(first.get_by_role("status")).to_contain_text("is written down")

    propose()
    second.goto(f"/console/cases/{case}")
    expect(second.get_by_text("The original could not be shown")).to_be_visible()
    assert violations(second) == []
    second.keyboard.press("b")
    second.keyboard.type("Please ask once more.")
    second.get_by_role("button", name="Send back").click()
    expect(second.get_by_role("status")).to_contain_text("is written down")
    propose()
    second.goto(f"/console/cases/{case}")
    second.keyboard.press("c")
    second.keyboard.press("Enter")
    second.get_by_role("button", name="Yes, reject").click()
    expect(second.get_by_role("status")).to_be_visible()
    first.goto(f"/console/cases/{case}")
    expect(first.get_by_role("heading", name="Rejected")).to_be_visible()


@LOOKS
@pytest.mark.parametrize("name", ["impostor", "hit", "clip"])
def test_a_case_shows_its_pictures_fits_the_screen_and_is_open_to_everybody(opened, office, look, name):
    page = opened(office.staff[Role.AUDITOR], **look)
    page.goto(f"/console/cases/{office.cases[name]}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.querySelectorAll('.pane img')].every(one => one.naturalWidth > 50)")
    assert fits(page)
    assert violations(page) == []


def test_all_pictures_are_zoomed_and_moved_together(opened, office):
    page = opened(office.staff[Role.AUDITOR])
    page.goto(f"/console/cases/{office.cases['impostor']}")
    page.wait_for_load_state("networkidle")

    def shifts():
        return page.evaluate("[...document.querySelectorAll('.pane img')].map(one => one.style.transform)")

    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.locator("[data-scale]")).to_have_text("156 %")
    page.locator(".pane").nth(1).focus()
    page.keyboard.press("ArrowLeft")
    moved = shifts()
    assert all("scale(1.5625)" in one for one in moved)
    assert all(not one.startswith("translate(0px") for one in moved)
    page.locator(".pane").nth(2).hover()
    page.mouse.wheel(0, -100)
    expect(page.locator("[data-scale]")).to_have_text("195 %")
    page.keyboard.press("0")
    expect(page.locator("[data-scale]")).to_have_text("100 %")


@LOOKS
@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.REVIEWER, "queue"),
        (Role.AUDITOR, "find"),
        (Role.SUPERVISOR, "operations"),
        (Role.SUPERVISOR, "accounts"),
        (Role.AUDITOR, "ledger"),
        (Role.OPERATOR, "account"),
    ],
)
def test_every_page_fits_and_is_open_to_everybody(opened, office, look, role, place):
    page = opened(office.staff[role], **look)
    page.goto(f"/console/{place}")
    assert fits(page)
    assert violations(page) == []


@pytest.mark.parametrize("place", ["queue", "operations", "accounts"])
def test_pages_fit_a_phone_too(opened, office, place):
    page = opened(office.staff[Role.SUPERVISOR], PHONE)
    page.goto(f"/console/{place}")
    assert fits(page)


def test_labels_under_a_drawing_never_touch(opened, deployment, tenant, staff):
    with deployment.books.database.writing() as connection:
        made_up.fill(connection, made_up.rows(80, tenant, deployment.clock(), seed=5, days=6))
    page = opened(staff[Role.SUPERVISOR])
    page.goto("/console/operations")
    for size in (DESKTOP, {"width": 1024, "height": 768}, TABLET, PHONE):
        page.set_viewport_size(size)
        gaps = page.locator(".chart .field").evaluate_all("""drawings => drawings.flatMap(drawing => {
            const all = [...drawing.querySelectorAll(".x")].map(label => label.getBoundingClientRect());
            const boxes = all.filter(box => box.width);
            boxes.sort((one, other) => one.left - other.left);
            return boxes.slice(1).map((box, at) => box.left - boxes[at].right);
        })""")
        assert len(gaps) > 10
        assert min(gaps) >= 4, size


def test_the_ledger_is_verified_with_a_click(opened, staff):
    page = opened(staff[Role.AUDITOR])
    page.goto("/console/ledger")
    page.get_by_role("button", name="Verify all of it").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing was changed")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename.endswith(".jsonl")


def test_a_supervisor_makes_disables_and_resets_an_account(opened, staff):
    page = opened(staff[Role.SUPERVISOR])
    page.goto("/console/accounts")
    page.get_by_label("Name").fill("ben")
    page.get_by_label("First password").fill(people.PASSWORD)
    page.get_by_label("reviewer see the queue").check()
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("button", name="Disable ben").click()
    page.get_by_role("button", name="Enable ben").click()
    expect(page.get_by_role("button", name="Disable ben")).to_be_visible()
    row = page.get_by_role("row", name="ben")
    row.get_by_text("Reset").first.click()
    page.get_by_label("A new password for ben").fill("another four words yet")
    row.get_by_role("button", name="Reset").click()
    expect(page.get_by_label("A new password for ben")).to_be_hidden()  # the page is another one
    expect(page.get_by_role("row", name="ben")).to_contain_text("active")
