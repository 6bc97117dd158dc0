"""A process that has loaded everything, and forks servers: so many kills of ``counterfoil serve`` cost little.

It reads a line of JSON at a time from standard input. ``{"begin": environment}`` takes a free port for a deployment of
that environment and writes its number; ``{"start": true}`` forks the command, which answers there as one that was
started by itself does, and writes its process id. Loading is what starting costs, 3.4 s of a core; the rest 0.1 s.
"""

import json
import os
import signal
import socket
import sys
from typing import NoReturn

import dbos  # noqa: F401 - loaded before the fork, as are these
import obstore.store  # noqa: F401
import psycopg  # noqa: F401
import sqlalchemy.dialects.postgresql  # noqa: F401
import uvicorn.protocols.websockets.websockets_sansio_impl  # noqa: F401

import counterfoil.service.app  # noqa: F401 - the command loads it when it runs: 2.6 s
from counterfoil.cli import main as run_command
from tests.dying import die_with_parent


def serve(port: int) -> NoReturn:
    """Be the command until killed or told to stop. Standard output is not its own, so that it speaks to the log."""
    die_with_parent()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(2, 1)
    os._exit(run_command(["serve", "--port", str(port), "--no-worker", "--no-offer"]))


def reserved() -> socket.socket:
    """Take a free port without listening, so that nobody else is given it while no server is there."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind(("127.0.0.1", 0))
    return taken


def main() -> None:
    """Do what each line asks."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    original = dict(os.environ)
    taken = reserved()
    for line in sys.stdin:
        asked = json.loads(line)
        if "begin" in asked:
            taken.close()
            taken = reserved()
            os.environ.clear()
            os.environ.update(original | asked["begin"])
            said = taken.getsockname()[1]
        else:
            said = os.fork()
            if said == 0:
                serve(taken.getsockname()[1])
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
