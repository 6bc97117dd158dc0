"""A hit that raises no alert, because two people found that this customer is not that entity."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a hit raises no alert.

    Attributes:
        by: The two people who found it to be another party.
        alert: The alert in which they found it.
        until: When that stops holding.
    """

    by: tuple[str, str]
    alert: int
    until: datetime
