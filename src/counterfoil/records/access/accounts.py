"""Accounts of the people who review and of those who run the service: made, found, disabled, given a new password.

A local account has a password and one-time codes; an account of a company's own sign-in (OpenID Connect) has neither,
only whom it is there.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from counterfoil.errors import AccountError
from counterfoil.records import ledger
from counterfoil.records.access import passwords, tries
from counterfoil.records.access.account_sessions import end_all
from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.ids import new_id
from counterfoil.records.tables import AnyRow, accounts
from counterfoil.records.vault import Vault

_ACTOR: Final = "account:"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,99}")


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
        return f"{_ACTOR}{self.id}"


def create(
    connection: Connection, *, tenant: str, name: str, role: Role, password: str, actor: str, now: datetime
) -> Account:
    """Make a local account. Its owner sets up one-time codes at the first sign-in.

    One that a supervisor made counts in no second review until another supervisor or the operator confirms it: whoever
    knows the first password could be both pairs of eyes.

    Args:
        connection: A transaction that writes.
        tenant: Whose it is.
        name: 2 to 100 of ``a-z 0-9 . _ @ + -``; capitals are made small.
        role: What its owner is there for.
        password: The first one.
        actor: Who makes it, for the ledger.
        now: The clock.

    Raises:
        AccountError: The name is taken or is none, or the password is weak.
    """
    wanted = account_name(name)
    hashed = passwords.make_hash(password, wanted)
    account = _insert(connection, tenant, wanted, role, now, password=hashed, vouched_only_by=_account_behind(actor))
    _note(connection, account, "account.created", actor, now)
    return account


def of_oidc_subject(
    connection: Connection, *, tenant: str, subject: str, name: str, role: Role, now: datetime
) -> Account:
    """Return the account of somebody whom the company's own sign-in has named; it is made at their first sign-in.

    The role is whatever the company says it is now.

    Raises:
        AccountError: It or its tenant is disabled, it is of another tenant, or another account has this name.
    """
    if not ensure_tenant(connection, tenant, now=now).is_enabled:
        raise _disabled()
    row = connection.execute(select(accounts).where(accounts.c.oidc_subject == subject)).one_or_none()
    if row is None:
        account = _insert(connection, tenant, name, role, now, oidc_subject=subject)
        _note(connection, account, "account.created", "oidc", now)
        return account
    account = _account(row)
    if account.disabled_at is not None or account.tenant != tenant:
        raise _disabled()
    if account.role is not role:
        _change(connection, account, role=role.value)
        _note(connection, account, "account.role_changed", "oidc", now, role=role.value)
    return _required(connection, tenant, account.id)


def find(connection: Connection, tenant: str, account: str) -> Account | None:
    """Return an account of a tenant; None when the tenant has none of this id."""
    return _one(connection, (accounts.c.tenant == tenant) & (accounts.c.id == account))


def find_by_name(connection: Connection, tenant: str, name: str) -> Account | None:
    """Return the account of a name; None when the tenant has none. Capitals make no difference."""
    return _one(connection, (accounts.c.tenant == tenant) & (accounts.c.name == name.strip().lower()))


def of_tenant(connection: Connection, tenant: str) -> list[Account]:
    """Return every account of a tenant, by name."""
    rows = connection.execute(select(accounts).where(accounts.c.tenant == tenant).order_by(accounts.c.name))
    return [_account(row) for row in rows]


def set_enabled(connection: Connection, account: Account, *, enabled: bool, actor: str, now: datetime) -> None:
    """Disable an account, which ends its sessions, or enable it again.

    Args:
        connection: A transaction that writes.
        account: Which.
        enabled: Whether it may sign in from now on.
        actor: Who says so.
        now: The clock.
    """
    _change(connection, account, disabled_at=None if enabled else now)
    if not enabled:
        end_all(connection, account.id, now)
    _note(connection, account, "account.enabled" if enabled else "account.disabled", actor, now)


def reset(connection: Connection, vault: Vault, account: Account, password: str, *, actor: str, now: datetime) -> None:
    """Give an account a new password and no one-time codes: its owner has lost one of them.

    It ends every session and every lock; codes are set up anew at the next sign-in. As after `create`, one that a
    supervisor reset is to be confirmed.

    Raises:
        AccountError: It has no password of ours, or the new one is weak.
    """
    _require_local(account)
    hashed = passwords.make_hash(password, account.name)
    vault.drop_secret(connection, codes_secret(account.id))
    tries.forget_devices(connection, account.id)
    fresh = {"totp_last_step": None, "failures": 0, "locked_until": None, "vouched_only_by": _account_behind(actor)}
    _change(connection, account, password=hashed, **fresh)
    end_all(connection, account.id, now)
    _note(connection, account, "account.reset", actor, now)


def confirm(connection: Connection, account: Account, *, by: Account | None, now: datetime) -> None:
    """Vouch for an account beside whoever gave it its password, so that it counts in second reviews.

    Args:
        connection: A transaction that writes.
        account: Which.
        by: A supervisor; None for the operator.
        now: The clock.

    Raises:
        AccountError: It needs no confirmation, or not this one.
    """
    if account.vouched_only_by is None:
        raise AccountError("This account is confirmed already")
    if by is not None and not by.may_confirm(account):
        raise AccountError("Another supervisor must confirm this account", remedy="Or the operator does.")
    _change(connection, account, vouched_only_by=None)
    _note(connection, account, "account.confirmed", by.actor if by else "operator", now)


def change_password(connection: Connection, account: Account, hashed: str, now: datetime) -> None:
    """Put another hash in the place of an account's, and end its sessions. Whoever asks has checked the old password.

    Args:
        connection: A transaction that writes.
        account: Whose.
        hashed: Of `passwords.make_hash`.
        now: The clock.
    """
    _require_local(account)
    _change(connection, account, password=hashed)
    end_all(connection, account.id, now)
    _note(connection, account, "account.password_changed", account.actor, now)


def codes_secret(account: str) -> str:
    """Return under which name the vault keeps the secret of an account's one-time codes."""
    return f"totp:{account}"


def account_name(written: str) -> str:
    """Return the name of a local account as it is kept.

    Raises:
        AccountError: It is none.
    """
    name = written.strip().lower()
    if not _NAME.fullmatch(name):
        raise AccountError("An account's name has 2 to 100 of the characters a-z 0-9 . _ @ + -")
    return name


def _insert(
    connection: Connection,
    tenant: str,
    name: str,
    role: Role,
    now: datetime,
    *,
    password: str | None = None,
    oidc_subject: str | None = None,
    vouched_only_by: str | None = None,
) -> Account:
    account = new_id("acc", now)
    try:
        with connection.begin_nested():
            connection.execute(
                insert(accounts).values(
                    id=account,
                    tenant=tenant,
                    name=name,
                    role=role.value,
                    password=password,
                    oidc_subject=oidc_subject,
                    vouched_only_by=vouched_only_by,
                    failures=0,
                    created_at=now,
                )
            )
    except IntegrityError:
        raise AccountError("Another account has this name, or there is no such tenant") from None
    return _required(connection, tenant, account)


def _account_behind(actor: str) -> str | None:
    return actor.removeprefix(_ACTOR) if actor.startswith(_ACTOR) else None


def _require_local(account: Account) -> None:
    if not account.is_local:
        raise AccountError("This account has no password here", remedy="Change it where its owner signs in.")


def _change(connection: Connection, account: Account, **values: object) -> None:
    connection.execute(update(accounts).where(accounts.c.id == account.id).values(**values))


def _note(connection: Connection, account: Account, kind: str, actor: str, now: datetime, **body: str) -> None:
    body.setdefault("role", account.role.value)
    ledger.append(
        connection, tenant=account.tenant, kind=kind, subject=account.id, actor=actor, body=dict(body), now=now
    )


def _one(connection: Connection, where: ColumnElement[bool]) -> Account | None:
    row = connection.execute(select(accounts).where(where)).one_or_none()
    return _account(row) if row else None


def _required(connection: Connection, tenant: str, account: str) -> Account:
    found = find(connection, tenant, account)
    if found is None:
        raise AccountError("There is no such account")
    return found


def _disabled() -> AccountError:
    return AccountError("This account is disabled", remedy="Ask a supervisor.")


def _account(row: AnyRow) -> Account:
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
