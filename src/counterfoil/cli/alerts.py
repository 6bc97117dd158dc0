"""``counterfoil screen alerts`` and ``counterfoil screen decide``: what waits for people, and what they find."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from counterfoil.cli.options import AsJson, day_option, start_of
from counterfoil.clock import utc_now


class Waiting(StrEnum):
    """Which alerts to show."""

    WAITING = "waiting"
    OPEN = "open"
    PROPOSED = "proposed"
    ESCALATED = "escalated"
    CLOSED = "closed"
    ALL = "all"


class Proposal(StrEnum):
    """What a reviewer may find."""

    TRUE_MATCH = "true-match"
    FALSE_POSITIVE = "false-positive"
    UNCLEAR = "unclear"


def alerts(
    number: Annotated[
        int | None, typer.Argument(metavar="[ALERT]", help="Show this one, with all that happened to it.")
    ] = None,
    *,
    state: Annotated[
        Waiting, typer.Option(metavar="STATE", help="waiting, open, proposed, escalated, closed or all.")
    ] = (Waiting.WAITING),
    customer: Annotated[str | None, typer.Option(metavar="ID", help="Only those of this customer.")] = None,
    list_name: Annotated[str | None, typer.Option("--list", metavar="NAME", help="Only those of this list.")] = None,
    suppressed: Annotated[
        bool,
        typer.Option("--suppressed", help="Also show the good-guy list: pairs that raise no alert."),
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000, metavar="N", help="How many at most.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Show the alerts that wait for somebody, the longest open first."""
    from counterfoil.cli import alert_json, alert_text
    from counterfoil.cli.terminal import emit, show
    from counterfoil.records.alerts import State, count_alerts, entries, find_alert, find_alerts
    from counterfoil.records.database import Database

    waiting = (State.OPEN, State.PROPOSED, State.ESCALATED)
    states = {Waiting.WAITING: waiting, Waiting.ALL: tuple(State)}
    with Database().reading() as connection:
        if number is not None:
            found = [find_alert(connection, number)]
        else:
            wanted = states.get(state) or (State(state.value),)
            found = find_alerts(connection, states=wanted, customer=customer, name=list_name, limit=limit)
        counts = count_alerts(connection)
        good_guys = entries(connection) if suppressed else None
    if as_json:
        emit(alert_json.alerts(found, counts, good_guys).model_dump_json(by_alias=True))
    elif number is not None:
        show(alert_text.alert(found[0]))
    else:
        show(*alert_text.alerts(found, counts, good_guys, utc_now()))


def decide(
    number: Annotated[int, typer.Argument(metavar="ALERT", help="The alert's number.")],
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="The account of whoever decides.")],
    propose: Annotated[
        Proposal | None,
        typer.Option(metavar="DISPOSITION", help="Propose: true-match, false-positive or unclear."),
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Confirm what another one proposed.")] = False,
    send_back: Annotated[bool, typer.Option("--send-back", help="Send back what another one proposed.")] = False,
    revoke: Annotated[
        bool, typer.Option("--revoke", help="Take the pair off the good-guy list and look again.")
    ] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why. Required, except to confirm.")] = "",
    expires: Annotated[
        date | None,
        day_option("With --confirm of a false positive: until when it holds. Default: a year; two at most."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Decide on an alert: one person proposes, another one confirms or sends back.

    Exactly one of --propose, --confirm, --send-back and --revoke. What two
    people confirm to be a false positive raises no alert until it expires or
    either side changes.

    Example: counterfoil screen decide 7 --by bert --confirm
    """
    from counterfoil.cli import alert_json, alert_text
    from counterfoil.cli.terminal import emit, show
    from counterfoil.records import alerts as records
    from counterfoil.records.database import Database

    if sum((propose is not None, confirm, send_back, revoke)) != 1:
        raise typer.BadParameter("say exactly one of --propose, --confirm, --send-back and --revoke")
    if expires is not None and not confirm:
        raise typer.BadParameter("--expires goes with --confirm")
    moment, reopened = utc_now(), None
    until = start_of(expires) if expires else None
    with Database().writing() as connection:
        if propose is not None:
            disposition = records.Disposition(propose.value.replace("-", " "))
            records.propose(connection, number, by=by, disposition=disposition, reason=reason, now=moment)
        elif confirm:
            records.confirm(connection, number, by=by, reason=reason, expires_at=until, now=moment)
        elif send_back:
            records.send_back(connection, number, by=by, reason=reason, now=moment)
        else:
            reopened = records.revoke(connection, number, by=by, reason=reason, now=moment)
        found = records.find_alert(connection, number)
        entry = records.entry_of(connection, number)
    if as_json:
        emit(alert_json.decided(found, entry, reopened).model_dump_json(by_alias=True))
    else:
        show(*alert_text.decided(found, entry, reopened))
