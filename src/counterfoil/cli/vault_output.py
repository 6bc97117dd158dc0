"""What the commands of the vault and of retention print with ``--json``."""

from typing import Annotated

from pydantic import Field

from counterfoil.output import Output

Count = Annotated[int, Field(ge=0)]
Moment = Annotated[str, Field(description="ISO 8601, UTC.")]


class KeyOutput(Output):
    """A key-encryption key."""

    id: Annotated[str, Field(description="It tells nothing of the key.")]
    current: Annotated[bool, Field(description="Whether it wraps new keys.")]
    known: Annotated[bool, Field(description="Whether it is at hand here; if not, what it wraps cannot be opened.")]
    wraps: Annotated[int, Field(ge=0, description="How many keys of evidence and secrets it wraps.")]


class VaultOutput(Output):
    """What ``counterfoil vault status`` prints."""

    place: Annotated[str, Field(description="The folder or the bucket.")]
    pieces: Annotated[int, Field(ge=0, description="Pieces of evidence that are sealed.")]
    bytes: Annotated[int, Field(ge=0, description="Their size before sealing.")]
    oldest: Annotated[str | None, Field(description="When the oldest of them was sealed.")]
    erased: Annotated[int, Field(ge=0, description="Pieces that were erased.")]
    unswept: Annotated[int, Field(ge=0, description="Objects of erased pieces that wait to be deleted.")]
    keys: list[KeyOutput]


class SealFaultOutput(Output):
    """A piece of evidence that is not what was sealed."""

    evidence: Annotated[str, Field(description="Its id.")]
    said: Annotated[str, Field(description="What is wrong with it, in words.")]


class VerifiedOutput(Output):
    """What ``counterfoil vault verify`` prints."""

    pieces: Annotated[int, Field(ge=0, description="How many pieces were opened or tried.")]
    faults: list[SealFaultOutput]


class RotatedOutput(Output):
    """What ``counterfoil vault rotate`` prints."""

    current: Annotated[str, Field(description="The key-encryption key that now wraps everything.")]
    added: Annotated[bool, Field(description="Whether it is a fresh one.")]
    moved: Annotated[int, Field(ge=0, description="How many keys were wrapped anew.")]
    former: Annotated[list[str], Field(description="Key-encryption keys that are known and wrap nothing any more.")]


class SweptOutput(Output):
    """What ``counterfoil vault sweep`` prints."""

    deleted: Annotated[int, Field(ge=0, description="How many objects.")]


class ClockOutput(Output):
    """How one clock of retention stands."""

    due: Annotated[int, Field(ge=0, description="Verifications that must be erased, or end, now.")]
    oldest: Annotated[str | None, Field(description="Since when the longest of them is due.")]
    within_week: Annotated[int, Field(ge=0, description="How many more come due within seven days.")]
    within_month: Annotated[int, Field(ge=0, description="How many more come due within thirty days.")]
    waiting: Annotated[int, Field(ge=0, description="How many have a date at all, the due ones included.")]


class DueOutput(Output):
    """What ``counterfoil retention due`` prints."""

    undecided: Annotated[ClockOutput, Field(description="Cases that wait for people, and when they end undecided.")]
    biometrics: ClockOutput
    records: ClockOutput


class RanOutput(Output):
    """What ``counterfoil retention run`` prints."""

    undecided: Annotated[int, Field(ge=0, description="Cases that ended because nobody decided in time.")]
    biometrics: Annotated[int, Field(ge=0, description="Verifications whose biometrics were erased.")]
    records: Annotated[int, Field(ge=0, description="Verifications of which everything was erased.")]
    left: Annotated[int, Field(ge=0, description="Verifications that are due and being worked on: the next run's.")]
    doubted: Annotated[
        bool, Field(description="Whether nothing ended or was erased because the clock has jumped ahead.")
    ]
