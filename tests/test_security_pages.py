"""The pages under docs/security name tests, files, settings and commands that exist."""

import re
from pathlib import Path

import pytest

from counterfoil.service.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs" / "security").glob("*.md"))


@pytest.fixture(params=PAGES, ids=lambda page: page.name)
def page(request):
    return request.param.read_text("utf-8")


def test_every_file_that_is_named_is_there(page):
    named = re.findall(r"`((?:tests|deploy|src|docs|tools)/[\w./-]*)`", page)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_setting_that_is_named_exists(page):
    known = {
        name for file in (ROOT / "src").rglob("*.py") for name in re.findall(r"COUNTERFOIL_[A-Z_]+", file.read_text())
    }
    known |= {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"COUNTERFOIL_[A-Z_]+[A-Z]", page)) <= known


def test_every_threat_has_a_test_or_is_told_to_be_open():
    told = (ROOT / "docs" / "security" / "threat-model.md").read_text("utf-8")
    threats = re.findall(r"^\| ([STRIDE]) \| (.+) \|$", told, re.MULTILINE)
    assert {letter for letter, _ in threats} == set("STRIDE")
    assert [threat for _, threat in threats if "`tests/" not in threat] == []
