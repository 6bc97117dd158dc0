"""The page that leads a newcomer through the code names lines of code that are there."""

import importlib
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "way-through.md"
NAMED = sorted(set(re.findall(r"`(counterfoil(?:\.\w+)+)`", PAGE.read_text("utf-8"))))


def test_the_page_names_the_way_from_the_command_to_the_decision():
    assert {"counterfoil.cli.verify.verify", "counterfoil.verification.conducting.verify"} < set(NAMED)


@pytest.mark.parametrize("name", NAMED)
def test_every_line_of_code_that_it_names_is_there(name):
    module, _, attribute = name.rpartition(".")
    found = getattr(importlib.import_module(module), attribute)
    assert found.__module__ == module, f"{name} is defined in {found.__module__}"
