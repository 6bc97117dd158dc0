"""Tenants from the command line: who is let in, and who no more."""

import json
from functools import partial

import pytest


@pytest.fixture
def counterfoil(run, tmp_path, monkeypatch):
    """Run the command with records of the test's own."""
    monkeypatch.delenv("COUNTERFOIL_DATABASE", raising=False)
    return partial(run, setting={"XDG_DATA_HOME": str(tmp_path / "data")})


@pytest.mark.usefixtures("as_a_process")
def test_a_tenant_is_made_with_its_first_key_and_disabled_and_enabled(counterfoil):
    def states():
        listed = json.loads(counterfoil("tenants", "list", "--json").out)["tenants"]
        return {one["id"]: one["disabled_at"] is None for one in listed}

    assert states() == {}
    counterfoil("keys", "create", "shop", "--tenant", "acme")
    counterfoil("keys", "create", "shop")
    assert states() == {"acme": True, "default": True}
    assert counterfoil("tenants", "disable", "acme").out == "acme is let in no more.\n"
    assert states() == {"acme": False, "default": True}
    assert "disabled" in counterfoil("tenants", "list").out
    counterfoil("tenants", "enable", "acme")
    assert states() == {"acme": True, "default": True}
    assert "4 entries" in counterfoil("ledger", "verify", "--tenant", "acme").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tenants", "disable", "nobody"), "counterfoil tenants list"),
        (("keys", "create", "shop", "--tenant", "two words"), "letters and digits"),
    ],
)
def test_what_cannot_be_is_one_line(counterfoil, arguments, said):
    ended = counterfoil(*arguments)
    assert ended.code == 2
    assert said in ended.one_line
