"""The door of the console, with people whose phones show codes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from counterfoil.records.access import accounts
from counterfoil.records.access.accounts import Account, Role
from counterfoil.records.access.signing_in import SignedIn, offer_codes, set_up_codes, sign_in
from counterfoil.records.database import Database
from counterfoil.records.vault import Vault

PASSWORD = "orchard tallow minnow cleft"  # noqa: S105 - a test's


@dataclass
class Door:
    """The door of the console, with a clock that is moved by hand."""

    database: Database
    vault: Vault
    now: datetime

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def account(self, name: str = "ann", tenant: str = "default", role: Role = Role.REVIEWER) -> Account:
        with self.database.writing() as connection:
            return accounts.create(
                connection, tenant=tenant, name=name, role=role, password=PASSWORD, actor="system", now=self.now
            )

    def with_codes(self, name: str = "ann") -> "tuple[Account, pyotp.TOTP]":
        """An account whose codes are set up; the clock is then where the first code is used up."""
        account = self.account(name)
        offered = offer_codes(self.database, self.vault, account, self.now)
        codes = pyotp.TOTP(offered.secret)
        with self.database.writing() as connection:
            set_up_codes(connection, offered, account, codes.at(self.now), self.now)
        self.later(minutes=2)
        return self.again(account), codes

    def again(self, account: Account) -> Account:
        with self.database.reading() as connection:
            found = accounts.find(connection, account.tenant, account.id)
        assert found is not None
        return found

    def come_in(
        self, name: str = "ann", password: str = PASSWORD, code: str = "", device: str | None = None
    ) -> SignedIn:
        return sign_in(
            self.database,
            self.vault,
            tenant="default",
            name=name,
            password=password,
            code=code,
            device=device,
            now=self.now,
        )
