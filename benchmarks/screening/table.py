"""A record as the section that the documentation shows."""

from collections.abc import Sequence
from statistics import median
from typing import Final

from benchmarks.screening.record import Accuracy, AtRate, Cost, Record, Share
from benchmarks.table import markdown_table, spread

_HEAD: Final = """\
## Screening a name

Written by `python -m benchmarks.screening --venvs DIR --lists FOLDER`. The list holds {persons:,} people with {names:,}
names, published by OFAC and the United Nations. A positive is a query whose person is listed under other spellings: a
real one is an alias or an original script that a publisher lists and that was taken off this list, the others were made
(errors of typing and OCR, initials, other orders and scripts). A clean name is one that nobody made to resemble the
list; a hard one is put together from parts of listed names. Each contestant's threshold is its own: the lowest at which
no more than 10 or 1 of a thousand clean names have a hit. Where its scores bunch, that is fewer. Recall is the share of
positives that reach it with the right person. Intervals are Wilson's of 95 %, which take queries for independent; that
the threshold is itself estimated, at 1 in a thousand from few names, is not in them.

Measured {day} on {machine}.

- The slow are asked a fixed random part of the queries, which widens their intervals; the tables say how many.
- nomenklatura's own candidates come from the index that it ships for matching data sets, at its default limits. yente
  asks a search engine for candidates, so the rows on our candidates say more about its scorers.
- rapidfuzz compares names and nothing else, so it has no row with birth dates.
"""


_COST_NOTE: Final = """\
{queries} queries with birth dates, the same for all, in turns, every process with its index built. A ratio compares two
rounds that followed each other: how many times this project's CPU time the other one took. Where three numbers stand,
they are the median, the lowest and the highest. The index is built from the lines of the list. On our candidates only
the scoring is timed.
"""


def section(record: Record) -> str:
    """Return the section as Markdown."""
    head = _HEAD.format(persons=record.persons, names=record.names, day=record.day, machine=record.machine)
    parts = [head]
    for title, is_dated in (("names only", False), ("with birth dates", True)):
        accuracies = [one for one in record.accuracies if one.is_dated is is_dated]
        parts.append(f"### What is found, {title}\n\n{_accuracies(accuracies)}")
    note = _COST_NOTE.format(queries=record.costs[0].queries)
    parts.append(f"### What screening takes\n\n{note}\n{_costs(record.costs)}\n{_versions(record.costs)}")
    return "\n".join(parts)


def _accuracies(accuracies: Sequence[Accuracy]) -> str:
    rates = [rate.per_thousand for rate in accuracies[0].rates]
    columns = [f"{what} at {rate}" for rate in rates for what in ("recall", "real names", "hard names hit")]
    rows = [
        (
            one.contestant,
            *(cell for rate in one.rates for cell in _rate(rate)),
            f"{one.candidates.rate:.1%}",
            f"{one.asked['positive']:,} and {one.asked['clean']:,}",
        )
        for one in accuracies
    ]
    return markdown_table(("contestant", *columns, "among candidates", "positives and clean"), rows)


def _rate(rate: AtRate) -> tuple[str, str, str]:
    return _share(rate.everyone), _share(rate.real), f"{rate.hard.rate:.1%}"


def _share(share: Share) -> str:
    low, high = share.interval
    return f"{share.rate:.1%} ({low:.1%} to {high:.1%})"


def _costs(costs: Sequence[Cost]) -> str:
    ours = costs[0]
    head = ("contestant", "queries a core-second", "CPU ratio", "s to build the index", "peak MB")
    return markdown_table(head, [_cost(cost, ours) for cost in costs])


def _cost(cost: Cost, ours: Cost) -> tuple[str, ...]:
    ratios = [theirs / own for theirs, own in zip(cost.cpu, ours.cpu, strict=True)]
    return (
        cost.contestant,
        f"{1 / median(cost.cpu):,.0f}",
        "1" if cost is ours else spread(ratios, lambda ratio: f"{ratio:,.1f}"),
        f"{cost.build_cpu:.1f}",
        f"{cost.peak / 1e6:.0f}",
    )


def _versions(costs: Sequence[Cost]) -> str:
    named: dict[str, str] = {}
    for cost in costs:
        named |= cost.versions
    return "Versions: " + ", ".join(f"{name} {version}" for name, version in named.items()) + ".\n"
