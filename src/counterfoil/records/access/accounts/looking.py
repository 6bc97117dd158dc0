"""Looking at accounts: one, or all of a tenant. A look-up names the tenant and finds nothing of another."""

from sqlalchemy import ColumnElement, Connection, select

from counterfoil.records.access.accounts.account import Account, from_row
from counterfoil.records.tables import accounts


def find(connection: Connection, tenant: str, account: str) -> Account | None:
    """Return an account of a tenant; None when the tenant has none of this id."""
    return _one(connection, (accounts.c.tenant == tenant) & (accounts.c.id == account))


def hold(connection: Connection, tenant: str, account: str) -> Account | None:
    """Return an account that nobody else changes until the transaction ends; None when the tenant has none of this id.

    Whoever lets its owner in holds it first: a change of its state or password ends every session, this one too.
    """
    its = select(accounts).where(accounts.c.tenant == tenant, accounts.c.id == account)
    row = connection.execute(its.with_for_update(key_share=True)).one_or_none()
    return from_row(row) if row else None


def find_by_name(connection: Connection, tenant: str, name: str) -> Account | None:
    """Return the account of a name; None when the tenant has none. Capitals make no difference."""
    return _one(connection, (accounts.c.tenant == tenant) & (accounts.c.name == name.strip().lower()))


def of_tenant(connection: Connection, tenant: str) -> list[Account]:
    """Return every account of a tenant, by name."""
    rows = connection.execute(select(accounts).where(accounts.c.tenant == tenant).order_by(accounts.c.name))
    return [from_row(row) for row in rows]


def _one(connection: Connection, where: ColumnElement[bool]) -> Account | None:
    row = connection.execute(select(accounts).where(where)).one_or_none()
    return from_row(row) if row else None
