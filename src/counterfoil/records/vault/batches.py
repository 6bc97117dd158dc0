"""Many things, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")


def batches(items: Iterable[_Item], most: int) -> Iterator[list[_Item]]:
    """Yield the items in lists of so many at most."""
    rest = iter(items)
    while some := list(islice(rest, most)):
        yield some
