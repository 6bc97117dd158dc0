"""What the service was to bear, and whether a record shows it."""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import Final

from benchmarks.goals import Goal
from benchmarks.load.record import Record

SHARE: Final = 0.8
"""Least share of the bare pipeline's verifications a second."""

LATENCY: Final = 3.0
"""Most that the 95th percentile at 70 % load may be, as a multiple of the unloaded one."""

MEMORY: Final = 1.5e9
"""Most resident memory with 500 sessions open."""


def goals(record: Record) -> list[Goal]:
    """Return the goals."""
    share = throughput_share(record)
    slower = percentile(record.loaded.decision, 95) / percentile(record.unloaded.decision, 95)
    held, crowd = record.sessions, record.crowd
    is_orderly = crowd.without_retry_after == 0 and not crowd.others and crowd.longest_queue <= crowd.room
    lost = crowd.accepted - crowd.judged
    return [
        Goal(
            "verifications a second, as a share of the bare pipeline's",
            f"at least {SHARE:.0%}",
            f"{share:.1%}",
            share >= SHARE,
        ),
        Goal(
            "95th percentile from handing in to the decision at 70 % load, as a multiple of the unloaded one",
            f"at most {LATENCY:.0f}",
            f"{slower:.1f}",
            slower <= LATENCY,
        ),
        Goal(
            f"resident memory with {held.count} sessions open, all processes, GB",
            f"less than {MEMORY / 1e9:.1f}",
            f"{held.resident / 1e9:.2f}",
            held.resident < MEMORY and held.dropped == 0,
        ),
        Goal(
            "three times too many people",
            "429 with Retry-After, a bounded queue",
            f"{sum(crowd.refused.values())} refused so, {crowd.longest_queue} waited at most",
            is_orderly,
        ),
        Goal("of those who handed in, lost", "0", str(lost), lost == 0 and crowd.ledger),
    ]


def throughput_share(record: Record) -> float:
    """Return the service's verifications a second as a share of the bare pipeline's."""
    return median(ours.a_second / bare.a_second for ours, bare in zip(record.served, record.bare, strict=True))


def cpu_share(record: Record) -> float:
    """Return the bare pipeline's CPU time for a verification as a share of the service's."""
    return median(bare.cpu_each / ours.cpu_each for ours, bare in zip(record.served, record.bare, strict=True))


def cores_got(record: Record) -> float:
    """Return how many cores the bare pipeline had: less than it has processes where others were at work."""
    return median(rate.cpu / rate.seconds for rate in record.bare)


def percentile(seconds: Sequence[float], which: int) -> float:
    """Return a percentile."""
    return quantiles(seconds, n=100, method="inclusive")[which - 1]
