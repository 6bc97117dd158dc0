"""The plots of an assessment, drawn without a display, as SVG in ``data:`` addresses."""

import base64
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from counterfoil.assurance.assessment import Assessment, Sold
from counterfoil.assurance.group_results import GroupColumn
from counterfoil.assurance.intervals import Share
from counterfoil.assurance.presentation import Attacks
from counterfoil.assurance.running import Run

_INK, _SOFT, _LINE, _BLUE, _RED, _GREEN, _AMBER = (
    "#1c2126",
    "#56606b",
    "#ded9cd",
    "#1b5388",
    "#9c1f26",
    "#17613b",
    "#b06f00",
)
_TONES: Final = {"higher": _RED, "lower": _GREEN, "agrees": _GREEN, "not measurable": _SOFT}
_STYLE: Final[Any] = {
    "svg.hashsalt": "counterfoil",  # the same assessment gives the same bytes
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": _INK,
    "axes.edgecolor": _SOFT,
    "axes.labelcolor": _SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": _LINE,
    "grid.linewidth": 0.7,
    "xtick.color": _SOFT,
    "ytick.color": _SOFT,
    "legend.frameon": False,
}
_MOST_DISCARDED: Final = 0.3
"""Share of pairs up to which discarding is drawn: nobody sends back more."""

_FLOOR: Final = 0.5
"""No errors in N lie at half an error, so that a logarithmic axis has a place for them."""


def draw(run: Run, attacks: Attacks | None) -> Mapping[str, str]:
    """Draw what there is to draw.

    Returns:
        ``data:`` addresses by name: ``sold``, ``det``, ``roc``, ``scores``, ``discard``, ``attacks``, ``group NAME``.
    """
    measured = run.measured
    with mpl.rc_context(_STYLE):
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
        axes.plot(one.sold, row, marker="D", color=_INK, ms=6, mfc="white", zorder=4, ls="none")
        _whisker(axes, row, one.fmr, _TONES[one.verdict])
    axes.set_xscale("log")
    axes.set_yticks(range(len(sold)), [f"sold as {name}" for name in sold])
    axes.set_ylim(len(sold) - 0.5, -0.6)
    _whole_decades(axes)
    axes.set_xlabel("false match rate   (diamond: sold, dot and bar: measured here with its 95 % interval)")
    axes.grid(axis="y", visible=False)
    return _svg(figure)


def _whole_decades(axes: Axes) -> None:
    """Let a logarithmic axis begin and end at powers of ten, so that it has labels and they do not collide."""
    low, high = np.log10(axes.get_xlim())
    axes.set_xlim(10 ** np.floor(low), 10 ** np.ceil(high))
    axes.xaxis.set_minor_formatter(NullFormatter())


def _whisker(axes: Axes, row: float, share: Share, colour: str) -> None:
    if share.rate is None or share.high is None or share.low is None:
        return
    least = _FLOOR / share.trials
    axes.plot([max(share.low, least), share.high], [row, row], color=colour, lw=2.4, solid_capstyle="round", zorder=3)
    if share.rate:
        axes.plot(share.rate, row, marker="o", color=colour, ms=7, zorder=5, ls="none")
    else:
        axes.plot(share.high, row, marker="|", color=colour, ms=10, mew=2, zorder=5, ls="none")


def _det(measured: Assessment) -> str:
    """False non-matches against false matches, both logarithmic, with the sold thresholds."""
    figure = Figure((5.2, 3.7), layout="constrained")
    axes = figure.subplots()
    least = _FLOOR / max(measured.genuine.count, 1)
    axes.plot(
        [point.fmr for point in measured.curve],
        [max(point.fnmr, least) for point in measured.curve],
        color=_BLUE,
        lw=2,
        drawstyle="steps-post",
    )
    for name, at in measured.fnmr_at_fmr.items():
        if at.fnmr is not None and at.low is not None and at.high is not None:
            axes.plot([float(name)] * 2, [max(at.low, least), max(at.high, least)], color=_BLUE, lw=5, alpha=0.28)
    for name, one in measured.sold.items():
        if one.fmr.rate and one.fnmr.rate is not None:
            place = (one.fmr.rate, max(one.fnmr.rate, least))
            axes.plot(*place, "D", color=_INK, mfc="white", ms=6, zorder=4)
            axes.annotate(name, place, textcoords="offset points", xytext=(7, 6), fontsize=8, color=_INK)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(right=1)
    axes.set_xlabel("false match rate")
    axes.set_ylabel("false non-match rate")
    return _svg(figure)


def _roc(measured: Assessment) -> str:
    figure = Figure((5.2, 3.7), layout="constrained")
    axes = figure.subplots()
    axes.plot(
        [point.fmr for point in measured.curve],
        [100 * (1 - point.fnmr) for point in measured.curve],
        color=_BLUE,
        lw=2,
        drawstyle="steps-post",
    )
    axes.set_xscale("log")
    axes.set_xlim(right=1)
    axes.set_xlabel("false match rate")
    axes.set_ylim(top=100)
    axes.set_ylabel("true match rate, %")
    return _svg(figure)


def _scores(measured: Assessment) -> str:
    """Both kinds as shares of themselves, with the sold thresholds."""
    figure = Figure((7.4, 2.9), layout="constrained")
    axes = figure.subplots()
    for one, colour, name in (
        (measured.impostor, _AMBER, "two people"),
        (measured.genuine, _BLUE, "one person"),
    ):
        if one.histogram:
            edges = np.linspace(-1, 1, len(one.histogram) + 1)
            axes.stairs(100 * np.array(one.histogram) / one.count, edges, fill=True, color=colour, alpha=0.35)
            axes.stairs(100 * np.array(one.histogram) / one.count, edges, color=colour, lw=1.4, label=name)
    for name, sold in measured.sold.items():
        axes.axvline(sold.threshold, color=_INK, lw=0.9, ls=(0, (4, 3)))
        axes.annotate(
            name,
            (sold.threshold, 1),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            xytext=(2, -3),
            rotation=90,
            va="top",
            fontsize=7.5,
            color=_INK,
        )
    axes.set_xlim(-0.5, 1)
    axes.set_xlabel("similarity   (dashed: thresholds by the rate that they are sold for)")
    axes.set_ylabel("% of pairs")
    axes.legend(loc="upper left")
    return _svg(figure)


def _discard(measured: Assessment) -> str:
    figure = Figure((7.4, 3.0), layout="constrained")
    axes = figure.subplots()
    for one, colour in zip(measured.discard, (_AMBER, _BLUE), strict=True):
        kept = [point for point in one.points if point.discarded <= _MOST_DISCARDED]
        at, rates = [100 * point.discarded for point in kept], [100 * point.fnmr for point in kept]
        axes.plot(at, rates, color=colour, lw=2, drawstyle="steps-post", label=one.quality)
    axes.set_ylim(0, 145 * max(one.points[0].fnmr for one in measured.discard) or 1)
    axes.legend(loc="upper right")
    axes.set_xlabel("pairs discarded for the worse of their pictures, %")
    axes.set_ylabel("false non-match rate of the rest, %")
    return _svg(figure)


def _group(column: GroupColumn, name: str) -> str:
    """Both rates of every group with intervals; the dashed line is that of their pairs together."""
    figure = Figure((7.4, 0.36 * len(column.values) + 1.15), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, kind in ((left, "fmr"), (right, "fnmr")):
        shares: list[Share] = [getattr(value.rates[name], kind) for value in column.values]
        for row, (share, value) in enumerate(zip(shares, column.values, strict=True)):
            _whisker(axes, row, share, _SOFT if value.warnings else _BLUE)
        trials = sum(share.trials for share in shares)
        if errors := sum(share.errors for share in shares):
            axes.axvline(errors / trials, color=_INK, lw=1, ls=(0, (4, 3)))
        axes.set_xscale("log")
        _whole_decades(axes)
        axes.grid(axis="y", visible=False)
    left.set_yticks(range(len(column.values)), [_cut(value.value) for value in column.values])
    left.set_ylim(len(column.values) - 0.5, -0.5)
    left.set_xlabel(f"false match rate at the threshold sold as {name}")
    right.set_xlabel("false non-match rate at it")
    return _svg(figure)


def _attacks(attacks: Attacks) -> str:
    rows: Sequence[tuple[str, Share, str]] = [(one.species, one.apcer, _RED) for one in attacks.species]
    rows = [*rows, ("bona fide (BPCER)", attacks.bpcer, _BLUE)]
    figure = Figure((7.4, 0.36 * len(rows) + 0.9), layout="constrained")
    axes = figure.subplots()
    for row, (_, share, colour) in enumerate(rows):
        if share.rate is not None and share.high is not None and share.low is not None:
            axes.plot([100 * share.low, 100 * share.high], [row, row], color=colour, lw=2.4, solid_capstyle="round")
            axes.plot(100 * share.rate, row, "o", color=colour, ms=7)
    axes.set_yticks(range(len(rows)), [_cut(name) for name, _, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(-1, 101)
    axes.set_xlabel("% of presentations judged wrongly, with 95 % intervals")
    axes.grid(axis="y", visible=False)
    return _svg(figure)


def _cut(label: str) -> str:
    """Return a label that fits an axis and holds nothing that matplotlib would read as mathematics."""
    plain = label.replace("$", r"\$")
    return plain if len(plain) <= 28 else f"{plain[:27]}…"  # noqa: PLR2004 - characters


def _svg(figure: Figure) -> str:
    held = io.BytesIO()
    figure.savefig(held, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(held.getvalue()).decode('ascii')}"
