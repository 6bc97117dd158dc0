"""Accounts of the people who review and of those who run the service."""

from counterfoil.records.access.accounts.account import Account, Role, codes_secret
from counterfoil.records.access.accounts.changing import (
    change_password,
    confirm,
    create,
    of_oidc_subject,
    reset,
    set_enabled,
)
from counterfoil.records.access.accounts.looking import find, find_by_name, hold, of_tenant

__all__ = [
    "Account",
    "Role",
    "change_password",
    "codes_secret",
    "confirm",
    "create",
    "find",
    "find_by_name",
    "hold",
    "of_oidc_subject",
    "of_tenant",
    "reset",
    "set_enabled",
]
