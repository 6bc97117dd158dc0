"""A whole deployment for tests: books of its own, a clock that a test moves, and a real server on a free port."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from counterfoil.records.access import api_keys, tenants
from counterfoil.records.books import Books
from counterfoil.records.database import Database
from counterfoil.records.signing_files import SigningKeyFile
from counterfoil.records.vault import open_vault
from counterfoil.service.access.scopes import Scope
from counterfoil.service.app import create_app
from counterfoil.service.serving import configured
from counterfoil.service.settings import Settings

BEGINNING = datetime(2026, 11, 26, 10, tzinfo=UTC)
UNHURRIED = {
    "requests_per_minute_key": 1_000_000,
    "requests_per_minute_session": 1_000_000,
    "requests_per_minute_address": 1_000_000,
    "waiting_while_looking": 1_000_000,  # nobody judges here
}

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Made once: reading the system's certificates anew for each client takes longer than most requests."""


def eventually(true: Callable[[], bool]) -> bool:
    """Wait until something is true, at most five minutes: what follows an answer may come after it."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.01)
    return False


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = BEGINNING

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class Deployment:
    """One process that serves, and what a test does to it."""

    def __init__(self, folder: Path, database_url: str | None = None, **settings: Any) -> None:
        self.folder = folder
        self.clock = Clock()
        vault = open_vault({"COUNTERFOIL_VAULT": str(folder / "vault"), "COUNTERFOIL_KEK_FILE": str(folder / "kek")})
        self.books = Books(
            Database(database_url or folder / "records.sqlite"), vault, SigningKeyFile(folder / "signing.key")
        )
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._socket.getsockname()[1]}"
        self.settings = Settings(**{"base_url": self.url, **UNHURRIED, **settings})
        self.app = create_app(self.settings, self.books, self.clock)
        self._server = uvicorn.Server(configured(self.settings, self.app))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._made = 0

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            threading.Event().wait(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
        self.books.database.close()

    @property
    def connections(self) -> int:
        """How many callers the server is connected with."""
        return len(self._server.server_state.connections)

    def new_tenant(self) -> str:
        self._made += 1
        with self.books.database.writing() as connection:
            return tenants.ensure_tenant(connection, f"tenant-{self._made}", now=self.clock()).id

    def disable(self, tenant: str) -> None:
        with self.books.database.writing() as connection:
            found = tenants.find_tenant(connection, tenant)
            assert found
            tenants.set_enabled(connection, found, enabled=False, actor="operator", now=self.clock())

    def key(self, tenant: str, scopes: Iterable[str] = tuple(Scope), *, is_test: bool = False, **more: Any) -> str:
        """Return the secret of a new key."""
        return self.issued(tenant, scopes, is_test=is_test, **more).secret

    def issued(
        self, tenant: str, scopes: Iterable[str] = tuple(Scope), *, is_test: bool = False, **more: Any
    ) -> api_keys.IssuedKey:
        with self.books.database.writing() as connection:
            return api_keys.issue_key(
                connection,
                tenant=tenant,
                name="a test's",
                scopes=[str(scope) for scope in scopes],
                is_test=is_test,
                actor="system",
                now=self.clock(),
                **more,
            )

    def api(self, secret: str | None = None) -> httpx.Client:
        """Return a client with an API key."""
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=300, verify=NO_TLS)

    def page(self) -> httpx.Client:
        """Return a client that behaves as the capture page in a browser does."""
        return httpx.Client(
            base_url=self.url, headers={"Counterfoil-Page": "1", "Origin": self.url}, timeout=300, verify=NO_TLS
        )

    @contextmanager
    def opened(self, capture_url: str) -> Iterator[httpx.Client]:
        """Give a browser that has opened a capture link."""
        with self.page() as browser:
            answer = browser.post("/v1/capture/session", json={"token": capture_url.partition("#")[2]})
            assert answer.status_code == 200, answer.text
            yield browser
