"""Why a socket was closed: the code that the page sees, 4000 and the HTTP status that the same thing would have."""

from typing import Final

from counterfoil.errors import CounterfoilError

_FIRST: Final = 4000
_LONGEST: Final = 120
"""Bytes of a reason: a closing frame has room for 123 (RFC 6455, 5.5)."""

TOO_LONG: Final = 4408
"""Nothing was said for too long, or the socket was open for too long."""

TAKEN_OVER: Final = 4409
"""The same verification has opened another socket; this page leaves it at that."""

GOING: Final = 1001
"""The page goes, or the process ends; then the page connects again."""

DEFECT: Final = 1011
"""A defect of ours; the page connects again."""


def code(wrong: CounterfoilError) -> int:
    """Return the code that says which error it was.

    >>> from counterfoil.errors import InvalidRequestError
    >>> code(InvalidRequestError("no"))
    4422
    """
    return _FIRST + wrong.status


def reason(wrong: CounterfoilError) -> str:
    """Return the error's stable code, which tells nothing of what was sent."""
    return wrong.code[:_LONGEST]
