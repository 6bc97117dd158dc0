"""Sockets to a real server, with the session of a browser that has consented."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from frame_clock import frame_clock  # noqa: F401 - used by itself
from live_page import LivePage
from websockets.sync.client import connect

from counterfoil.images.motion_jpeg import split


@pytest.fixture
def consented(browser: httpx.Client) -> httpx.Client:
    """A browser whose person has agreed."""
    version = browser.get("/v1/capture").json()["consent"]["version"]
    answer = browser.post("/v1/capture/consent", json={"version": version, "language": "en"})
    assert answer.status_code == 200, answer.text
    return browser


@contextmanager
def opened(page: httpx.Client, **headers: str) -> Iterator[LivePage]:
    sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in page.cookies.items()), **headers}
    address = f"{str(page.base_url).replace('http', 'ws', 1).rstrip('/')}/v1/capture/live"
    with connect(address, origin=page.headers["Origin"], additional_headers=sent, max_size=None) as socket:
        yield LivePage(socket, pause=lambda _: None)


@pytest.fixture
def live() -> Callable[..., AbstractContextManager[LivePage]]:
    """Open a socket as the page of this browser does."""
    return opened


@pytest.fixture(scope="session")
def frames(specimens: Path) -> dict[str, list[bytes]]:
    """The frames of one person's clips as they are coded."""
    folder = specimens / "p01"
    return {
        name: list(split((folder / f"{name}.mjpeg").read_bytes(), name)) for name in ("turn", "nod", "blink", "closer")
    }


@pytest.fixture
def probe_of(deployment: Any, created: dict[str, Any]) -> Callable[[str], list[bytes]]:
    """Return what was sealed of a kind of evidence of the verification."""

    def sealed(kind: str) -> list[bytes]:
        vault = deployment.books.vault
        with deployment.books.database.reading() as connection:
            tenant = connection.exec_driver_sql(
                "select tenant from verifications where id = ?", (created["id"],)
            ).scalar_one()
            return [
                vault.open(connection, tenant, piece.id)
                for piece in vault.find(connection, tenant, created["id"], kind)
            ]

    return sealed
