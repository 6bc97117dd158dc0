"""Where a verification can be, and how it gets there.

```
created --consent--> consented --capture--> capturing --submit--> processing --accept, reject--> decided
   :                     :                    :  ^                 |     |                        ^  |
   :                     :                    :  +------retry------+     | refer                  |  |
   :                     :                    :                          v                        |  |
   + . . . . . . . . . . + . . . . . . . . .  + . choose_manual . > under_review -----review------+  |
   :                     :                    :                        |   ^                         |
   :                     :                    :                 nobody |   +---------contest---------+
   :                     :                    :                in time v
   + . . . . . . . . . . + . . . . . . . . .  + . . . expire . . . > expired

every state but processing --erase--> erased
```

``conclude`` leads from processing to decided (accept, reject), to under_review (refer, and a retry with no attempt
left: a person looks, and nobody stands before a closed door) or back to capturing (retry). Where two reviewers must
agree, a proposal and its sending back leave the case under review. A rejection that no person has looked at goes there
when its bearer contests it. Nothing expires while it is being processed; a case that nobody decides in time does.
"""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How far a verification is."""

    CREATED = "created"
    CONSENTED = "consented"
    CAPTURING = "capturing"
    PROCESSING = "processing"
    UNDER_REVIEW = "under_review"
    DECIDED = "decided"
    EXPIRED = "expired"
    ERASED = "erased"


class Route(StrEnum):
    """Which way the bearer chose."""

    BIOMETRIC = "biometric"
    MANUAL = "manual"


class DecidedBy(StrEnum):
    """Who decided: the policy alone, or people."""

    POLICY = "policy"
    REVIEWER = "reviewer"


BEFORE_PROCESSING: Final = (State.CREATED, State.CONSENTED, State.CAPTURING)
"""Where the bearer is still to do something, and where time runs out."""

ERASABLE: Final = (*BEFORE_PROCESSING, State.UNDER_REVIEW, State.DECIDED, State.EXPIRED)
"""Where erasing is allowed: wherever nothing is working on the evidence."""
