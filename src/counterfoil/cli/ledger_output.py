"""What the commands of the ledger print with ``--json``."""

from typing import Annotated, Any, Literal

from pydantic import Field

from counterfoil.output import Code, Output, Sha256
from counterfoil.records.agreeing import Disagreement
from counterfoil.records.ledger import Fault, Verified


class FaultOutput(Output):
    """The first bad entry of a chain."""

    entry: Annotated[int, Field(description="Its number.")]
    since: Annotated[
        int,
        Field(description="The first that cannot be relied on; lower where only a range is known."),
    ]
    problem: Annotated[Code, Field(description="What is wrong with it; stable.")]
    said: Annotated[str, Field(description="The same in words.")]


class DisagreementOutput(Output):
    """The first verification whose row in the database says something else than the ledger."""

    verification: Annotated[str, Field(description="Its id.")]
    entry: Annotated[int, Field(description="The newest of its entries; 0 where there is none.")]
    said: Annotated[str, Field(description="What is wrong, in words.")]


class ChainOutput(Output):
    """The chain of one tenant."""

    tenant: str
    verified: bool
    entries: Annotated[int | None, Field(description="How many there are; null when it is broken.")]
    digest: Annotated[Sha256 | None, Field(description="Of the last entry; null when it is broken.")]
    checkpoints: Annotated[int | None, Field(description="Signatures that were verified.")]
    signed_to: Annotated[
        int | None, Field(description="The last entry that a checkpoint covers; behind it a chain can be cut unseen.")
    ]
    fault: Annotated[FaultOutput | None, Field(description="Null when nothing is wrong with the chain.")]
    disagreement: Annotated[
        DisagreementOutput | None,
        Field(
            description="Null when every verification says what its entries say, and where only a file was verified."
        ),
    ] = None


class LedgerOutput(Output):
    """What ``counterfoil ledger verify`` prints."""

    verified: Annotated[bool, Field(description="Whether nothing is wrong with any chain.")]
    keys: Annotated[list[str], Field(description="Thumbprints of the keys that were trusted to sign checkpoints.")]
    keys_from: Annotated[
        Literal["file", "option", "deployment"],
        Field(description="Where they came from. Those in an export itself prove nothing by themselves."),
    ]
    chains: list[ChainOutput]


class ReceiptOutput(Output):
    """What ``counterfoil receipt verify`` prints."""

    claims: Annotated[dict[str, Any], Field(description="What the receipt states, as it was signed.")]


def chain(outcome: Verified | Fault, disagreement: Disagreement | None = None) -> ChainOutput:
    """Return what is printed of a chain."""
    if isinstance(outcome, Fault):
        fault = FaultOutput(entry=outcome.number, since=outcome.since, problem=outcome.problem.value, said=outcome.said)
        return ChainOutput(
            tenant=outcome.tenant,
            verified=False,
            entries=None,
            digest=None,
            checkpoints=None,
            signed_to=None,
            fault=fault,
        )
    return ChainOutput(
        tenant=outcome.tenant,
        verified=disagreement is None,
        entries=outcome.entries,
        digest=outcome.digest,
        checkpoints=outcome.checkpoints,
        signed_to=outcome.signed_to,
        fault=None,
        disagreement=_disagreement(disagreement) if disagreement else None,
    )


def _disagreement(found: Disagreement) -> DisagreementOutput:
    return DisagreementOutput(verification=found.verification, entry=found.number, said=found.said)
