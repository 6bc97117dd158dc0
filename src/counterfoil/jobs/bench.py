"""What a worker works with: opened once for each process, handed to whatever it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from counterfoil.decision import Policy
from counterfoil.models import Networks
from counterfoil.records.books import Books
from counterfoil.records.shelf import Shelf
from counterfoil.records.verifications import Retention


@dataclass(frozen=True)
class Bench:
    """What a worker works with. Threads may share it.

    Attributes:
        books: Database, vault and signing key.
        networks: The models.
        policies: Those that verifications may name.
        shelf: The lists to screen against, as they are now.
        retention: How long evidence is kept after a decision, and how long a case waits for one.
    """

    books: Books
    networks: Networks
    policies: Mapping[str, Policy]
    shelf: Shelf
    retention: Retention
