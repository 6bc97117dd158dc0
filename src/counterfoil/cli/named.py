"""What a command line names must be there; else the person is told where to look it up."""

from typing import TypeVar

from counterfoil.errors import NotFoundError

T = TypeVar("T")


def required(found: T | None, what: str, *, listed_by: str) -> T:
    """Return what was found by its name.

    Args:
        found: It, or None.
        what: What was looked for, such as ``tenant``.
        listed_by: The command that lists what there is.

    Raises:
        NotFoundError: There is none.
    """
    if found is None:
        raise NotFoundError(f"There is no such {what}", remedy=f"See: counterfoil {listed_by}")
    return found
