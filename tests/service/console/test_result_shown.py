"""A result is shown as it was judged, whatever this version would say of it."""

import json
import re
from dataclasses import replace

import pytest

from counterfoil import face
from counterfoil.records.access.accounts import Role
from counterfoil.service.console import result_shown


@pytest.fixture
def result(deployment, office):
    """The result of a case, as it was sealed."""
    vault, case = deployment.books.vault, office.cases["impostor"]
    with deployment.books.database.reading() as connection:
        (piece,) = vault.find(connection, office.tenant, case, "result")
        return json.loads(vault.open(connection, office.tenant, piece.id))


def test_what_was_judged_by_this_calibration_is_drawn_on_it(result):
    found = result_shown.shown(result, None).similarity
    assert found.needed == face.calibration().threshold(result["policy"]["max_fmr"])
    assert found.curve is not None


def test_what_an_earlier_calibration_judged_needed_what_it_needed_then(result):
    match = next(check for check in result["checks"] if check["id"] == "face.match")
    match |= {"threshold": 0.123, "judged_by": "counterfoil.face 1 0123456789ab"}
    result["policy"]["max_fmr"] = face.calibration().lowest / 2  # lower than this version supports
    found = result_shown.shown(result, None).similarity
    assert (found.needed, found.calibration, found.curve) == (0.123, "counterfoil.face 1 0123456789ab", None)
    assert "needs 0.123" in found.description


def test_its_page_says_which_calibration_judged_and_draws_no_other(office, monkeypatch):
    page = office.staff[Role.REVIEWER].get(f"/cases/{office.cases['impostor']}").text
    needed = re.search(r"([0-9.]+) needed", page)[1]
    later = replace(face.calibration(), version="counterfoil.face 9 abcdef012345", points=())
    monkeypatch.setattr(face, "calibration", lambda: later)
    page = office.staff[Role.REVIEWER].get(f"/cases/{office.cases['impostor']}").text
    assert f"{needed} needed" in page
    assert "calibrated anew" in page
    assert '<figure class="curve">' not in page
