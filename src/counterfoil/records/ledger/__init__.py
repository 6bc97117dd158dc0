"""The ledger: everything that happened, in one chain for each tenant, to which entries are only ever added."""

from counterfoil.records.canonical import JsonValue
from counterfoil.records.ledger.appending import append
from counterfoil.records.ledger.checkpoint import Checkpoint
from counterfoil.records.ledger.checkpointing import checkpoint, count_checkpoints, newest_checkpoint
from counterfoil.records.ledger.entry import Entry
from counterfoil.records.ledger.exported import Exported, digest_in_export, read_checkpoints, verify_export
from counterfoil.records.ledger.exporting import checkpoint_line, export
from counterfoil.records.ledger.following import Fault, Problem, Verified
from counterfoil.records.ledger.reading import entries, last_number, newest, tenants_with_entries
from counterfoil.records.ledger.verifying import verify_ledger

__all__ = [
    "Checkpoint",
    "Entry",
    "Exported",
    "Fault",
    "JsonValue",
    "Problem",
    "Verified",
    "append",
    "checkpoint",
    "checkpoint_line",
    "count_checkpoints",
    "digest_in_export",
    "entries",
    "export",
    "last_number",
    "newest",
    "newest_checkpoint",
    "read_checkpoints",
    "tenants_with_entries",
    "verify_export",
    "verify_ledger",
]
