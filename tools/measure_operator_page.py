"""Measure how long the figures of the operator page take over many made-up verifications.

usage: python -m tools.measure_operator_page [DATABASE-URL] [ROWS]

Without a URL it takes an SQLite file of its own; a database that is named should be empty.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from counterfoil.records import counting
from counterfoil.records.access.tenants import DEFAULT, ensure_tenant
from counterfoil.records.counting import Span
from counterfoil.records.database import Database
from tests.records import verifications_made_up as made_up

_TIMES = 5


def figures(now: datetime) -> dict[str, Callable[[Connection], object]]:
    """Return each figure of the page over the last 90 days."""
    since = now - timedelta(days=90)
    return {
        "throughput": lambda at: counting.throughput(at, DEFAULT, since, now, Span.DAY),
        "ends": lambda at: counting.ends(at, DEFAULT, since, now),
        "funnel": lambda at: counting.funnel(at, DEFAULT, since, now),
        "latency, policy": lambda at: counting.latency(at, DEFAULT, since, now, by="policy"),
        "latency, people": lambda at: counting.latency(at, DEFAULT, since, now, by="reviewer"),
        "queue": lambda at: counting.queue(at, DEFAULT, now),
        "due": lambda at: counting.due(at, DEFAULT, now),
    }


def main(where: str, rows: int) -> None:
    """Fill a database and print the milliseconds of each figure, the best of five."""
    database, now = Database(where), datetime.now(UTC)
    with database.writing() as connection:
        ensure_tenant(connection, now=now)
        made_up.fill(connection, made_up.rows(rows, DEFAULT, now))
    with database.writing() as connection:
        connection.execute(text("analyze"))
    total = 0.0
    for name, figure in figures(now).items():
        best = float("inf")
        for _ in range(_TIMES):
            with database.reading() as connection:
                begun = time.perf_counter()
                figure(connection)
                best = min(best, time.perf_counter() - begun)
        total += best
        print(f"{name:<18}{1000 * best:8.1f} ms")
    print(f"{'all':<18}{1000 * total:8.1f} ms over {rows:,} verifications on {database.engine.dialect.name}")
    database.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(
            (sys.argv[1:2] or [f"sqlite:///{Path(folder) / 'records.sqlite'}"])[0],
            int((sys.argv[2:3] or ["100000"])[0]),
        )
