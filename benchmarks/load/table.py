"""A record as the section that the documentation shows."""

from collections.abc import Sequence
from typing import Final

from benchmarks.load.goals import cores_got, cpu_share, goals, percentile
from benchmarks.load.record import Rate, Record, Waits
from benchmarks.table import markdown_table, spread

_HEAD: Final = """\
## Serving

Written by `python -m benchmarks.load`. `counterfoil serve` runs as an operator starts it, with {workers} workers and
{database}, and people come by its API: each creates a verification, opens the link, consents, hands over a photographed
document and a selfie, and hands in. Who plays them shares the machine, and takes 3 ms of a processor for each by a line
of its own over HTTP; a client library took 14. The bare pipeline is `counterfoil.verification.verify` on the same
pictures in as many processes, with nothing around it, measured in turns with the service.

Measured {day} on {machine}.
"""
_REQUESTS: Final = ("create", "session", "consent", "document", "probe", "submit")


def section(record: Record) -> str:
    """Return the section as Markdown."""
    head = _HEAD.format(workers=record.workers, database=record.database, day=record.day, machine=record.machine)
    return "\n".join((head, _goals(record), _throughput(record), _latency(record), _sessions(record), _crowd(record)))


def _goals(record: Record) -> str:
    rows = [(goal.what, goal.reach, goal.measured, "yes" if goal.met else "**no**") for goal in goals(record)]
    return markdown_table(("goal", "reach", "measured", "met"), rows)


def _throughput(record: Record) -> str:
    rows = [_rate("the bare pipeline", record.bare), _rate("the service", record.served)]
    head = ("", "verifications a second", "CPU s a verification")
    said = (
        f"The bare pipeline's CPU time is {cpu_share(record):.0%} of the service's: a measure that other work on the "
        "machine hardly moves. The service's includes uploads, sealing, the ledger and what it does when nobody is "
        "there. "
        f"The bare pipeline got {cores_got(record):.1f} cores for its {record.workers} processes: where that is fewer, "
        "others were at work, and every time by the clock here is longer than it would be."
    )
    return f"### As many as can be judged\n\n{markdown_table(head, rows)}\n{said}\n"


def _rate(name: str, rates: Sequence[Rate]) -> tuple[str, ...]:
    a_second = spread([rate.a_second for rate in rates], lambda value: f"{value:.2f}")
    return name, a_second, spread([rate.cpu_each for rate in rates], lambda value: f"{value:.2f}")


def _latency(record: Record) -> str:
    head = (
        "seconds, median and 95th percentile",
        "one after the other",
        f"{record.loaded.arrivals:.2f} people a second",
    )
    rows = [("from handing in to the decision", *(_waited(one.decision) for one in _both(record)))]
    rows += [(f"request: {what}", *(_waited(one.requests[what]) for one in _both(record))) for what in _REQUESTS]
    return f"### How long people wait\n\n{markdown_table(head, rows)}\nPeople come at random.\n"


def _both(record: Record) -> tuple[Waits, Waits]:
    return record.unloaded, record.loaded


def _waited(seconds: Sequence[float]) -> str:
    return f"{percentile(seconds, 50):.2f}, {percentile(seconds, 95):.2f}"


def _sessions(record: Record) -> str:
    held = record.sessions
    return (
        f"### {held.count} sessions at once\n\n"
        f"{held.count} capture pages were open, each with its socket and now and then a frame: {held.frames} frames "
        f"were answered, {held.left_out} of them with a request to wait, and {held.dropped} sockets were closed. The "
        f"{held.processes} processes of the service held {_mb(held.resident)} ({_mb(held.proportional)} when what they "
        f"share counts once), {_mb(held.resident - held.before)} more than before.\n"
    )


def _crowd(record: Record) -> str:
    crowd = record.crowd
    refused = ", ".join(f"{count} at {what}" for what, count in crowd.refused.items()) or "nobody"
    others = ", ".join(f"{count} times {status}" for status, count in crowd.others.items()) or "none"
    return (
        f"### Three times too many\n\n"
        f"{crowd.came} people came, {crowd.arrivals:.1f} a second, where {crowd.room} may wait to be judged "
        f"(`COUNTERFOIL_WAITING_AT_MOST`). {crowd.accepted} handed in. Refused with 429 were {refused}; "
        f"{crowd.without_retry_after} of these did not say when to come back. Other failures: {others}. At most "
        f"{crowd.longest_queue} waited. From handing in to the decision it took {_waited(crowd.decision)} seconds "
        f"(median, 95th percentile). {crowd.judged} of those who handed in were judged, and the ledger is "
        f"{'whole' if crowd.ledger else '**not whole**'}.\n"
    )


def _mb(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
