"""Short and pet forms of given names, across languages: forms of one name share a group."""

from functools import cache
from importlib import resources
from typing import Final

_FILE: Final = "nicknames.txt"


@cache
def _groups() -> dict[str, int]:
    groups: dict[str, int] = {}
    text = resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for number, line in enumerate(lines, start=1):
        for form in line.split():
            groups.setdefault(form, number)
    return groups


def group_of(text: str) -> int:
    """Return the number of the group that a part's text belongs to; 0 when it belongs to none.

    >>> group_of("bob") == group_of("robert") != 0
    True
    """
    return _groups().get(text, 0)
