"""Who reviews: account names, and when two of them are one person's."""

import unicodedata
from typing import Final

from counterfoil.errors import InputError
from counterfoil.records.alerts.alert import SYSTEM

_LONGEST: Final = 100
_UNSEEN: Final = ("C", "Z")


def account_name(written: str) -> str:
    """Return the name of an account as it is kept: its spaces single, its letters as written.

    Raises:
        InputError: It is empty, too long, has characters that nobody can see, or is Counterfoil's own.
    """
    name = " ".join(written.split())
    if not name or len(name) > _LONGEST:
        raise InputError(f"A reviewer's name has 1 to {_LONGEST} characters")
    if any(unicodedata.category(c)[0] == "C" for c in name):
        raise InputError("A reviewer's name has characters that cannot be seen")
    if is_same_person(name, SYSTEM) or not _key(name):
        raise InputError("This cannot be the name of a reviewer", remedy="Give the name of a person's account.")
    return name


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are one account's: case, width, accents' encoding and spaces make no difference."""
    return _key(one) == _key(other)


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(c for c in folded if unicodedata.category(c)[0] not in _UNSEEN)
