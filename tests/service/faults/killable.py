"""A deployment whose server is a process of its own, which a test kills, starves and starts again."""

import contextlib
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from deployment import NO_TLS

import counterfoil
from counterfoil.clock import utc_now
from counterfoil.records.access import api_keys, tenants
from counterfoil.records.books import Books, open_books
from counterfoil.service.access.scopes import Scope

SECONDS = 600
UNHURRIED = {
    "COUNTERFOIL_REQUESTS_PER_MINUTE_KEY": "1000000",
    "COUNTERFOIL_REQUESTS_PER_MINUTE_SESSION": "1000000",
    "COUNTERFOIL_REQUESTS_PER_MINUTE_ADDRESS": "1000000",
    "COUNTERFOIL_WAITING_AT_MOST": "1000000",
    "COUNTERFOIL_WAITING_WHILE_LOOKING": "0",
    "COUNTERFOIL_OFFLINE": "1",
}


class WarmParent:
    """The process that forks servers; one deployment at a time."""

    def __init__(self, log: Path) -> None:
        self.log = log
        path = os.pathsep.join(map(str, (Path(counterfoil.__file__).parents[1], Path(__file__).parents[3])))
        with log.open("w") as written:
            self._process = subprocess.Popen(  # noqa: S603 - ours
                [sys.executable, Path(__file__).with_name("warm_servers.py")],
                env=os.environ | {"PYTHONPATH": path},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=written,
                text=True,
            )

    def ask(self, **what: Any) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


class Killable:
    """A deployment, its books for a test to look at, and its server."""

    def __init__(self, parent: WarmParent, database_url: str, folder: Path, **environment: str) -> None:
        self.folder = folder
        self._parent = parent
        self._log_from = parent.log.stat().st_size
        self.environment = {
            "COUNTERFOIL_DATABASE": database_url,
            "COUNTERFOIL_VAULT": str(folder / "vault"),
            "COUNTERFOIL_KEK_FILE": str(folder / "vault.key"),
            "COUNTERFOIL_SIGNING_KEY": str(folder / "signing.jwk"),
            "XDG_DATA_HOME": str(folder / "data"),
            **UNHURRIED,
            **environment,
        }
        self.books: Books = open_books(self.environment)
        self._port = parent.ask(begin=self.environment)
        self.url = f"http://localhost:{self._port}"
        self._server = 0
        with self.books.database.writing() as connection:
            self.tenant = tenants.ensure_tenant(connection, "faults", now=utc_now()).id
            issued = api_keys.issue_key(
                connection,
                tenant=self.tenant,
                name="a test's",
                scopes=[str(scope) for scope in Scope],
                is_test=True,
                actor="system",
                now=utc_now(),
            )
        self.secret = issued.secret

    def clock(self) -> datetime:
        """Return the time, as the server has it."""
        return utc_now()

    def start(self) -> None:
        """Start a server; it answers a moment later."""
        self._server = self._parent.ask(start=True)

    def wait_until_it_listens(self) -> None:
        """Wait for the server that was started last."""
        until = time.monotonic() + SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port)).close()
            except ConnectionRefusedError:
                assert time.monotonic() < until, f"the server does not start: {self.said}"
                time.sleep(0.02)
            else:
                return

    def kill(self) -> None:
        """End the server without a word, and wait until its port is free again."""
        with contextlib.suppress(ProcessLookupError):
            while self._server:
                os.kill(self._server, signal.SIGKILL)
                time.sleep(0.002)
        self._server = 0

    @contextmanager
    def no_file_above(self, size: int) -> Iterator[None]:
        """Let the running server write no file beyond a size, as on a disk that is full."""
        most = resource.RLIM_INFINITY
        resource.prlimit(self._server, resource.RLIMIT_FSIZE, (size, most))
        try:
            yield
        finally:
            resource.prlimit(self._server, resource.RLIMIT_FSIZE, (most, most))

    def api(self) -> httpx.Client:
        """Return a client with the key."""
        return self._client({"Authorization": f"Bearer {self.secret}"})

    def page(self) -> httpx.Client:
        """Return a client that behaves as the capture page in a browser does."""
        return self._client({"Counterfoil-Page": "1", "Origin": self.url})

    @property
    def said(self) -> str:
        """Everything that the servers of this deployment have written."""
        return self._parent.log.read_text()[self._log_from :]

    def close(self) -> None:
        """Kill what runs, and let go of the books."""
        self.kill()
        self.books.close()

    def _client(self, headers: Mapping[str, str]) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers=dict(headers), timeout=300, verify=NO_TLS)
