"""What the service measures of itself, for Prometheus: counts and times, by operation and never by person or id.

With several processes each counts for itself; the files that ``PROMETHEUS_MULTIPROC_DIR`` names bring them together.
"""

import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess

from counterfoil.records.backlog import Backlog

_SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Measures:
    """The measures of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "counterfoil_http_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "counterfoil_http_request_duration_seconds",
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

    def text(self, waiting: Backlog, workers: int, list_ages: Mapping[str, timedelta]) -> bytes:
        """Return everything in the text format of Prometheus.

        Args:
            waiting: What waits.
            workers: How many workers are alive.
            list_ages: The age of each list.
        """
        return self._counted() + _now(waiting, workers, list_ages)

    def _counted(self) -> bytes:
        if os.environ.get(_SHARED):
            shared = CollectorRegistry()
            multiprocess.MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
            return generate_latest(shared)
        return generate_latest(self._registry)


def _now(waiting: Backlog, workers: int, list_ages: Mapping[str, timedelta]) -> bytes:
    """Return what is read from the books when somebody asks, the same whichever process answers."""
    registry = CollectorRegistry()

    def gauge(name: str, means: str, label: str, values: Mapping[str, float]) -> None:
        one = Gauge(f"counterfoil_{name}", means, (label,), registry=registry)
        for value, figure in values.items():
            one.labels(value).set(figure)

    gauge("verifications", "Verifications in a state.", "state", waiting.verifications)
    gauge("oldest_waiting_seconds", "Since when the oldest has been in a state.", "state", _seconds(waiting.oldest))
    gauge(
        "erasures_overdue",
        "Verifications that are to be erased, or to end undecided, and are not yet.",
        "clock",
        waiting.overdue,
    )
    gauge("webhook_deliveries", "Webhooks that wait, or were given up within 30 days.", "state", waiting.deliveries)
    gauge("list_age_seconds", "Since when a list has not been known to be current.", "list", _seconds(list_ages))
    Gauge("counterfoil_workers_alive", "Workers seen within 15 seconds.", registry=registry).set(workers)
    return generate_latest(registry)


def _seconds(lengths: Mapping[str, timedelta]) -> dict[str, float]:
    return {name: length.total_seconds() for name, length in lengths.items()}
