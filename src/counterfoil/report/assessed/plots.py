"""The plots of an assessment, drawn without a display, as SVG in ``data:`` addresses."""

from collections.abc import Mapping, Sequence
from typing import Final

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from counterfoil.assurance.assessment import Assessment, Sold
from counterfoil.assurance.group_results import GroupColumn
from counterfoil.assurance.intervals import Share
from counterfoil.assurance.presentation import Attacks
from counterfoil.assurance.running import Run
from counterfoil.report.assessed import pen

_TONES: Final = {"higher": pen.RED, "lower": pen.GREEN, "agrees": pen.GREEN, "not measurable": pen.SOFT}
_MOST_DISCARDED: Final = 0.3
"""Share of pairs up to which discarding is drawn: nobody sends back more."""


def draw(run: Run, attacks: Attacks | None) -> Mapping[str, str]:
    """Draw what there is to draw.

    Returns:
        ``data:`` addresses by name: ``sold``, ``det``, ``roc``, ``scores``, ``discard``, ``attacks``, ``group NAME``.
    """
    measured = run.measured
    with mpl.rc_context(pen.STYLE):
        found = {"sold": _sold(measured.sold)} if any(one.fmr.trials for one in measured.sold.values()) else {}
        if measured.curve:
            found |= {"det": _det(measured), "roc": _roc(measured)}
        if measured.genuine.histogram or measured.impostor.histogram:
            found["scores"] = _scores(measured)
        if any(len(one.points) > 1 for one in measured.discard):
            found["discard"] = _discard(measured)
        for column in measured.groups:
            if name := telling_rate(column, measured.sold):
                found[f"group {column.name}"] = _group(column, name)
        if attacks and attacks.species:
            found["attacks"] = _attacks(attacks)
    return found


def telling_rate(column: GroupColumn, sold: Mapping[str, Sold]) -> str:
    """Return the strictest sold rate at which any measure of differentials could be had, or else the loosest."""
    if not any(
        one.rates and any(at.fmr.trials or at.fnmr.trials for at in one.rates.values()) for one in column.values
    ):
        return ""
    told = [name for name in sold if any(one.value is not None for one in column.differentials[name])]
    return told[-1] if told else next(iter(sold))


def _sold(sold: Mapping[str, Sold]) -> str:
    """Each sold rate as a diamond, what was measured as a dot with its interval."""
    figure = Figure((7.4, 0.62 * len(sold) + 0.95), layout="constrained")
    axes = figure.subplots()
    for row, one in enumerate(sold.values()):
        axes.plot(one.sold, row, marker="D", color=pen.INK, ms=6, mfc="white", zorder=4, ls="none")
        pen.whisker(axes, row, one.fmr, _TONES[one.verdict])
    axes.set_xscale("log")
    axes.set_yticks(range(len(sold)), [f"sold as {name}" for name in sold])
    axes.set_ylim(len(sold) - 0.5, -0.6)
    pen.whole_decades(axes)
    axes.set_xlabel("false match rate   (diamond: sold, dot and bar: measured here with its 95 % interval)")
    axes.grid(axis="y", visible=False)
    return pen.svg(figure)


def _det(measured: Assessment) -> str:
    """False non-matches against false matches, both logarithmic, with the sold thresholds."""
    figure = Figure((5.2, 3.7), layout="constrained")
    axes = figure.subplots()
    least = pen.FLOOR / max(measured.genuine.count, 1)
    axes.plot(
        [point.fmr for point in measured.curve],
        [max(point.fnmr, least) for point in measured.curve],
        color=pen.BLUE,
        lw=2,
        drawstyle="steps-post",
    )
    for name, at in measured.fnmr_at_fmr.items():
        if at.fnmr is not None and at.low is not None and at.high is not None:
            axes.plot([float(name)] * 2, [max(at.low, least), max(at.high, least)], color=pen.BLUE, lw=5, alpha=0.28)
    for name, one in measured.sold.items():
        if one.fmr.rate and one.fnmr.rate is not None:
            place = (one.fmr.rate, max(one.fnmr.rate, least))
            axes.plot(*place, "D", color=pen.INK, mfc="white", ms=6, zorder=4)
            axes.annotate(name, place, textcoords="offset points", xytext=(7, 6), fontsize=8, color=pen.INK)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(right=1)
    axes.set_xlabel("false match rate")
    axes.set_ylabel("false non-match rate")
    return pen.svg(figure)


def _roc(measured: Assessment) -> str:
    figure = Figure((5.2, 3.7), layout="constrained")
    axes = figure.subplots()
    axes.plot(
        [point.fmr for point in measured.curve],
        [100 * (1 - point.fnmr) for point in measured.curve],
        color=pen.BLUE,
        lw=2,
        drawstyle="steps-post",
    )
    axes.set_xscale("log")
    axes.set_xlim(right=1)
    axes.set_xlabel("false match rate")
    axes.set_ylim(top=100)
    axes.set_ylabel("true match rate, %")
    return pen.svg(figure)


def _scores(measured: Assessment) -> str:
    """Both kinds as shares of themselves, with the sold thresholds."""
    figure = Figure((7.4, 2.9), layout="constrained")
    axes = figure.subplots()
    for one, colour, name in (
        (measured.impostor, pen.AMBER, "two people"),
        (measured.genuine, pen.BLUE, "one person"),
    ):
        if one.histogram:
            edges = np.linspace(-1, 1, len(one.histogram) + 1)
            axes.stairs(100 * np.array(one.histogram) / one.count, edges, fill=True, color=colour, alpha=0.35)
            axes.stairs(100 * np.array(one.histogram) / one.count, edges, color=colour, lw=1.4, label=name)
    for name, sold in measured.sold.items():
        axes.axvline(sold.threshold, color=pen.INK, lw=0.9, ls=(0, (4, 3)))
        axes.annotate(
            name,
            (sold.threshold, 1),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            xytext=(2, -3),
            rotation=90,
            va="top",
            fontsize=7.5,
            color=pen.INK,
        )
    axes.set_xlim(-0.5, 1)
    axes.set_xlabel("similarity   (dashed: thresholds by the rate that they are sold for)")
    axes.set_ylabel("% of pairs")
    axes.legend(loc="upper left")
    return pen.svg(figure)


def _discard(measured: Assessment) -> str:
    figure = Figure((7.4, 3.0), layout="constrained")
    axes = figure.subplots()
    for one, colour in zip(measured.discard, (pen.AMBER, pen.BLUE), strict=True):
        kept = [point for point in one.points if point.discarded <= _MOST_DISCARDED]
        at, rates = [100 * point.discarded for point in kept], [100 * point.fnmr for point in kept]
        axes.plot(at, rates, color=colour, lw=2, drawstyle="steps-post", label=one.quality)
    axes.set_ylim(0, 145 * max(one.points[0].fnmr for one in measured.discard) or 1)
    axes.legend(loc="upper right")
    axes.set_xlabel("pairs discarded for the worse of their pictures, %")
    axes.set_ylabel("false non-match rate of the rest, %")
    return pen.svg(figure)


def _group(column: GroupColumn, name: str) -> str:
    """Both rates of every group with intervals; the dashed line is that of their pairs together."""
    figure = Figure((7.4, 0.36 * len(column.values) + 1.15), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, kind in ((left, "fmr"), (right, "fnmr")):
        shares: list[Share] = [getattr(value.rates[name], kind) for value in column.values]
        for row, (share, value) in enumerate(zip(shares, column.values, strict=True)):
            pen.whisker(axes, row, share, pen.SOFT if value.warnings else pen.BLUE)
        trials = sum(share.trials for share in shares)
        if errors := sum(share.errors for share in shares):
            axes.axvline(errors / trials, color=pen.INK, lw=1, ls=(0, (4, 3)))
        axes.set_xscale("log")
        pen.whole_decades(axes)
        axes.grid(axis="y", visible=False)
    left.set_yticks(range(len(column.values)), [pen.cut(value.value) for value in column.values])
    left.set_ylim(len(column.values) - 0.5, -0.5)
    left.set_xlabel(f"false match rate at the threshold sold as {name}")
    right.set_xlabel("false non-match rate at it")
    return pen.svg(figure)


def _attacks(attacks: Attacks) -> str:
    rows: Sequence[tuple[str, Share, str]] = [(one.species, one.apcer, pen.RED) for one in attacks.species]
    rows = [*rows, ("bona fide (BPCER)", attacks.bpcer, pen.BLUE)]
    figure = Figure((7.4, 0.36 * len(rows) + 0.9), layout="constrained")
    axes = figure.subplots()
    for row, (_, share, colour) in enumerate(rows):
        if share.rate is not None and share.high is not None and share.low is not None:
            axes.plot([100 * share.low, 100 * share.high], [row, row], color=colour, lw=2.4, solid_capstyle="round")
            axes.plot(100 * share.rate, row, "o", color=colour, ms=7)
    axes.set_yticks(range(len(rows)), [pen.cut(name) for name, _, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(-1, 101)
    axes.set_xlabel("% of presentations judged wrongly, with 95 % intervals")
    axes.grid(axis="y", visible=False)
    return pen.svg(figure)
