"""A record as the page that the documentation shows."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Final

from benchmarks.goals import goals
from benchmarks.record import Cold, Profile, Record, Result, Series

TITLES: Final = {
    "pair-250": ("Two selfies compared, 250 px", "faces found"),
    "pair-1080": ("Two selfies compared, 1080 px", "faces found"),
    "pair-listed": ("Two pictures of Labeled Faces in the Wild compared, 250 px", "faces found"),
    "page-flat": ("A scanned document read", "read exactly"),
    "page-photo": ("A photographed document read", "read exactly"),
    "page-labelled": ("A specimen as issuers publish them read", "read exactly"),
    "verification": ("A whole verification, document photographed", "accepted"),
}
"""What a task is called, and what counts as right."""

_HEAD: Final = """\
# Benchmarks

Written by `python -m benchmarks`; [decision 7](../decisions/0007-benchmarks.md) says what is compared with what, and
why. Every project works on the same pictures in the same run, in turns, each as a process of its own with its networks
loaded and one unmeasured round behind it. CPU is that of the process and of what it starts (Tesseract); memory is that
of the process alone. A ratio compares two rounds that followed each other: how many times this project's CPU time the
other one took. Where three numbers stand, they are the median, the lowest and the highest.
"""


def page(record: Record) -> str:
    """Return the whole page as Markdown."""
    remarks = "".join(f"- {remark}\n" for remark in record.remarks)
    parts = [_HEAD, f"Measured {record.day} on {record.machine}.\n", remarks, _goals(record)]
    parts += [_result(result) for result in record.results]
    parts += [_profile(profile) for profile in record.profiles]
    parts += [_cold(record.cold)] if record.cold else []
    return "\n".join(part for part in parts if part)


def _goals(record: Record) -> str:
    rows = [(goal.what, goal.reach, goal.measured, "yes" if goal.met else "**no**") for goal in goals(record)]
    return "## What was to be reached\n\n" + markdown_table(("goal", "reach", "measured", "met"), rows)


def _result(result: Result) -> str:
    title, right = TITLES[result.task]
    ours = result.series[0]
    head = (
        f"{ours.items} items, {len(ours.cpu)} rounds",
        "CPU ms each",
        "ms by the clock",
        "CPU ratio",
        right,
        "peak MB",
        "s to first answer",
    )
    rows = [_row(series, ours) for series in result.series]
    return f"## {title}\n\n{markdown_table(head, rows)}\n{_versions(result)}"


def _row(series: Series, ours: Series) -> tuple[str, ...]:
    ratios = [theirs / own for theirs, own in zip(series.cpu, ours.cpu, strict=True)]
    return (
        series.contestant,
        spread(series.cpu, lambda seconds: f"{seconds * 1000:.0f}"),
        f"{median(series.wall) * 1000:.0f}",
        "1" if series is ours else spread(ratios, lambda ratio: f"{ratio:.2f}"),
        "not judged" if series.right is None else f"{series.right} of {series.items}",
        f"{series.peak / 1e6:.0f}",
        f"{series.start_wall:.1f}",
    )


def _versions(result: Result) -> str:
    named: dict[str, str] = {}
    for series in result.series:
        named |= series.versions
    return "Versions: " + ", ".join(f"{name} {version}" for name, version in named.items()) + ".\n"


def _profile(profile: Profile) -> str:
    rows = []
    for stage, spent in profile.stages.items():
        bare = {network: seconds for network, seconds in spent.items() if network}
        inside = ", ".join(f"{network} {_each(seconds, profile)}" for network, seconds in bare.items()) or "none"
        rows.append((f"`{stage}`", inside, _each(sum(bare.values()), profile), _each(spent.get("", 0.0), profile)))
    title, _ = TITLES[profile.task]
    head = ("stage", "network by network, CPU ms", "networks", "our code")
    return f"## Where the time goes: {title[0].lower()}{title[1:]}\n\n{markdown_table(head, rows)}"


def _each(seconds: float, profile: Profile) -> str:
    return f"{seconds / profile.items * 1000:.1f}"


def _cold(cold: Cold) -> str:
    row = (
        spread(cold.cpu, lambda seconds: f"{seconds:.2f}"),
        spread(cold.wall, lambda seconds: f"{seconds:.2f}"),
        f"{cold.peak / 1e6:.0f}",
    )
    head = ("CPU seconds", "seconds by the clock", "peak MB")
    return (
        f"## The command, cold\n\n`counterfoil verify`, {len(cold.cpu)} new processes:\n\n{markdown_table(head, [row])}"
    )


def spread(values: Sequence[float], show: Callable[[float], str]) -> str:
    """Return median (lowest to highest)."""
    return f"{show(median(values))} ({show(min(values))} to {show(max(values))})"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as Markdown has it."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
