"""Which engine there is: the module in C, or only the reference in Python.

The module is compiled when Counterfoil is installed. Where there was no C compiler it is missing: everything works all
the same, and a search takes hundreds of times as long.
"""

from enum import StrEnum

try:
    from counterfoil.screening import _native as native
except ImportError:  # there was no compiler
    native = None  # type: ignore[assignment]

__all__ = ["Engine", "is_compiled", "native"]


class Engine(StrEnum):
    """What searches an index."""

    NATIVE = "native"
    REFERENCE = "reference"


def is_compiled() -> bool:
    """Return whether the module in C is there."""
    return native is not None
