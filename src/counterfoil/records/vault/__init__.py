"""The vault: sealed evidence, each subject's under keys of its own. Erasing is destroying a key."""

from counterfoil.records.vault.adding import Sealed, Unsealed, until_registered
from counterfoil.records.vault.clock import Clock
from counterfoil.records.vault.evidence import Evidence
from counterfoil.records.vault.opening import open_vault
from counterfoil.records.vault.service_secrets import SealedSecret, is_kept
from counterfoil.records.vault.store import SealedStore
from counterfoil.records.vault.vault import Vault
from counterfoil.records.vault.wrapping import KeyRing, KeyWrapping

__all__ = [
    "Clock",
    "Evidence",
    "KeyRing",
    "KeyWrapping",
    "Sealed",
    "SealedSecret",
    "SealedStore",
    "Unsealed",
    "Vault",
    "is_kept",
    "open_vault",
    "until_registered",
]
