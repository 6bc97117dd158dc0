"""What docs/reference says of commands, JSON and reasons is what the code does."""

import re
from pathlib import Path

import pytest

from tools.make_reference import FOLDER, pages

SOURCE = Path(__file__).parents[2] / "src"


PAGES = pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_generated_page_is_current(page):
    assert page.read_text(encoding="utf-8") == PAGES[page], "run: python -m tools.make_reference"


def test_every_environment_variable_is_documented():
    read = {
        name
        for file in SOURCE.rglob("*.py")
        for name in re.findall(r"\bCOUNTERFOIL_[A-Z][A-Z_]*[A-Z]\b", file.read_text("utf-8"))
    }
    documented = (FOLDER / "cli.md").read_text("utf-8") + (FOLDER / "settings.md").read_text("utf-8")
    assert {name for name in read if f"`{name}`" not in documented} == set()


def test_every_command_and_every_option_says_what_it_does():
    documented = (FOLDER / "cli.md").read_text("utf-8")
    assert "None" not in documented
    commands = (
        "demo",
        "verify",
        "assess",
        "challenge new",
        "document read",
        "face compare",
        "face quality",
        "lists add",
        "lists fetch",
        "lists show",
        "lists diff",
        "lists remove",
        "models list",
        "models get",
        "screen name",
        "screen batch",
    )
    for command in commands:
        assert f"## counterfoil {command}\n" in documented
