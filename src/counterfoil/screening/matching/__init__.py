"""Comparing two readings of names, weighing what else is known, and what a score stands for."""

from counterfoil.screening.matching.alignment import Alignment, LeftOver, compare
from counterfoil.screening.matching.calibration import Calibration, calibration, false_positive_rate, threshold
from counterfoil.screening.matching.evidence import Evidence, weigh
from counterfoil.screening.matching.meeting import Meeting
from counterfoil.screening.matching.parameters import MATCHER, PARAMETERS, Parameters
from counterfoil.screening.matching.rule import Rule
from counterfoil.screening.matching.score import combine

__all__ = [
    "MATCHER",
    "PARAMETERS",
    "Alignment",
    "Calibration",
    "Evidence",
    "LeftOver",
    "Meeting",
    "Parameters",
    "Rule",
    "calibration",
    "combine",
    "compare",
    "false_positive_rate",
    "threshold",
    "weigh",
]
