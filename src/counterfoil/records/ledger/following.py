"""Following a chain from its beginning to its end: the one place that knows what makes a ledger right.

It sees one entry at a time, so that a chain of any length takes the same memory.

Where entry 7 does not follow entry 6 although both fit their own digests, one of the two was replaced. It is entry 6
when entry 8, or the end of the chain, names entry 7; otherwise, or when a checkpoint covers entry 6, it is entry 7.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from counterfoil.records.ledger.checkpoint import Checkpoint, is_genuine
from counterfoil.records.ledger.entry import START, Link


class Problem(StrEnum):
    """What is wrong with an entry."""

    UNREADABLE = "unreadable"
    CHANGED = "changed"
    REPLACED = "replaced"
    MISSING = "missing"
    OUT_OF_ORDER = "out_of_order"
    BEHIND_END = "behind_end"
    OTHER_END = "other_end"
    STRAY = "stray"
    REWRITTEN = "rewritten"
    FORGED_CHECKPOINT = "forged_checkpoint"


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as it was found; nothing of it is believed.

    Attributes:
        number: Where it says that it belongs; None when it cannot be read.
        previous: What it says that it follows.
        digest: Its digest as it stands there.
        is_whole: Whether that is the digest of what it says.
    """

    number: int | None
    previous: str = ""
    digest: str = ""
    is_whole: bool = False

    @property
    def link(self) -> Link:
        """What the next entry has to know of it."""
        return Link(self.number or 0, self.digest)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first bad entry.

    Attributes:
        tenant: Whose chain.
        number: Which entry.
        problem: What is wrong with it.
        said: The same in words.
        since: The first entry that cannot be relied on; lower than ``number`` where only a range is known to be wrong.
    """

    tenant: str
    number: int
    problem: Problem
    said: str
    since: int


@dataclass(frozen=True, slots=True)
class Verified:
    """A chain in which nothing is wrong.

    Attributes:
        tenant: Whose chain.
        entries: How many.
        digest: Of the last one.
        checkpoints: How many signatures were verified.
        signed_to: The last entry that a checkpoint covers; 0 without any. Behind it a chain can be cut or written anew.
    """

    tenant: str
    entries: int
    digest: str
    checkpoints: int
    signed_to: int


def follow(
    tenant: str,
    items: Iterable[Found | Checkpoint],
    end: Link,
    keys: Mapping[str, Ed25519PublicKey],
    *,
    start: Link = START,
    kept: Iterable[Checkpoint] = (),
) -> Verified | Fault:
    """Follow a chain.

    Args:
        tenant: Whose chain.
        items: Its entries behind ``start``, and each checkpoint behind the entry that it covers.
        end: Its newest entry, as whoever keeps the chain says.
        keys: The public keys that may have signed checkpoints, by thumbprint.
        start: An entry that is known to be right.
        kept: Which of the checkpoints were kept elsewhere: whoever has the key cannot have made them later.

    Returns:
        What was verified, or the first bad entry.
    """
    walk = _Walk(tenant, end, keys, start, frozenset(kept))
    rest = iter(items)
    for item in rest:
        fault = walk.hold(item) if isinstance(item, Checkpoint) else walk.step(item, rest)
        if fault:
            return fault
    return walk.finish()


def place_of(item: Found | Checkpoint) -> tuple[int, bool]:
    """Return where in the chain an item stands: a checkpoint behind the entry that it covers."""
    return item.number or 0, isinstance(item, Checkpoint)


class _Walk:
    """How far a chain was followed."""

    def __init__(
        self,
        tenant: str,
        end: Link,
        keys: Mapping[str, Ed25519PublicKey],
        start: Link,
        kept: frozenset[Checkpoint],
    ) -> None:
        self._tenant, self._end, self._keys, self._kept = tenant, end, keys, kept
        self._here = start
        self._kept_to = self._signed_to = self._signed_before = start.number
        self._checkpoints = 0

    def step(self, entry: Found, rest: Iterator[Found | Checkpoint]) -> Fault | None:
        """Go on to an entry, or say what is wrong; ``rest`` is what comes behind it."""
        fault = self._unfit(entry) or self._unlinked(entry, rest)
        if fault is None:
            self._here = entry.link
        return fault

    def _unfit(self, entry: Found) -> Fault | None:
        """Say what is wrong with an entry by itself."""
        place = self._here.number + 1
        if entry.number is None:
            return self._fault(place, Problem.UNREADABLE, "cannot be read")
        if entry.number > place:
            return self._fault(place, Problem.MISSING, f"is missing: entry {entry.number} stands where it belongs")
        if not entry.is_whole:
            return self._fault(place, Problem.CHANGED, "was changed: its digest is not that of what it says")
        return None

    def _unlinked(self, entry: Found, rest: Iterator[Found | Checkpoint]) -> Fault | None:
        """Say why an entry, whole by itself, is not the next one."""
        place = self._here.number + 1
        if entry.number != place:
            return self._fault(entry.number or 0, Problem.OUT_OF_ORDER, f"stands where entry {place} belongs")
        if place > self._end.number:
            last = f"the chain ends with entry {self._end.number}" if self._end.number else "the chain is empty"
            return self._fault(place, Problem.BEHIND_END, f"stands there, but {last}")
        if entry.previous != self._here.digest:
            return self._replaced(entry, rest)
        return None

    def hold(self, checkpoint: Checkpoint) -> Fault | None:
        """Hold a checkpoint against the entry that it covers, which is the one that was followed last."""
        here, number = self._here.number, checkpoint.number
        is_good = checkpoint.tenant == self._tenant and is_genuine(checkpoint, self._keys)
        if number > here and (is_good or here < self._end.number):
            return self._fault(here + 1, Problem.MISSING, f"is missing: there is a checkpoint over entry {number}")
        if not is_good:
            return self._fault(number, Problem.FORGED_CHECKPOINT, "has a checkpoint that no known key signed")
        if number < here:
            return self._fault(number, Problem.OUT_OF_ORDER, f"has a checkpoint that stands behind entry {here}")
        if checkpoint.digest != self._here.digest:
            return self._rewritten(checkpoint)
        if number > self._signed_to:
            self._signed_before, self._signed_to = self._signed_to, number
        if checkpoint in self._kept:
            self._kept_to = number
        self._checkpoints += 1
        return None

    def finish(self) -> Verified | Fault:
        """Say what came of it when nothing is left."""
        here = self._here.number
        if here < self._end.number:
            return self._fault(here + 1, Problem.MISSING, f"is missing: the chain ends with entry {self._end.number}")
        if self._here != self._end:
            return self._fault(here, Problem.OTHER_END, "is not the one that the end of the chain names")
        return Verified(self._tenant, here, self._here.digest, self._checkpoints, self._signed_to)

    def _replaced(self, entry: Found, rest: Iterator[Found | Checkpoint]) -> Fault:
        """Say which of two entries that do not follow one another was replaced."""
        before, place = self._here.number, self._here.number + 1
        following = next((item for item in rest if isinstance(item, Found)), None)
        is_vouched = following.previous == entry.digest if following and following.is_whole else self._end == entry.link
        if is_vouched and before > self._signed_to:
            return self._fault(before, Problem.REPLACED, f"was replaced: entry {place} follows another one")
        return self._fault(place, Problem.REPLACED, f"was replaced: it does not follow entry {before}")

    def _rewritten(self, checkpoint: Checkpoint) -> Fault:
        """Say that a genuine checkpoint covers another chain, and how much of this one may be new.

        What a checkpoint in the same place says counts only where it is not contradicted by one from elsewhere: whoever
        had the key could sign the new chain as well.
        """
        number = checkpoint.number
        signed = self._signed_before if self._signed_to == number else self._signed_to
        since = (self._kept_to if checkpoint in self._kept else signed) + 1
        said = f"is not the one that was signed: something from entry {since} to here was written anew"
        return Fault(self._tenant, number, Problem.REWRITTEN, f"Entry {number} {said}", since)

    def _fault(self, number: int, problem: Problem, said: str) -> Fault:
        return Fault(self._tenant, number, problem, f"Entry {number} {said}", number)
