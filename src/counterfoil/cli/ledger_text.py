"""What the commands of the ledger say on a terminal. Colour only ever repeats what the words say."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from counterfoil.cli.ledger_output import ChainOutput, DisagreementOutput, FaultOutput
from counterfoil.cli.terminal import printable

_TRUSTED: Final[Mapping[str, str]] = {
    "file": "Checkpoints were verified with the keys in the file itself, which whoever wrote it may have chosen. "
    "Compare them with the published ones, or give those with --keys:",
    "option": "Checkpoints were verified with the keys that were given:",
    "deployment": "Checkpoints were verified with the keys of this deployment:",
}


def verified(chains: Sequence[ChainOutput], keys: Sequence[str], keys_from: str) -> Iterator[RenderableType]:
    """Return a paragraph for each chain, then the keys that were trusted."""
    for chain in chains:
        yield from _broken(chain, chain.fault) if chain.fault else _whole(chain)
        if chain.disagreement:
            yield from _disagreeing(chain.disagreement)
    if not chains:
        yield Text("The ledger is empty: nothing has happened yet.")
    if any(chain.checkpoints for chain in chains):
        yield Text(_TRUSTED[keys_from])
        yield from (Padding(Text(key), (0, 0, 0, 2)) for key in keys)


def _whole(chain: ChainOutput) -> Iterator[RenderableType]:
    yield Text.assemble(
        (printable(chain.tenant), "bold"), ": ", ("verified", "green"), f", {_many(chain.entries, 'entry', 'entries')}"
    )
    yield Padding(Text(f"digest {chain.digest}"), (0, 0, 0, 2))
    unsigned = (chain.entries or 0) - (chain.signed_to or 0)
    if not chain.checkpoints:
        told = "No checkpoint signs it. Sign it with: counterfoil ledger checkpoint"
    else:
        told = f"{_many(chain.checkpoints, 'checkpoint', 'checkpoints')}, the last over entry {chain.signed_to}"
        told += f"; {_many(unsigned, 'entry', 'entries')} not signed yet" if unsigned else ""
    yield Padding(Text(told), (0, 0, 0, 2))


def _disagreeing(found: DisagreementOutput) -> Iterator[RenderableType]:
    place = f" (newest entry: {found.entry})" if found.entry else ""
    yield Text.assemble(
        (printable(found.verification), "bold"), ": ", ("CHANGED", "bold red"), f" beside the ledger{place}"
    )
    yield Padding(Text(f"{printable(found.said).capitalize()}."), (0, 0, 0, 2))
    yield Padding(Text("What to do now: docs/how-to/audit.md"), (0, 0, 0, 2))


def _broken(chain: ChainOutput, fault: FaultOutput) -> Iterator[RenderableType]:
    place = (
        f"at entry {fault.entry}" if fault.entry == fault.since else f"between entries {fault.since} and {fault.entry}"
    )
    yield Text.assemble((printable(chain.tenant), "bold"), ": ", ("BROKEN", "bold red"), f" {place}")
    yield Padding(Text(f"{printable(fault.said)}."), (0, 0, 0, 2))
    if fault.since > 1:
        yield Padding(Text(f"Entries 1 to {fault.since - 1} follow one another."), (0, 0, 0, 2))
    yield Padding(Text("What to do now: docs/how-to/audit.md"), (0, 0, 0, 2))


def _many(number: int | None, one: str, more: str) -> str:
    return f"{number or 0:,} {one if number == 1 else more}"
