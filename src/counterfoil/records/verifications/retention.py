"""How long evidence is kept: two clocks, each with its own law, and how long a case may wait for people.

Biometrics go when their purpose is met (GDPR Article 5(1)(e)), at the latest three years after the bearer was last seen
(Illinois BIPA, section 15(a)). Due-diligence records stay five years after the business relationship ends and go then
(UK MLR 2017 regulation 40; Regulation (EU) 2024/1624 Article 77, which lets authorities ask for up to five more).
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from counterfoil.errors import InputError

_LONGEST_BIOMETRICS_DAYS: Final = 3 * 365
_LONGEST_RECORDS_YEARS: Final = 10
_LEAP_DAY: Final = (2, 29)


@dataclass(frozen=True, slots=True)
class Retention:
    """For how long.

    Attributes:
        biometrics_days: From the decision on, 0 to 1095.
        records_years: From the end of the business relationship on, 0 to 10; of a rejection, from the decision on.
        unfinished_days: For records of a verification that expired, from then on, 0 to 365. Its biometrics go at once.
        review_days: That a case waits for people, from when it came to them or from the last thing that one of them did
            to it, 1 to 365. Then it ends undecided.

    Raises:
        InputError: A number that the law does not allow.
    """

    biometrics_days: int = 30
    records_years: int = 5
    unfinished_days: int = 30
    review_days: int = 30

    def __post_init__(self) -> None:
        for name, shortest, longest in (
            ("biometrics_days", 0, _LONGEST_BIOMETRICS_DAYS),
            ("records_years", 0, _LONGEST_RECORDS_YEARS),
            ("unfinished_days", 0, 365),
            ("review_days", 1, 365),
        ):
            if not shortest <= getattr(self, name) <= longest:
                raise InputError(f"Retention: {name} is {shortest} to {longest}")

    def biometrics_due(self, decided_at: datetime) -> datetime:
        """Return when the biometrics of a decision are due."""
        return decided_at + timedelta(days=self.biometrics_days)

    def records_due(self, since: datetime) -> datetime:
        """Return when records are due, that many years later; after 29 February on 1 March."""
        moment = since.astimezone(UTC)
        year = moment.year + self.records_years
        if (moment.month, moment.day) == _LEAP_DAY and not isleap(year):
            return moment.replace(year=year, month=3, day=1)
        return moment.replace(year=year)

    def under_review(self, now: datetime) -> dict[str, datetime]:
        """Return what a step sets that leaves a case with people: when it ends if none of them does anything more."""
        return {"biometrics_due_at": now + timedelta(days=self.review_days)}

    def unfinished_due(self, expired_at: datetime) -> datetime:
        """Return when the records of a verification that expired are due."""
        return expired_at + timedelta(days=self.unfinished_days)


USUAL: Final = Retention()
