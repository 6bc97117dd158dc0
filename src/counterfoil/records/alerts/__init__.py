"""Alerts, their dispositions by two people, and the good-guy list."""

from counterfoil.records.alerts.alert import (
    SYSTEM,
    Action,
    Alert,
    Because,
    Disposition,
    Effect,
    Evidence,
    GoodGuy,
    Pair,
    State,
    Step,
)
from counterfoil.records.alerts.good_guys import (
    entries,
    entry_of,
    reopen_customer,
    reopen_entities,
    reopen_expired,
)
from counterfoil.records.alerts.looking import (
    alerted_entities,
    count_alerts,
    find_alert,
    find_alerts,
    mark_delisted,
    mark_removed,
)
from counterfoil.records.alerts.raising import Raised, raise_alert, raise_alerts
from counterfoil.records.alerts.reviewing import confirm, propose, revoke, send_back

__all__ = [
    "SYSTEM",
    "Action",
    "Alert",
    "Because",
    "Disposition",
    "Effect",
    "Evidence",
    "GoodGuy",
    "Pair",
    "Raised",
    "State",
    "Step",
    "alerted_entities",
    "confirm",
    "count_alerts",
    "entries",
    "entry_of",
    "find_alert",
    "find_alerts",
    "mark_delisted",
    "mark_removed",
    "propose",
    "raise_alert",
    "raise_alerts",
    "reopen_customer",
    "reopen_entities",
    "reopen_expired",
    "revoke",
    "send_back",
]
