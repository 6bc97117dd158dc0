"""Accounts of the console from the command line; a password is never an argument."""

import json

import pytest

from counterfoil.cli.accounts import Role
from counterfoil.records.access import accounts as records

PASSWORD = "orchard tallow minnow cleft"  # noqa: S105 - a test's


@pytest.fixture
def accounts(run, tmp_path, monkeypatch):
    """Run a command of accounts with something on its standard input."""
    monkeypatch.delenv("COUNTERFOIL_DATABASE", raising=False)

    def accounts(*arguments, typed=""):
        done = run("accounts", *arguments, setting={"XDG_DATA_HOME": str(tmp_path / "data")}, typed=typed)
        return done.code, done.out, done.err

    return accounts


def listed(accounts):
    return json.loads(accounts("list", "--json")[1])["accounts"]


def test_an_account_is_made_listed_disabled_enabled_and_reset(accounts):
    assert accounts("create", "Ann", "--role", "reviewer", typed=f"{PASSWORD}\n")[0] == 0
    (account,) = listed(accounts)
    assert (account["name"], account["role"], account["codes"], account["state"]) == (
        "ann",
        "reviewer",
        False,
        "active",
    )
    assert account["confirmed"]
    assert "confirmed already" in accounts("confirm", "ann")[2]
    assert accounts("disable", "ann")[0] == 0
    assert listed(accounts)[0]["state"] == "disabled"
    assert accounts("enable", "ann")[0] == 0
    assert listed(accounts)[0]["state"] == "active"
    assert accounts("reset", "ann", typed="another four words yet\n")[0] == 0
    code, out, err = accounts("list")
    assert (code, "no codes yet" in out) == (0, True)
    assert PASSWORD not in out + err


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("create", "ann", "--role", "reviewer"), "short\n", "12 to 256"),
        (("create", "ann", "--role", "reviewer"), "", "12 to 256"),
        (("create", "a b", "--role", "auditor"), f"{PASSWORD}\n", "characters"),
        (("create", "ann", "--role", "king"), f"{PASSWORD}\n", "Invalid value for '--role': 'king' is not one of"),
        (("confirm", "nobody"), "", "no such account"),
        (("disable", "nobody"), "", "no such account"),
        (("reset", "nobody"), f"{PASSWORD}\n", "no such account"),
    ],
)
def test_what_cannot_be_is_one_line(accounts, arguments, typed, said):
    code, out, err = accounts(*arguments, typed=typed)
    assert (code, out) == (2, "")
    assert said in err


def test_the_roles_are_those_of_the_records():
    assert list(Role) == [role.value for role in records.Role]
