"""``counterfoil worker``: judges what was handed in, and does what goes on by itself."""

import os
import sys
from typing import Annotated

import typer

from counterfoil.cli.options import Threads


def worker(
    *,
    name: Annotated[str, typer.Option(metavar="NAME", help="What to call it in log lines.")] = "worker",
    at_once: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help="How many verifications it judges at a time.")
    ] = 1,
    threads: Threads = 1,
    while_input_lasts: Annotated[
        bool,
        typer.Option(
            "--while-input-lasts", help="Stop when standard input ends, as with the process that holds its other end."
        ),
    ] = False,
) -> None:
    """Judge what was handed in, and do the scheduled work, until stopped.

    Start as many as you have processor cores: on this machine with Postgres
    or on several. On SQLite one worker beside one service is enough.

    It may be stopped or killed at any moment. Told to stop (SIGTERM, Ctrl+C)
    it finishes what it is judging; what it had not begun, or was killed over,
    another worker takes up within a quarter of a minute.

    Settings come from the environment: see the settings in the reference.
    """
    from counterfoil import verification
    from counterfoil.cli.loading import networks
    from counterfoil.decision.choosing import policies
    from counterfoil.jobs.bench import Bench
    from counterfoil.jobs.worker import Manner, run_worker, stop_at_end, stop_on_signals
    from counterfoil.records.books import open_books
    from counterfoil.records.shelf import Shelf
    from counterfoil.service.log_lines import set_up
    from counterfoil.service.settings import Settings

    stopping = stop_on_signals()
    if while_input_lasts:
        stop_at_end(sys.stdin.fileno(), stopping)
    settings = Settings.from_environment()
    loaded = networks(verification.MODELS, threads)
    set_up(settings.log_format)
    bench = Bench(
        books=open_books(),
        networks=loaded,
        policies=policies(settings.policies),
        shelf=Shelf(),
        retention=settings.retention,
    )
    run_worker(bench, Manner(name, at_once), stopping)
    sys.stderr.flush()
    os._exit(0)  # threads of the engine that wait for their turn would keep the process; nothing is lost with them
