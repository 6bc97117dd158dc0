"""Key-encryption keys: what they must do, and the ring of those that are known."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from counterfoil.errors import VaultError


class KeyWrapping(Protocol):
    """A key-encryption key, wherever it is kept."""

    @property
    def id(self) -> str:
        """Its name, the same wherever and whenever it is used. It stands beside what it wrapped, and tells nothing."""
        ...

    def wrap(self, key: bytes, context: Mapping[str, str]) -> bytes:
        """Return a key wrapped.

        Args:
            key: 32 bytes.
            context: Whose it is. Only with the same context is it unwrapped again.

        Raises:
            VaultError: The key-encryption key cannot be reached.
        """
        ...

    def unwrap(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return a key unwrapped.

        Raises:
            NotWhatWasSealed: It was altered, or wrapped for another context.
            VaultError: The key-encryption key cannot be reached.
        """
        ...


class KeyRing:
    """The key-encryption keys that are known: one that wraps, and former ones that still unwrap.

    Args:
        current: Wraps every new key.
        former: Unwrap what they wrapped, until it is wrapped anew.
    """

    def __init__(self, current: KeyWrapping, former: Iterable[KeyWrapping] = ()) -> None:
        self.current = current
        self._by_id = {one.id: one for one in (*former, current)}

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all that are known."""
        return frozenset(self._by_id)

    def wrap(self, key: bytes, context: Mapping[str, str]) -> tuple[bytes, str]:
        """Return a key wrapped, and the id of what wrapped it."""
        return self.current.wrap(key, context), self.current.id

    def unwrap(self, wrapped: bytes, wrapped_by: str, context: Mapping[str, str]) -> bytes:
        """Return a key unwrapped.

        Raises:
            NotWhatWasSealed: It was altered, or wrapped for another context.
            VaultError: The key-encryption key is not known or cannot be reached.
        """
        one = self._by_id.get(wrapped_by)
        if one is None:
            raise VaultError(
                f"The key-encryption key {wrapped_by} is not known here",
                remedy="Name it in COUNTERFOIL_KEK_FORMER, or start with the settings that the vault was filled with.",
            )
        return one.unwrap(wrapped, context)
