"""Short and pet forms of given names, across languages: forms of one name share a group.

The forms stand in ``nicknames.txt``, beside a word on where they come from.
"""

from functools import cache
from importlib import resources
from typing import Final

from counterfoil.screening.names.part import MOST_READINGS

_FILE: Final = "nicknames.txt"


@cache
def _groups() -> dict[str, tuple[int, ...]]:
    groups: dict[str, tuple[int, ...]] = {}
    text = resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for number, line in enumerate(lines, start=1):
        for form in line.split():
            groups[form] = (*groups.get(form, ()), number)[:MOST_READINGS]
    return groups


def groups_of(text: str) -> tuple[int, ...]:
    """Return the numbers of the groups that a part's text belongs to, from 1; none when it belongs to none.

    >>> groups_of("bob") == groups_of("robert") != ()
    True
    >>> len(groups_of("beto")) > 1  # Alberto, Roberto, Humberto
    True
    """
    return _groups().get(text, ())
