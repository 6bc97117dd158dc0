"""Every command that the documentation shows is one that the command line takes."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from counterfoil.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
REFERENCE = ROOT / "docs" / "reference" / "cli.md"
PAGES.remove(REFERENCE)  # which is made from the commands themselves
BLOCK = re.compile(r"^```[a-z]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(r"^\s*(?:\.venv/bin/)?counterfoil (.+)", re.MULTILINE)


def known(words):
    """Return the command that these words begin with, how it is called, and what is left of them."""
    command, called = typer.main.get_command(app), []
    while words and (further := getattr(command, "commands", None)):
        assert words[0] in further, f"counterfoil {' '.join([*called, words[0]])}"
        command, called, words = further[words[0]], [*called, words[0]], words[1:]
    return command, " ".join(called), words


def can_be_typed(words):
    command, called, arguments = known(shlex.split(words))
    if not hasattr(command, "commands"):
        command.make_context(called, arguments)  # which refuses an option that there is not, or one that is missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_that_is_shown_can_be_typed(page):
    blocks = "\n".join(BLOCK.findall(page.read_text("utf-8"))).replace("\\\n", " ")
    for shown in SHOWN.findall(blocks):
        can_be_typed(re.split(r"\s*(?:;|\||&&|>|\s#)", shown)[0])


def test_an_example_of_the_help_can_be_typed():
    examples = re.findall(r"^Example: counterfoil (.+)", REFERENCE.read_text("utf-8"), re.MULTILINE)
    assert len(examples) > 5
    for example in examples:
        can_be_typed(example)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_that_is_mentioned_exists(page):
    prose = BLOCK.sub("", page.read_text("utf-8"))
    for mentioned in re.findall(r"`counterfoil ([a-z][a-z -]*?)(?=`| -| [A-Z])", prose):
        known(mentioned.split())
