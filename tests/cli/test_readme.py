"""The README shows what the demo prints."""

import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def without_numbers(text: str) -> str:
    # Processors differ in the last digit of a similarity.
    return re.sub(r"\d+\.\d+", "#", text).strip()


def test_the_readme_shows_what_the_demo_prints(run):
    shown = re.search(r"<!-- demo -->\n```\n(.*?)```\n<!-- end of demo -->", README.read_text(), re.DOTALL)
    assert shown
    assert without_numbers(shown[1]) == without_numbers(run("demo", "--out", "demo").out)


def test_the_pictures_it_shows_exist():
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README.read_text())
    assert pictures
    assert all((README.parent / picture).is_file() for picture in pictures)
