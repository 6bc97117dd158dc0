"""Signing in to the console with a local account: name, password and a one-time code, all in one step.

Whatever is wrong, the answer is the same and takes as long, so that it tells nobody which names there are or which of
the three was right.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, update

from counterfoil.errors import AccountError, SignInError
from counterfoil.records import ledger
from counterfoil.records.access import account_sessions, one_time_codes, passwords, tries
from counterfoil.records.access.accounts import Account, codes_secret, find_by_name, hold
from counterfoil.records.access.tenants import find_tenant
from counterfoil.records.database import Database
from counterfoil.records.tables import accounts
from counterfoil.records.vault import SealedSecret, Vault, is_kept


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody has come in.

    Attributes:
        account: Who.
        session: The token of the session.
        device: The token by which this browser will be known; None when it is known already.
    """

    account: Account
    session: str
    device: str | None


def sign_in(
    database: Database,
    vault: Vault,
    *,
    tenant: str,
    name: str,
    password: str,
    code: str,
    device: str | None,
    now: datetime,
) -> SignedIn:
    """Sign in. An account without one-time codes gets a session that leads nowhere but to setting them up.

    The password is looked at and the secret of the codes opened outside any transaction: the one takes long on purpose,
    and the other may, where a key service is asked.

    Args:
        database: The records.
        vault: Where the secrets of one-time codes are.
        tenant: Whose account.
        name: The account's.
        password: As typed.
        code: As typed; empty when no codes have been set up yet.
        device: The token of a browser from which its owner has signed in before.
        now: The clock.

    Raises:
        SignInError: Something is wrong, or the door is shut for a while.
    """
    with database.writing() as connection:
        account = find_by_name(connection, tenant, name)
        counter = _counted(connection, account, device, now) if account else None
        if counter is None:
            tries.pass_by(connection)
    is_right = passwords.matches(account.password if account else None, password)
    if account is None or counter is None or not is_right:
        raise SignInError
    codes = _codes(database, vault, account) if account.has_second_factor else None
    renewed = passwords.rehash(password) if passwords.is_outdated(account.password or "") else None
    with database.writing() as connection:
        fresh = hold(connection, tenant, account.id)
        if fresh is None or fresh.disabled_at or fresh.password != account.password:
            raise SignInError
        if (of := find_tenant(connection, tenant)) is None or not of.is_enabled:
            raise SignInError
        if fresh.has_second_factor and not use_code(connection, codes, fresh, code, now):
            raise SignInError
        tries.forgive(connection, counter)
        if renewed:
            connection.execute(update(accounts).where(accounts.c.id == account.id).values(password=renewed))
        session = account_sessions.begin(connection, account.id, now)
        known = counter.table is not accounts
        remembered = None if known or not fresh.has_second_factor else tries.remember(connection, account.id, now)
        ledger.append(
            connection, tenant=tenant, kind="account.signed_in", subject=account.id, actor=account.actor, now=now
        )
    return SignedIn(fresh, session, remembered)


@dataclass(frozen=True, slots=True)
class Codes:
    """What an account's one-time codes are made of, opened.

    Attributes:
        kept: As the records keep it.
        secret: As a phone is given it.
    """

    kept: SealedSecret
    secret: str = field(repr=False)


def use_code(connection: Connection, codes: Codes | None, account: Account, code: str, now: datetime) -> bool:
    """Take a one-time code; each is taken once, and none that is older than the newest that was taken.

    Args:
        connection: A transaction that writes.
        codes: What they are made of, opened before the transaction; None where there is nothing.
        account: Whose code.
        code: As typed.
        now: The clock.
    """
    if codes is None or not is_kept(connection, codes.kept):  # set up anew since it was opened
        return False
    step = one_time_codes.step_of(codes.secret, code, now)
    if step is None:
        return False
    newer = accounts.c.totp_last_step.is_(None) | (accounts.c.totp_last_step < step)
    changed = connection.execute(update(accounts).where(accounts.c.id == account.id, newer).values(totp_last_step=step))
    return changed.rowcount == 1


def offer_codes(database: Database, vault: Vault, account: Account, now: datetime) -> Codes:
    """Return what an account may set up its one-time codes with; the same until it has.

    Call it with no transaction open: a key service may be slow.

    Raises:
        AccountError: It has set them up already.
        VaultError: The key-encryption key cannot be reached.
    """
    if account.has_second_factor:
        raise AccountError("One-time codes are set up already", remedy="A supervisor can reset the account.")
    return _codes(database, vault, account) or _made(database, vault, account, now)


def set_up_codes(connection: Connection, codes: Codes, account: Account, code: str, now: datetime) -> str:
    """Finish setting up one-time codes by typing the first. It begins a session in the place of those before.

    Args:
        connection: A transaction that writes.
        codes: What was offered.
        account: Whose.
        code: As typed.
        now: The clock.

    Returns:
        The token of the new session.

    Raises:
        AccountError: This is no code of now, or other codes were offered meanwhile.
    """
    if not use_code(connection, codes, account, code, now):
        raise AccountError("This is no code of now", remedy="Check the phone's clock, and type the code shown now.")
    account_sessions.end_all(connection, account.id, now)
    ledger.append(
        connection, tenant=account.tenant, kind="account.codes_set_up", subject=account.id, actor=account.actor, now=now
    )
    return account_sessions.begin(connection, account.id, now)


def _codes(database: Database, vault: Vault, account: Account) -> Codes | None:
    """Open what the codes of an account are made of, with no transaction open; None where there is nothing."""
    with database.reading() as connection:
        kept = vault.find_secret(connection, codes_secret(account.id))
    return Codes(kept, vault.open_secret(kept).decode()) if kept else None


def _made(database: Database, vault: Vault, account: Account, now: datetime) -> Codes:
    """Keep new codes, unless another browser of the account was faster: then return its."""
    secret = one_time_codes.new_secret()
    sealed = vault.seal_secret(codes_secret(account.id), secret.encode())
    with database.writing() as connection:
        hold(connection, account.tenant, account.id)
        kept = vault.find_secret(connection, sealed.name)
        if kept is None:
            vault.put_secret(connection, sealed, now)
            return Codes(sealed, secret)
    return Codes(kept, vault.open_secret(kept).decode())


def _counted(connection: Connection, account: Account, device: str | None, now: datetime) -> tries.Counter | None:
    """Count the try; None when the door is shut, so that looking at the password takes its time all the same."""
    try:
        counter = tries.count(connection, account.id, device, now)
    except SignInError:
        return None
    if counter.shut_now:
        ledger.append(
            connection, tenant=account.tenant, kind="account.locked", subject=account.id, actor="system", now=now
        )
    return counter
