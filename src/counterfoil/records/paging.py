"""Pages of rows whose ids sort by time: the cursor of the next page is the last id of this one."""

from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from counterfoil.errors import InputError
from counterfoil.records.ids import is_id

LARGEST_PAGE: Final = 200


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_Named)


def require_page(prefix: str, after: str | None, limit: int) -> None:
    """Refuse a page that there cannot be.

    Args:
        prefix: With which the ids of these rows begin.
        after: The cursor of the page before; None for the first page.
        limit: How many rows at most.

    Raises:
        InputError: The cursor is none, or the limit is not from 1 to `LARGEST_PAGE`.
    """
    if not 1 <= limit <= LARGEST_PAGE:
        raise InputError(f"A page has 1 to {LARGEST_PAGE} entries")
    if after is not None and not is_id(prefix, after):
        raise InputError("The cursor is none", remedy="Take it from the page before, unchanged.")


def cut(found: Sequence[Row], limit: int) -> tuple[tuple[Row, ...], str | None]:
    """Return a page, and the cursor of the next one; None on the last.

    Args:
        found: At most one more than the page has.
        limit: How many it has.
    """
    shown = tuple(found[:limit])
    return shown, shown[-1].id if len(found) > limit else None
