"""No comparison of a secret can be timed: it is looked up by its digest, or compared in constant time."""

import ast
from pathlib import Path

import pytest

import counterfoil

ROOT = Path(counterfoil.__file__).parent
PLACES = [
    *(ROOT / "service").rglob("*.py"),
    *(ROOT / "records" / "access").rglob("*.py"),
    *(ROOT / "client").rglob("*.py"),
]
SECRET = ("secret", "token", "password", "cookie", "credential", "signature", "code_verifier")

KEPT = {"fresh.password", "account.password"}
"""Both are hashes out of the database, compared to see whether the row has changed meanwhile."""


def compared(source: str) -> list[str]:
    """Return what is compared with ``==`` or ``!=`` and by its name is a secret; columns of a table are no values."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and any(isinstance(how, ast.Eq | ast.NotEq) for how in node.ops):
            sides = [ast.unparse(side) for side in (node.left, *node.comparators)]
            if not any(".c." in side for side in sides):
                found += [side for side in sides if side.rpartition(".")[2].lower().endswith(SECRET)]
    return found


def test_the_guard_sees_one():
    assert compared("if given.token == kept:\n    pass") == ["given.token"]
    assert compared("query.where(keys.c.digest == token_digest(secret))") == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place.relative_to(ROOT)))
def test_no_secret_is_compared_letter_by_letter(place):
    assert set(compared(place.read_text("utf-8"))) <= KEPT
