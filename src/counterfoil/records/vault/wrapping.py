"""Key-encryption keys: what they must do, and the ring of those that are known."""

from collections.abc import Callable, Mapping, Sequence
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
        known: The current one first; it wraps every new key. The others unwrap what they wrapped, until it is wrapped
            anew.
        known_now: Reads them again, when something was wrapped by one that is not known: another process may have
            added it meanwhile.
        stamp: Changes when what ``known_now`` reads has changed; None where that cannot be told. It is looked at before
            a key is wrapped, so that nothing new hangs on a key that was replaced.
    """

    def __init__(
        self,
        known: Sequence[KeyWrapping],
        known_now: Callable[[], Sequence[KeyWrapping]] | None = None,
        stamp: Callable[[], object] = lambda: None,
    ) -> None:
        self._known = {one.id: one for one in known}
        self._known_now = known_now
        self._stamp = stamp
        self._stamped: object = None

    @property
    def current(self) -> KeyWrapping:
        """The one that wraps."""
        return next(iter(self._known.values()))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all that are known, the current one first."""
        return tuple(self._known)

    def wrap(self, key: bytes, context: Mapping[str, str]) -> tuple[bytes, str]:
        """Return a key wrapped, and the id of what wrapped it.

        Raises:
            VaultError: The key-encryption key cannot be reached.
        """
        stamped = self._stamp()
        if stamped is not None and stamped != self._stamped:
            self._read_again()
            self._stamped = stamped
        current = self.current
        return current.wrap(key, context), current.id

    def unwrap(self, wrapped: bytes, wrapped_by: str, context: Mapping[str, str]) -> bytes:
        """Return a key unwrapped.

        Raises:
            NotWhatWasSealed: It was altered, or wrapped for another context.
            VaultError: The key-encryption key is not known or cannot be reached.
        """
        if wrapped_by not in self._known:
            self._read_again()
        one = self._known.get(wrapped_by)
        if one is None:
            raise VaultError(
                f"The key-encryption key {wrapped_by} is not known here",
                remedy="Name it in COUNTERFOIL_KEK_FORMER, or start with the settings that the vault was filled with.",
            )
        return one.unwrap(wrapped, context)

    def _read_again(self) -> None:
        if self._known_now is not None:
            self._known = {one.id: one for one in self._known_now()}
