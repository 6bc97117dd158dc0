"""Whatever an address or a form of the console holds, there is an answer, whichever database is asked."""

from datetime import timedelta

import cases
import people
import pytest

from counterfoil.records.access.accounts import Role

ODD = ("9" * 30, "-" + "9" * 30, "٣", "a\0b", "'", "\u202e\U0001f4a9", "x" * 900)
FIELDS = ("what", "verdict", "reason", "name", "password", "role", "old", "new", "again", "code", "tenant", "going_to")
PLACES = ("find", "accounts", "account", "sign-in")


@pytest.fixture
def desk(deploy, database_url):
    """A deployment on either database, a tenant, and a case that waits there."""
    own = deploy(database_url)
    tenant = own.new_tenant()
    return own, tenant, cases.seed_manual(own.books, tenant, timedelta(hours=1), own.clock())


def test_no_address_of_the_console_breaks_it(desk):
    own, tenant, case = desk
    asked = {
        Role.AUDITOR: [("/ledger", "after"), ("/ledger", "subject"), (f"/cases/{case}", "x")],
        Role.SUPERVISOR: [
            *(("/queue", name) for name in ("page", "older", "reason", "policy", "eyes", "mode", "done")),
            ("/operations", "period"),
            ("/sign-in", "next"),
        ],
    }
    for role, places in asked.items():
        with people.person(own, tenant, role).browser as browser:
            for odd in ODD:
                for place, name in places:
                    answer = browser.get(f"/console{place}", params={name: odd})
                    assert answer.status_code < 500, (place, name, odd)
                for place in ("/cases/{}", f"/cases/{case}/pictures/{{}}"):
                    answer = browser.get("/console" + place.format(odd.replace("\0", "%00")))
                    assert answer.status_code < 500, (place, odd)


def test_no_form_of_the_console_breaks_it(desk):
    own, tenant, case = desk
    with (person := people.person(own, tenant, Role.SUPERVISOR)).browser as browser:
        for odd in ODD:
            for place in (*PLACES, f"cases/{case}/decision", f"cases/{case}/confirmation"):
                for given in ({}, {"verdict": "accept", "role": "reviewer", "password": people.PASSWORD}):
                    form = person.form(**dict.fromkeys(FIELDS, odd)) | given
                    assert browser.post(f"/console/{place}", data=form).status_code < 500, (place, odd)
