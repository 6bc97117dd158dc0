"""API keys from the command line: until when they open."""

import json
from datetime import timedelta
from functools import partial

import pytest

from counterfoil.clock import utc_now


@pytest.fixture
def counterfoil(run, tmp_path, monkeypatch):
    """Run the command with records of the test's own."""
    monkeypatch.delenv("COUNTERFOIL_DATABASE", raising=False)
    return partial(run, setting={"XDG_DATA_HOME": str(tmp_path / "data")})


@pytest.mark.usefixtures("as_a_process")
def test_a_key_opens_until_the_day_that_was_asked_for_and_the_list_says_so(counterfoil):
    day = utc_now().date() + timedelta(days=90)
    made = json.loads(counterfoil("keys", "create", "shop", "--expires", day, "--json").out)
    assert made["expires_at"] == f"{day}T00:00:00+00:00"
    counterfoil("keys", "create", "lasting")
    listed = counterfoil("keys", "list").out
    assert f"until {day} 00:00 UTC" in listed
    assert "for good" in listed


def test_a_key_cannot_expire_before_it_is_made_or_in_a_lifetime(counterfoil):
    for day in ("2020-02-29", "2999-01-01", "soon"):
        refused = counterfoil("keys", "create", "shop", "--expires", day)
        assert refused.code == 2
        assert day in refused.err
    assert json.loads(counterfoil("keys", "list", "--json").out) == {"keys": []}
