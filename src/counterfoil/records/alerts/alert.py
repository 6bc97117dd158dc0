"""What an alert is, in the words of the Wolfsberg Group: a hit raises an alert, an alert ends in a disposition.

```
           propose              confirm "true match" or "false positive"
   open ------------> proposed -----------------------------------------> closed
    ^ ^                 | |  confirm "unclear"
    | +-----------------+ +------------------> escalated --propose--> proposed
    |  send back, or the evidence changed
    a hit on a pair that has no alert, or whose last one is closed and no longer holds
```

Two people stand behind every alert that is closed or escalated, and neither is Counterfoil.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

SYSTEM: Final = "counterfoil"
"""Who took a step that no person took. No reviewer can have this name."""


class State(StrEnum):
    """How far the work on an alert is."""

    OPEN = "open"
    PROPOSED = "proposed"
    ESCALATED = "escalated"
    CLOSED = "closed"


class Disposition(StrEnum):
    """What two people found."""

    TRUE_MATCH = "true match"
    FALSE_POSITIVE = "false positive"
    UNCLEAR = "unclear"


class Action(StrEnum):
    """What happened to an alert."""

    OPENED = "opened"
    REOPENED = "reopened"
    EVIDENCE_CHANGED = "evidence changed"
    DELISTED = "delisted"
    RELISTED = "relisted"
    CUSTOMER_REMOVED = "customer removed"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SENT_BACK = "sent back"
    SUPPRESSION_ENDED = "suppression ended"


class Because(StrEnum):
    """Why a pair that was found to be two parties has to be looked at again."""

    EXPIRED = "expired"
    CUSTOMER_CHANGED = "customer changed"
    ENTITY_CHANGED = "entity changed"
    SCORE_ROSE = "score rose"
    REVOKED = "revoked"


class Effect(StrEnum):
    """What a hit led to."""

    OPENED = "opened"
    REOPENED = "reopened"
    UPDATED = "updated"
    REPEATED = "repeated"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Pair:
    """One customer and one entity: what an alert and an entry of the good-guy list are about.

    Attributes:
        customer: The caller's own id of the customer.
        list: The name of the list.
        entity: The publisher's id of the entity; every name and number under it counts as one party.
    """

    customer: str
    list: str
    entity: str


@dataclass(frozen=True, slots=True)
class Material:
    """What a judgement of a pair rests on: once any of it is otherwise, the pair may have to be looked at again.

    Attributes:
        customer_digest: Of all that is material of the customer.
        entity_digest: The same of the entity.
        matcher: Which matcher, with its version.
        score: Names and evidence together, 0 to 1.
    """

    customer_digest: str
    entity_digest: str
    matcher: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found of a pair, as it was when it was found.

    Attributes:
        score: Names and evidence together, 0 to 1.
        name_score: The names alone, 0 to 1.
        fpr: How often a party that is not listed scores at least this high.
        rate: The highest such rate that the policy let raise an alert.
        list_version: Which version of the list.
        matcher: Which matcher, with its version.
        customer_digest: Of all that is material of the customer; another digest is a material change.
        entity_digest: The same of the entity.
        explanation: Why it matched, as `counterfoil.screening.explanation` gives it.
    """

    score: float
    name_score: float
    fpr: float
    rate: float
    list_version: str
    matcher: str
    customer_digest: str
    entity_digest: str
    explanation: Mapping[str, Any]

    @property
    def material(self) -> Material:
        """Return what a judgement of it rests on."""
        return Material(self.customer_digest, self.entity_digest, self.matcher, self.score)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an alert.

    Attributes:
        at: When.
        by: Who: an account's name, or ``counterfoil``.
        action: What.
        disposition: What was proposed or confirmed; None for steps that are about none.
        reason: Why, in the reviewer's words; a code of `Because` for a step of ours; may be empty.
    """

    at: datetime
    by: str
    action: Action
    disposition: Disposition | None
    reason: str


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert.

    Attributes:
        id: Its number.
        pair: Whom it is about.
        round: 1 for the first of its pair; each later one follows an alert that was closed.
        state: How far the work is.
        disposition: What was proposed (state ``proposed``) or confirmed; None before.
        proposed_by: Who proposed it; None before.
        is_delisted: Whether the list has dropped the entity since.
        opened_at: When.
        changed_at: When the last step was taken.
        hits: What was found, the newest last.
        steps: Everything that happened, the newest last.
    """

    id: int
    pair: Pair
    round: int
    state: State
    disposition: Disposition | None
    proposed_by: str | None
    is_delisted: bool
    opened_at: datetime
    changed_at: datetime
    hits: tuple[Evidence, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class GoodGuy:
    """An entry of the good-guy list: two people found that this customer is not that entity.

    Attributes:
        id: Its number.
        alert: The alert in which they found it.
        pair: Which two parties; the entry says nothing of any other pair.
        customer_digest, entity_digest: Of both sides as they were; it holds for these alone.
        matcher: The matcher of the hit that was judged.
        score: The score of that hit; a later matcher that scores higher reopens the pair.
        proposed_by, confirmed_by: The two people.
        reason: The first one's reason.
        created_at: When it began to hold.
        expires_at: When it stops holding.
        ended_at: When it stopped holding before that, or when its expiry was acted on; None while it holds.
        ended_because: Why.
    """

    id: int
    alert: int
    pair: Pair
    customer_digest: str
    entity_digest: str
    matcher: str
    score: float
    proposed_by: str
    confirmed_by: str
    reason: str
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    ended_because: Because | None
