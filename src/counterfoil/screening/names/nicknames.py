"""Short and pet forms of given names, across languages: forms of one name share a group.

The forms stand in ``tables/nicknames.txt``, beside a word on where they come from.
"""

from functools import cache

from counterfoil.screening.names.part import MOST_READINGS
from counterfoil.screening.names.tables import lines


@cache
def _groups() -> dict[str, tuple[int, ...]]:
    groups: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(lines("nicknames"), start=1):
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
