"""The trace of a clip that was sealed as JSON, as something to draw."""

from collections.abc import Mapping
from typing import Any

from counterfoil.liveness import Asked, Point, Step
from counterfoil.report import timeline
from counterfoil.report.timeline import Timeline


def of_trace(trace: Mapping[str, Any]) -> Timeline | None:
    """Return the drawing of a trace; None when it shows too little.

    Args:
        trace: ``steps`` as in a result, and ``points``: ``at``, ``yaw``, ``pitch``, ``openness``, ``nearer``.
    """
    steps = tuple(Asked(Step(one["step"]), one["revealed"], one["window"]) for one in trace["steps"])
    return timeline.lay_out(steps, tuple(Point(**point) for point in trace["points"]))
