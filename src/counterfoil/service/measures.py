"""What the service measures of itself, for Prometheus: counts and times, by operation and never by person or id.

With several processes each counts for itself; the files that ``PROMETHEUS_MULTIPROC_DIR`` names bring them together.
"""

import os
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess

_SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Measures:
    """The measures of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "counterfoil_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "counterfoil_request_seconds",
            "Time to answer.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self._registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer.

        Args:
            method: The method.
            route: The address as it is declared.
            status: Of the answer; 499 when the caller had gone.
            seconds: Since the request came.
        """
        self._answers.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(self, verifications: dict[str, int], list_ages: dict[str, int]) -> bytes:
        """Return everything in the text format of Prometheus.

        Args:
            verifications: How many there are in each state.
            list_ages: The age of each list in days.
        """
        return self._counted() + _now(verifications, list_ages)

    def _counted(self) -> bytes:
        if os.environ.get(_SHARED):
            shared = CollectorRegistry()
            multiprocess.MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
            return generate_latest(shared)
        return generate_latest(self._registry)


def _now(verifications: dict[str, int], list_ages: dict[str, int]) -> bytes:
    """Return what is read from the books when somebody asks, the same whichever process answers."""
    registry = CollectorRegistry()
    states = Gauge("counterfoil_verifications", "Verifications in a state.", ("state",), registry=registry)
    for state, count in verifications.items():
        states.labels(state).set(count)
    ages = Gauge("counterfoil_list_age_days", "Days since a list was current.", ("list",), registry=registry)
    for name, days in list_ages.items():
        ages.labels(name).set(days)
    return generate_latest(registry)
