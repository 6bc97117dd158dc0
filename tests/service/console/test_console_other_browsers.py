"""The console in WebKit, Safari's engine, where it behaves otherwise than in Chromium."""

from datetime import timedelta

import cases
import pytest
import webdriver

from counterfoil.records.access.accounts import Role


def test_a_row_of_the_queue_opens_its_own_case(deployment, tenant, hire, tmp_path):
    """WebKit lays what is placed over a table's row over the whole table: the last case took every click."""
    if packages := webdriver.missing("webkit"):
        pytest.skip(f"WebKit is not installed; on Debian: apt-get install {packages}")
    reviewer = hire(deployment, tenant, Role.REVIEWER)
    for hours in (3, 2, 1):
        cases.seed_manual(deployment.books, tenant, timedelta(hours=hours), deployment.clock())
    with webdriver.webkit(tmp_path) as driver:
        driver.goto(f"{deployment.url}/console/sign-in")
        cookie = {"name": "counterfoil_console", "value": reviewer.token, "path": "/"}
        driver.do("AddCookie", "POST", "cookie", cookie=cookie)
        driver.goto(f"{deployment.url}/console/queue")
        first, *others = driver.run("return [...document.querySelectorAll('[data-case]')].map((one) => one.pathname)")
        assert len(others) == 2
        driver.run("""
            const row = document.querySelector(".queue tbody tr").getBoundingClientRect();
            document.elementFromPoint(row.left + row.width / 2, row.top + row.height / 2).click();""")
        driver.until("location.pathname !== '/console/queue'")
        assert driver.run("return location.pathname") == first
