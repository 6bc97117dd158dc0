"""Alerts, registrations and monitoring runs for a terminal. Colour only ever repeats what the words say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterfoil.cli.hit_text import aligned_rows, evidence_line
from counterfoil.cli.terminal import printable
from counterfoil.records.alerts import Alert, Disposition, Effect, GoodGuy, State
from counterfoil.records.customers.customer_file import FromFile, Skipped
from counterfoil.records.monitoring import Monitored
from counterfoil.report import words
from counterfoil.screening.explanation import Column
from counterfoil.screening.matching import Evidence, Rule
from counterfoil.screening.suppression import Suppression

_STYLES: Final = {State.OPEN: "yellow", State.PROPOSED: "cyan", State.ESCALATED: "bold red", State.CLOSED: "dim"}
_LINES_TOLD: Final = 20
_DUE: Final = {
    "matcher_changed": "the matcher has changed since everyone was screened",
    "rate_changed": "the alert rate is another than everyone was screened at",
}


def alerts(
    found: Sequence[Alert], counts: Mapping[State, int], good_guys: Sequence[GoodGuy] | None, now: datetime
) -> Iterator[RenderableType]:
    """Return the queue: a row an alert, then how many there are, then the good-guy list where it is asked for."""
    if found:
        table = _table("alert", "waits", "customer", "listed as", "on", "1 in", "state")
        for one in found:
            hit = one.hits[-1]
            table.add_row(
                str(one.id),
                _age(one, now),
                printable(one.pair.customer),
                printable(str(hit.explanation["caption"])),
                f"{one.pair.list} {printable(one.pair.entity)}{' (delisted)' if one.is_delisted else ''}",
                words.one_in(hit.fpr).removeprefix("1 in "),
                _state(one),
            )
        yield table
    yield _counted(counts)
    if good_guys is not None:
        yield from _good_guys(good_guys)


def alert(one: Alert) -> RenderableType:
    """Return one alert: what was found last, drawn as a hit is, and all that happened."""
    hit = one.hits[-1]
    told: Mapping[str, Any] = hit.explanation
    title = Text.assemble((f"Alert {one.id}", "bold"), "  ", _state(one))
    title.append(f"  customer {printable(one.pair.customer)}", "bold")
    whom = Text.assemble((printable(str(told["caption"])), "bold"))
    whom.append(f"  {told['schema']} {printable(one.pair.entity)} on {hit.list_version}", "dim")
    rate = Text(f"{words.one_in(hit.fpr)} customers on no list scores this high", "yellow")
    rate.append(f"; score {hit.score:.3f}, of the name alone {hit.name_score:.3f}", "dim")
    explained = told["explanation"]
    lines: list[RenderableType] = [whom, rate]
    lines += [Padding(row, (0, 0, 0, 2)) for row in aligned_rows(map(_column, explained["parts"]))]
    lines.append(Text(f"listed as {printable(explained['listed_name'])}", "dim"))
    lines += [evidence_line(Evidence(**one_field)) for one_field in told["evidence"]]
    if one.is_delisted:
        lines.append(Text("The list has dropped the entity since. Two people still decide.", "yellow"))
    return Group(title, Padding(Group(*lines), (0, 0, 1, 3)), _steps(one), _next(one))


def decided(one: Alert, entry: GoodGuy | None, reopened: int | None) -> Iterator[RenderableType]:
    """Return what a decision came to."""
    if reopened is not None:
        yield Text.assemble(f"Alert {one.id} suppresses nothing any more; ", (f"alert {reopened} is open.", "yellow"))
        return
    yield Text.assemble(f"Alert {one.id} is ", _state(one), ".")
    if one.state is State.CLOSED and entry and entry.ended_at is None:
        yield Text(
            f"Customer {printable(one.pair.customer)} and {printable(one.pair.entity)} on {one.pair.list} raise no "
            f"alert until {words.day(entry.expires_at.date())}, unless either changes.",
            "dim",
        )
    yield _next(one)


def registered(came: FromFile, customers: int) -> RenderableType:
    """Return what a registration came to."""
    done = came.registered
    counts = {"new": done.added, "changed": done.changed, "as they were": done.unchanged, "removed": came.removed}
    said = ", ".join(f"{many:,} {what}" for what, many in counts.items() if many) or "nothing to do"
    lines = [Text.assemble((f"{customers:,} customers", "bold"), f" are registered: {said}.")]
    if done.reopened:
        lines.append(Text(f"{done.reopened:,} alerts are open again: customers have changed.", "yellow"))
    if done.added + done.changed:
        lines.append(Text("They are screened by: counterfoil screen monitor", "dim"))
    return Group(*lines)


def skipped(path: Path, rows: Sequence[Skipped]) -> Iterator[str]:
    """Say which rows were not used, the first of them by line."""
    for row in rows[:_LINES_TOLD]:
        yield f"{path.name}, line {row.line}: {row.why}; not registered"
    if len(rows) > _LINES_TOLD:
        yield f"{path.name}: {len(rows) - _LINES_TOLD:,} more rows were not registered; --json tells all of them"


def monitored(runs: Iterable[Monitored], counts: Mapping[State, int]) -> Iterator[RenderableType]:
    """Return what monitoring came to: a paragraph a list, then how many alerts there are."""
    for one in runs:
        yield from _run(one)
    yield _counted(counts)


def _run(one: Monitored) -> Iterator[RenderableType]:
    run = one.run
    since = f"since {run.since}" if run.since else "everyone against all of it"
    yield Text.assemble((f"{run.list}/{run.version}", "bold"), f"  {since}", " (resumed)" if run.is_resumed else "")
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    for many, what, style in (
        (one.changes, "entities new or otherwise than before, against every customer covered before", ""),
        (one.customers, "customers new or otherwise than before, against the whole list", ""),
        (one.effects[Effect.OPENED], "alerts opened", "yellow"),
        (one.reopened + one.effects[Effect.REOPENED], "alerts opened again", "yellow"),
        (one.effects[Effect.UPDATED], "alerts learnt of something new", "yellow"),
        (one.effects[Effect.REPEATED], "hits known already", "dim"),
        (one.effects[Effect.SUPPRESSED], "hits suppressed by the good-guy list", "dim"),
        (one.delisted, "alerts about entities that the list has dropped", "dim"),
    ):
        if many:
            table.add_row(Text(f"{many:,}", f"bold {style}"), Text(what, style))
    yield Padding(table, (0, 0, 0, 2))
    for entry in one.suppressed[:_LINES_TOLD]:
        yield Padding(Text(_suppressed_by(entry), "dim"), (0, 0, 0, 4))
    if one.engine == "reference":
        yield Text("Compared in Python, for want of the compiled scorer: a thousand times as slow.", "yellow")
    for code in run.full_run_due:
        yield Text(f"A full run is due, since {_DUE[code]}: counterfoil screen monitor --full", "bold yellow")


def _suppressed_by(entry: GoodGuy) -> str:
    held = Suppression((entry.proposed_by, entry.confirmed_by), entry.alert, entry.expires_at)
    pair = f"customer {printable(entry.pair.customer)} and {printable(entry.pair.entity)}"
    return f"{pair}: {printable(words.suppressed(held))}"


def _good_guys(found: Sequence[GoodGuy]) -> Iterator[RenderableType]:
    if not found:
        yield Text("The good-guy list is empty.", "dim")
        return
    table = _table("alert", "customer", "is not", "on", "found by", "until", "because")
    for entry in found:
        table.add_row(
            str(entry.alert),
            printable(entry.pair.customer),
            printable(entry.pair.entity),
            entry.pair.list,
            f"{printable(entry.proposed_by)}, {printable(entry.confirmed_by)}",
            words.day(entry.expires_at.date()),
            printable(entry.reason),
        )
    yield Group("", Text("The good-guy list", "bold"), table)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, justify="right" if column in ("alert", "1 in", "waits") else "left")
    return table


def _steps(one: Alert) -> RenderableType:
    table = _table("when", "who", "what", "why")
    for step in one.steps:
        what = f"{step.action}: {step.disposition}" if step.disposition else str(step.action)
        when = step.at.strftime("%Y-%m-%d %H:%M")
        table.add_row(
            when, printable(step.by), what, printable(step.reason), style="dim" if step.by == "counterfoil" else ""
        )
    return table


def _next(one: Alert) -> RenderableType:
    """Say what can be done now."""
    command = f"counterfoil screen decide {one.id} --by NAME"
    said = {
        State.OPEN: f"{command} --propose DISPOSITION --reason TEXT",
        State.PROPOSED: f"{command} --confirm, or --send-back --reason TEXT; not by {printable(one.proposed_by or '')}",
        State.ESCALATED: f"{command} --propose true-match or false-positive --reason TEXT",
    }.get(one.state)
    return Text(f"Next: {said}", "dim") if said else Text("")


def _state(one: Alert) -> Text:
    said = {
        State.PROPOSED: f"proposed: {one.disposition}",
        State.CLOSED: f"closed: {one.disposition}",
    }.get(one.state, str(one.state))
    return Text(said, "bold red" if one.disposition is Disposition.TRUE_MATCH else _STYLES[one.state])


def _counted(counts: Mapping[State, int]) -> Text:
    said = [f"{counts[state]:,} {state}" for state in State if counts[state]]
    return Text(f"Alerts: {', '.join(said)}." if said else "There is no alert.", "bold" if said else "green")


def _age(one: Alert, now: datetime) -> str:
    hours = max(int((now - one.opened_at).total_seconds() // 3600), 0)
    return f"{hours // 24} d" if hours >= 24 else f"{hours} h"  # noqa: PLR2004 - hours of a day


def _column(part: Mapping[str, Any]) -> Column:
    rule = Rule(part["rule"]) if part["rule"] else None
    return Column(tuple(part["query"]), tuple(part["listed"]), rule, part["cost"], part["takes_off"])
