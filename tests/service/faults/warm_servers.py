"""A process that has loaded everything, and forks servers of the API: so a hundred kills of one cost little.

It reads a line of JSON at a time from standard input. ``{"begin": environment}`` takes a free port for a deployment of
that environment and writes its number; ``{"start": true}`` forks a server that answers there and writes its process id.
Each server opens books of its own when it starts, as one that was started by itself does. While there is none, whoever
calls waits in the socket's queue.
"""

import json
import os
import signal
import socket
import sys

import dbos  # noqa: F401 - loaded before the fork, as are these
import obstore.store  # noqa: F401
import psycopg  # noqa: F401
import sqlalchemy.dialects.postgresql  # noqa: F401
import uvicorn
from fastapi import FastAPI

from counterfoil.service.serving import address_of, application, configured, listen
from counterfoil.service.settings import Settings


def serve(app: FastAPI, taken: socket.socket) -> None:
    """Answer until killed or told to stop."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    uvicorn.Server(configured(Settings.from_environment(), app)).run(sockets=[taken])


def main() -> None:
    """Do what each line asks."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    original = dict(os.environ)
    taken, app = None, None
    for line in sys.stdin:
        asked = json.loads(line)
        if "begin" in asked:
            if taken is not None:
                taken.close()
            taken = listen("127.0.0.1", 0)
            os.environ.clear()
            os.environ.update(original | asked["begin"])
            os.environ["COUNTERFOIL_BASE_URL"] = address_of("127.0.0.1", taken)
            app = application()
            said = taken.getsockname()[1]
        else:
            assert taken is not None
            assert app is not None
            said = os.fork()
            if said == 0:
                try:
                    serve(app, taken)
                finally:
                    os._exit(0)
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
