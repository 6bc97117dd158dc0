"""Connections that keep the server waiting: heads without end, requests that never come, answers that nobody takes."""

import contextlib
import socket
from collections.abc import Iterator

import pytest
from deployment import Deployment, eventually

HEAD = b"GET /v1/health/live HTTP/1.1\r\nHost: localhost\r\n"
WHOLE = HEAD + b"\r\n"


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """A deployment that waits for nobody."""
    made = Deployment(tmp_path_factory.mktemp("hasty"), body_seconds=0.3)
    made.start()
    yield made
    made.stop()


@contextlib.contextmanager
def connected(deployment: Deployment) -> Iterator[socket.socket]:
    with socket.socket() as caller:
        caller.settimeout(60)
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        caller.connect(("127.0.0.1", int(deployment.url.rpartition(":")[2])))
        yield caller


def everything(caller: socket.socket) -> bytes:
    """Return what comes until the server has hung up; it fails when the server never does."""
    came = b""
    with contextlib.suppress(ConnectionError):
        while piece := caller.recv(65536):
            came += piece
    return came


def is_hung_up_on(deployment: Deployment, caller: socket.socket, piece: bytes) -> bool:
    """Say whether the server hangs up while a caller sends a little now and then."""

    def is_over() -> bool:
        with contextlib.suppress(ConnectionError):
            caller.sendall(piece)
        return not deployment.connections

    return eventually(is_over)


@pytest.mark.parametrize("end", [b"", b"\r\n\r\n"], ids=["without end", "that ends"])
@pytest.mark.parametrize(
    "head", [HEAD + b"X: " + b"a" * 200_000, HEAD + b"X: a\r\n" * 40_000, b"GET /" + b"a" * 200_000], ids=len
)
def test_a_head_that_is_too_large_is_refused(deployment, head, end):
    with connected(deployment) as caller:
        with contextlib.suppress(ConnectionError):
            caller.sendall(head + end)
        assert everything(caller)[:12] in (b"HTTP/1.1 400", b"")


@pytest.mark.parametrize("before", [b"", WHOLE], ids=["the first request", "the second request"])
@pytest.mark.parametrize("piece", [b"", b"X"], ids=["nothing comes", "little comes"])
def test_a_request_that_never_comes_is_not_waited_for(hasty, before, piece):
    with connected(hasty) as caller:
        caller.sendall(before + (HEAD if piece else b""))
        assert is_hung_up_on(hasty, caller, piece)
        assert everything(caller).count(b"HTTP/1.1 200") == (1 if before else 0)


def test_the_rest_of_a_body_that_was_refused_is_not_waited_for(hasty):
    with connected(hasty) as caller:
        caller.sendall(b"POST /v1/match HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n")
        assert is_hung_up_on(hasty, caller, b"a" * 1000)
        assert everything(caller).startswith(b"HTTP/1.1 413")


def test_an_answer_that_nobody_takes_is_not_kept(hasty):
    asked = 20_000  # answers of gigabytes: how many megabytes a system takes in our place differs
    with connected(hasty) as caller:
        with contextlib.suppress(ConnectionError):
            caller.sendall(b"GET /v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * asked)
        assert eventually(lambda: not hasty.connections)
        assert everything(caller).count(b"HTTP/1.1 200") < asked


def test_a_caller_who_comes_back_in_time_is_served_again(deployment):
    with connected(deployment) as caller:
        for _ in range(3):
            caller.sendall(WHOLE)
            assert caller.recv(65536).startswith(b"HTTP/1.1 200")
