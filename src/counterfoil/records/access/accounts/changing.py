"""Making accounts, and what becomes of them: vouched for, disabled, given a new password."""

import re
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from counterfoil.errors import AccountError
from counterfoil.records import ledger
from counterfoil.records.access import passwords, tries
from counterfoil.records.access.account_sessions import end_all
from counterfoil.records.access.accounts.account import ACTOR, Account, Role, codes_secret, from_row
from counterfoil.records.access.accounts.looking import find
from counterfoil.records.access.tenants import ensure_tenant
from counterfoil.records.ids import new_id
from counterfoil.records.tables import accounts
from counterfoil.records.vault import Vault

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,99}")


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
    wanted = _name(name)
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
    its = select(accounts).where(accounts.c.oidc_subject == subject)
    row = connection.execute(its.with_for_update(key_share=True)).one_or_none()
    if row is None:
        account = _insert(connection, tenant, name, role, now, oidc_subject=subject)
        _note(connection, account, "account.created", "oidc", now)
        return account
    account = from_row(row)
    if account.disabled_at is not None or account.tenant != tenant:
        raise _disabled()
    if account.role is not role:
        _change(connection, account, role=role.value)
        _note(connection, account, "account.role_changed", "oidc", now, role=role.value)
    return _required(connection, tenant, account.id)


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
    fresh = {"totp_last_step": None, "failures": 0, "locked_until": None, "vouched_only_by": _account_behind(actor)}
    _change(connection, account, password=hashed, **fresh)
    tries.forget_devices(connection, account.id)  # once its row is held: nobody is just coming in
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
    """Put another hash in the place of the one that an account had, and end its sessions.

    Args:
        connection: A transaction that writes.
        account: Whose, as it was when its owner typed the old password.
        hashed: Of `passwords.make_hash`.
        now: The clock.

    Raises:
        AccountError: It has no password of ours, or somebody has changed it meanwhile.
    """
    _require_local(account)
    unchanged = accounts.c.id == account.id, accounts.c.password == account.password
    if connection.execute(update(accounts).where(*unchanged).values(password=hashed)).rowcount == 0:
        raise AccountError("The password was changed meanwhile", remedy="Sign in again.")
    end_all(connection, account.id, now)
    _note(connection, account, "account.password_changed", account.actor, now)


def _name(written: str) -> str:
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
    return actor.removeprefix(ACTOR) if actor.startswith(ACTOR) else None


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


def _required(connection: Connection, tenant: str, account: str) -> Account:
    found = find(connection, tenant, account)
    if found is None:
        raise AccountError("There is no such account")
    return found


def _disabled() -> AccountError:
    return AccountError("This account is disabled", remedy="Ask a supervisor.")
