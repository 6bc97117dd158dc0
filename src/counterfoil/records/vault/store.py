"""The store of sealed objects: what one must do, and what objects are called."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

CLOCK: Final = "clock"
"""What is written to see which moment the store stamps on it."""

_NAME: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{30}")


@dataclass(frozen=True)
class Stored:
    """An object in the store: its name, its size in bytes, and when it was written."""

    name: str
    size: int
    written_at: datetime


class SealedStore(Protocol):
    """Keeps sealed objects under names that tell nothing. Every method raises VaultError when it cannot."""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        ...

    def put(self, name: str, sealed: bytes | bytearray) -> None:
        """Keep an object: when this returns it is there whole, and stays when the power fails."""
        ...

    def get(self, name: str) -> bytes | None:
        """Return an object; None when it is not there."""
        ...

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects. One that is not there is no error."""
        ...

    def now(self) -> datetime:
        """Return the moment by the clock that stamps what is written here."""
        ...

    def all(self) -> Iterator[Stored]:
        """Go through everything that is there, leftovers of killed writers included, in no order."""
        ...


def new_name() -> str:
    """Return a random name, below one of 256 folders, since folders with millions of files are slow."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name[2:]}"


def is_name(name: str) -> bool:
    """Return whether a row names an object, and not some other file."""
    return _NAME.fullmatch(name) is not None
