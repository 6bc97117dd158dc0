"""What every plot of an assessment is drawn with: colours, manner, intervals, and the file that comes out."""

import base64
import io
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from counterfoil.assurance.intervals import Share

INK, SOFT, LINE, BLUE, RED, GREEN, AMBER = (
    "#1c2126",
    "#56606b",
    "#ded9cd",
    "#1b5388",
    "#9c1f26",
    "#17613b",
    "#b06f00",
)
STYLE: Final[Any] = {
    "svg.hashsalt": "counterfoil",  # the same assessment gives the same bytes
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": LINE,
    "grid.linewidth": 0.7,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "legend.frameon": False,
}

FLOOR: Final = 0.5
"""No errors in N lie at half an error, so that a logarithmic axis has a place for them."""


def whole_decades(axes: Axes) -> None:
    """Let a logarithmic axis begin and end at powers of ten, so that it has labels and they do not collide."""
    low, high = np.log10(axes.get_xlim())
    axes.set_xlim(10 ** np.floor(low), 10 ** np.ceil(high))
    axes.xaxis.set_minor_formatter(NullFormatter())


def whisker(axes: Axes, row: float, share: Share, colour: str) -> None:
    """Draw a rate as a dot and its interval as a bar; without any error a stroke at what cannot be ruled out."""
    if share.rate is None or share.high is None or share.low is None:
        return
    least = FLOOR / share.trials
    axes.plot([max(share.low, least), share.high], [row, row], color=colour, lw=2.4, solid_capstyle="round", zorder=3)
    if share.rate:
        axes.plot(share.rate, row, marker="o", color=colour, ms=7, zorder=5, ls="none")
    else:
        axes.plot(share.high, row, marker="|", color=colour, ms=10, mew=2, zorder=5, ls="none")


def cut(label: str) -> str:
    """Return a label that fits an axis and holds nothing that matplotlib would read as mathematics."""
    plain = label.replace("$", r"\$")
    return plain if len(plain) <= 28 else f"{plain[:27]}…"  # noqa: PLR2004 - characters


def svg(figure: Figure) -> str:
    """Return a figure as an SVG in a ``data:`` address, the same bytes each time."""
    held = io.BytesIO()
    figure.savefig(held, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(held.getvalue()).decode('ascii')}"
