"""How the service is doing: figures of one tenant's verifications, counted by the database.

Each figure is one statement over an index of the tenant's verifications. Verifications of the test mode count nowhere.
"""

from counterfoil.records.counting.period import (
    LATENCY_EDGES,
    Bar,
    End,
    Latency,
    Span,
    Step,
    ends,
    funnel,
    latency,
    manual,
    throughput,
)
from counterfoil.records.counting.waiting import AGE_EDGES, Deliveries, Due, Queue, deliveries, due, queue

__all__ = [
    "AGE_EDGES",
    "LATENCY_EDGES",
    "Bar",
    "Deliveries",
    "Due",
    "End",
    "Latency",
    "Queue",
    "Span",
    "Step",
    "deliveries",
    "due",
    "ends",
    "funnel",
    "latency",
    "manual",
    "queue",
    "throughput",
]
