"""The receipt of a decision: what it states, and where it is kept.

It is written in the transaction that decided, after the ledger's entry of the decision, which it names. So whoever
holds a receipt and a checkpoint can show that the decision stands in the chain.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from counterfoil.records import ledger, verifications
from counterfoil.records.canonical import JsonValue
from counterfoil.records.receipts import issue_receipt
from counterfoil.records.signing import SigningKey
from counterfoil.records.vault import Evidence, Vault
from counterfoil.records.verifications import State, Verification

ISSUER: Final = "counterfoil"

_DECIDED: Final = "verification.decided"


def issue(
    connection: Connection,
    vault: Vault,
    key: SigningKey,
    which: str,
    now: datetime,
    *,
    versions: Mapping[str, str] | None = None,
    policy_version: int | None = None,
) -> str | None:
    """Sign the receipt of a decision and keep it.

    Args:
        connection: The transaction that decided, the policy or the reviewer.
        vault: Where its evidence is.
        key: Who signs.
        which: The verification's id.
        now: The clock.
        versions: What judged it; None where people decided.
        policy_version: The policy's own version.

    Returns:
        The receipt; None when it is not decided.
    """
    decided = verifications.known(connection, which)
    if decided is None or decided.state is not State.DECIDED:
        return None
    entry = _entry(connection, decided)
    receipt = issue_receipt(
        {
            "iss": ISSUER,
            "jti": which,
            "sub": which,
            "iat": int(now.timestamp()),
            "test": decided.is_test,
            "verdict": decided.verdict.value if decided.verdict else None,
            "decided_by": decided.decided_by.value if decided.decided_by else None,
            "reasons": list(decided.reasons),
            "policy": {"name": decided.policy, "version": policy_version, "sha256": decided.policy_sha256},
            "evidence": _digests(vault.find(connection, decided.tenant, which)),
            "versions": dict(versions or {}),
            "ledger": {"number": entry.number, "digest": entry.digest},
        },
        key,
    )
    verifications.keep_receipt(connection, which, receipt)
    return receipt


def _entry(connection: Connection, decided: Verification) -> ledger.Entry:
    """Return the ledger's entry of the decision, the newest of its kind."""
    found = ledger.newest(connection, decided.tenant, subject=decided.id, kind=_DECIDED)
    if found is None:
        raise LookupError("a decision without an entry in the ledger")
    return found


def _digests(pieces: list[Evidence]) -> list[JsonValue]:
    """Name what was seen by digest, but not what was expected or said in words: a digest of a name can be guessed."""
    return [
        {"kind": piece.kind, "version": piece.version, "sha256": piece.sha256}
        for piece in pieces
        if piece.kind not in ("expected", "review") and piece.erased_at is None
    ]
