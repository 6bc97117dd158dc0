"""The ledger: everything that happened, in one chain for each tenant, to which entries are only ever added."""

from counterfoil.records.canonical import JsonValue
from counterfoil.records.ledger.appending import append
from counterfoil.records.ledger.entry import Entry
from counterfoil.records.ledger.reading import entries, tenants_with_entries

__all__ = ["Entry", "JsonValue", "append", "entries", "tenants_with_entries"]
