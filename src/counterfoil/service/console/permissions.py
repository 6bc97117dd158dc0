"""Who may do what in the console: the whole matrix in one place. What does not stand here is refused."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from counterfoil.records.access.accounts import Role


class Action(StrEnum):
    """What a page or a button of the console does; each route names one."""

    SEE_QUEUE = "see the queue"
    SEE_CASE = "see a case and its evidence"
    DECIDE = "propose or make a decision"
    CONFIRM = "confirm or send back what another one proposed"
    ERASE = "erase everything of a case"
    READ_LEDGER = "read, verify and export the ledger"
    MANAGE_ACCOUNTS = "make, disable and reset accounts"
    SEE_OPERATIONS = "see how the service is doing"
    OWN_ACCOUNT = "change one's own password and sign out"


MAY: Final[Mapping[Role, frozenset[Action]]] = MappingProxyType(
    {
        Role.OPERATOR: frozenset({Action.SEE_OPERATIONS, Action.OWN_ACCOUNT}),
        Role.REVIEWER: frozenset({Action.SEE_QUEUE, Action.SEE_CASE, Action.DECIDE, Action.OWN_ACCOUNT}),
        Role.SUPERVISOR: frozenset(
            {
                Action.SEE_QUEUE,
                Action.SEE_CASE,
                Action.DECIDE,
                Action.CONFIRM,
                Action.ERASE,
                Action.MANAGE_ACCOUNTS,
                Action.SEE_OPERATIONS,
                Action.OWN_ACCOUNT,
            }
        ),
        Role.AUDITOR: frozenset({Action.SEE_CASE, Action.READ_LEDGER, Action.OWN_ACCOUNT}),
    }
)
"""Each role with all that it may do."""


def may(role: Role, action: Action) -> bool:
    """Return whether a role may do something."""
    return action in MAY.get(role, frozenset())
