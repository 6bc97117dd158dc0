"""The good-guy list held against what a query or a batch of customers found; nothing is raised and nothing reopened."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from counterfoil.records.alerts.alert import GoodGuy, Material, Pair
from counterfoil.records.alerts.good_guys import entries, no_longer_holds
from counterfoil.records.customers.fingerprint import customer_digest, entity_digest
from counterfoil.records.customers.register import salt_of
from counterfoil.screening.hit import Hit
from counterfoil.screening.matching import MATCHER
from counterfoil.screening.screened import Screened
from counterfoil.screening.suppression import Suppression


@dataclass(frozen=True)
class GoodGuyList:
    """The entries that nothing had ended at one moment. It may be sent to another process.

    Attributes:
        entries: By the pair that they are about.
        salt: Of the database.
        now: The moment.
    """

    entries: Mapping[Pair, GoodGuy]
    salt: bytes
    now: datetime

    @property
    def version(self) -> str:
        """A digest of which entries there are: another one may suppress other hits."""
        return hashlib.sha256(repr(sorted(one.id for one in self.entries.values())).encode()).hexdigest()

    def __call__(self, customer: str, screened: Screened) -> Screened:
        """Return what was found, with the hits that two people found to be another party than this customer.

        Args:
            customer: The id under which the customer is registered.
            screened: What was found of the customer.
        """
        found = ((hit, self.entries.get(_pair(customer, hit))) for hit in screened.hits)
        held = {
            (hit.list_version, hit.entity.id): Suppression(
                (entry.proposed_by, entry.confirmed_by), entry.alert, entry.expires_at
            )
            for hit, entry in found
            if entry and no_longer_holds(entry, self._material(hit, screened), self.now) is None
        }
        return replace(screened, suppressed=held) if held else screened

    def _material(self, hit: Hit, screened: Screened) -> Material:
        return Material(
            customer_digest=customer_digest(screened.query, self.salt),
            entity_digest=entity_digest(hit.entity),
            matcher=MATCHER,
            score=hit.score,
        )


def read(connection: Connection, now: datetime) -> GoodGuyList:
    """Return the good-guy list.

    Args:
        connection: A transaction that writes, since a new database draws its salt.
        now: The clock.
    """
    holding = {entry.pair: entry for entry in entries(connection) if now < entry.expires_at}
    return GoodGuyList(holding, salt_of(connection), now)


def _pair(customer: str, hit: Hit) -> Pair:
    return Pair(customer, hit.list_version.partition("/")[0], hit.entity.id)
