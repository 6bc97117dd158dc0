"""What a message says: what happened and to whom, by id and by what the integrator calls it.

What was seen or decided is for the receiver to ask for with its key: a message may go astray, and may come more than
once or late. The reference is added when a message is sent and is kept in none, so that erasing takes it away.
"""

import json
from datetime import datetime


def worded(event: str, subject: str, reference: str | None, *, is_test: bool, at: datetime) -> str:
    """Return the body of a message, the same at every attempt as long as the verification is not erased.

    Args:
        event: What happened.
        subject: The id of what it happened to.
        reference: What the integrator calls it; None when it has no name, or has been erased.
        is_test: Whether it happened in test mode.
        at: When.
    """
    data = {"id": subject, "reference": reference, "test": is_test}
    said = {"type": event, "timestamp": at.isoformat(), "data": data}
    return json.dumps(said, sort_keys=True, separators=(",", ":"))
