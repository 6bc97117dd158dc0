"""Serving: a socket that is taken before anything else, and the processes that answer on it."""

import contextlib
import errno
import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import Any, Final, cast

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from counterfoil.errors import SettingError
from counterfoil.service.app import create_app
from counterfoil.service.edge.connections import Connection
from counterfoil.service.log_lines import set_up
from counterfoil.service.settings import PREFIX, Settings

_FACTORY: Final = "counterfoil.service.serving:application"
_LARGEST_MESSAGE: Final = 320 * 1024
"""Bytes of a message over a WebSocket: one frame of the capture page, and room to say that it is too large."""

_EVERYWHERE: Final = ("0.0.0.0", "::", "")  # noqa: S104 - what stands for all addresses
_BACKLOG: Final = 2048
_SECONDS_TO_FINISH: Final = 20
_SECONDS_TO_BE_HEARD: Final = 60
"""A process that says nothing for so long is started anew. On a machine that is busy, silence is not death."""

_LARGEST_HEAD: Final = 64 * 1024


def listen(host: str, port: int) -> socket.socket:
    """Take an address.

    Args:
        host: A name or an address of this machine.
        port: 0 for any that is free.

    Raises:
        SettingError: It is in use, or not ours to take.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise SettingError(f"{host} is no address of this machine", remedy="Name another with --host.") from None
    taken = socket.socket(family, kind, protocol)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except OSError as wrong:
        taken.close()
        if wrong.errno == errno.EADDRINUSE:
            raise SettingError(f"Port {port} is in use", remedy="Name another with --port.") from None
        raise SettingError(f"{host}, port {port}, cannot be listened on ({wrong.strerror})") from None
    taken.listen(_BACKLOG)
    taken.set_inheritable(True)
    return taken


def address_of(host: str, taken: socket.socket) -> str:
    """Return the address by which a browser on this machine reaches a socket."""
    port = taken.getsockname()[1]
    name = "localhost" if host in _EVERYWHERE or host.startswith("127.") or host == "::1" else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


@contextlib.contextmanager
def ending_cleanly() -> Iterator[None]:
    """Let Ctrl+C and SIGTERM end what is inside, with everything that is to be done at its end.

    The server finishes what it answers and then raises the signal anew, which would end the process on the spot.
    """

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def application() -> FastAPI:
    """Return the application of one process, with its log lines set up."""
    settings = Settings.from_environment()
    set_up(settings.log_format)
    return create_app(settings)


def configured(settings: Settings, app: FastAPI | str, **more: Any) -> uvicorn.Config:
    """Return how a server answers: what it believes of proxies, what it logs (nothing), what it takes."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        http=cast("type[Connection]", partial(Connection, seconds=settings.body_seconds)),
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        timeout_worker_healthcheck=_SECONDS_TO_BE_HEARD,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        ws="websockets-sansio",
        ws_max_size=_LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        **more,
    )


def serve(settings: Settings, taken: socket.socket, processes: int) -> None:
    """Serve until told to stop (SIGINT, SIGTERM); then what is being answered is finished.

    Args:
        settings: What the operator set.
        taken: The socket.
        processes: How many processes answer; each has rate limits of its own.
    """
    os.environ[f"{PREFIX}BASE_URL"] = settings.base_url  # for the processes that are started from here
    set_up(settings.log_format)
    config = configured(settings, _FACTORY, factory=True, workers=processes)
    if processes > 1:
        with tempfile.TemporaryDirectory(prefix="counterfoil-measures-") as shared:
            os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", shared)
            Multiprocess(config, sockets=[taken]).run()
    else:
        uvicorn.Server(config).run(sockets=[taken])
