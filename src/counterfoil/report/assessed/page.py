"""The page and the model card of an assessment."""

from collections import defaultdict
from functools import cache
from typing import Final

from jinja2 import Environment

from counterfoil import face
from counterfoil.assurance.presentation import Attacks
from counterfoil.assurance.running import Run
from counterfoil.report import words
from counterfoil.report.assessed import plots, saying
from counterfoil.report.templating import environment

_MARKDOWN: Final = str.maketrans({character: f"\\{character}" for character in "\\|*_`[]<>#"})


def render(run: Run, attacks: Attacks | None, name: str) -> str:
    """Return an assessment as one HTML page that needs nothing but itself.

    Args:
        run: The finished run.
        attacks: What was measured of presentations, where any were listed.
        name: What the list is called.
    """
    page = _environment().get_template("assessment.html")
    return page.render(
        run=run,
        attacks=attacks,
        name=name,
        headline=saying.headline(run),
        plots=defaultdict(str, plots.draw(run, attacks)),
        telling={column.name: plots.telling_rate(column, run.measured.sold) for column in run.measured.groups},
        calibration=face.calibration(),
        version=run.versions["counterfoil"],
    )


def model_card(run: Run, attacks: Attacks | None, name: str) -> str:
    """Return a fragment of a model card (Mitchell et al. 2019): what was measured, on what, and what is not known."""
    card = _environment().get_template("model-card.md")
    return card.render(run=run, attacks=attacks, name=name)


@cache
def _environment() -> Environment:
    made = environment("counterfoil.report.assessed")
    made.filters |= {
        "percent": saying.percent,
        "small": saying.small,
        "counted": saying.counted,
        "one_in": words.one_in,
        "plain": lambda text: " ".join(str(text).split()).translate(_MARKDOWN),
    }
    made.globals |= {
        "between": saying.between,
        "between_small": saying.between_small,
        "resampled": saying.resampled,
        "VERDICTS": saying.VERDICTS,
        "REASONS": saying.REASONS,
        "STAGES": saying.STAGES,
    }
    return made
