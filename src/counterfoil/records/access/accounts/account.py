"""An account: who somebody is at the console, and what they are there for.

A local account has a password and one-time codes; an account of a company's own sign-in (OpenID Connect) has neither,
only whom it is there.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from counterfoil.records.tables import AnyRow

ACTOR: Final = "account:"


class Role(StrEnum):
    """What somebody is there for; `counterfoil.service.console.permissions` says what each may do."""

    OPERATOR = "operator"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Account:
    """An account.

    Attributes:
        id: ``acc_...``.
        tenant: Whose it is.
        name: By which its owner signs in.
        role: What its owner is there for.
        password: Its Argon2id hash; None without a password of ours.
        oidc_subject: Who it is in the company's own sign-in; None for a local account.
        totp_last_step: The newest step of time of which a code was taken; None before the first.
        locked_until: Until when no stranger's browser may try; None when any may.
        created_at: When it was made.
        disabled_at: When it was disabled; None while it is not.
        vouched_only_by: The account that gave it its password, until another one has confirmed it; None when the
            operator did, or the company's sign-in.
    """

    id: str
    tenant: str
    name: str
    role: Role
    password: str | None
    oidc_subject: str | None
    totp_last_step: int | None
    locked_until: datetime | None
    created_at: datetime
    disabled_at: datetime | None
    vouched_only_by: str | None

    @property
    def is_local(self) -> bool:
        """Return whether it signs in with a password of ours."""
        return self.oidc_subject is None

    @property
    def has_second_factor(self) -> bool:
        """Return whether a second factor stands behind it: codes of an app, or whatever the company's sign-in asks."""
        return not self.is_local or self.totp_last_step is not None

    def may_confirm(self, other: "Account") -> bool:
        """Return whether its owner, a supervisor, can vouch for another account beside whoever did so first."""
        mine = self.id in (other.id, other.vouched_only_by)
        return other.vouched_only_by is not None and self.vouched_only_by is None and not mine

    @property
    def actor(self) -> str:
        """Return how the ledger names its owner."""
        return f"{ACTOR}{self.id}"


def codes_secret(account: str) -> str:
    """Return under which name the vault keeps the secret of an account's one-time codes."""
    return f"totp:{account}"


def from_row(row: AnyRow) -> Account:
    """Return the account of a row."""
    return Account(
        id=row.id,
        tenant=row.tenant,
        name=row.name,
        role=Role(row.role),
        password=row.password,
        oidc_subject=row.oidc_subject,
        totp_last_step=row.totp_last_step,
        locked_until=row.locked_until,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        vouched_only_by=row.vouched_only_by,
    )
