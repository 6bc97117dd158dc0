"""Connections that keep the server waiting: heads without end, requests that never come, answers that nobody takes."""

import contextlib
import re
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


def one_answer(caller: socket.socket) -> bytes:
    """Return what comes up to the end of an answer, or of the connection."""
    came = b""
    with contextlib.suppress(ConnectionError):
        while b"\r\n\r\n" not in came or len(came.partition(b"\r\n\r\n")[2]) < length(came):
            piece = caller.recv(65536)
            if not piece:
                break
            came += piece
    return came


def length(answer: bytes) -> int:
    found = re.search(rb"(?i)\r\ncontent-length: (\d+)", answer)
    assert found, answer
    return int(found[1])


@contextlib.contextmanager
def heard(deployment: Deployment, said: bytes, status: bytes) -> Iterator[socket.socket]:
    """Connect and be answered: whoever comes to speak too late, on a slow machine, is hung up on and comes again."""
    for _ in range(100):
        with connected(deployment) as caller:
            with contextlib.suppress(ConnectionError):
                caller.sendall(said)
            if came := one_answer(caller):
                assert came.startswith(b"HTTP/1.1 " + status)
                yield caller
                return
    pytest.fail("the server never answers")


def is_hung_up_on(caller: socket.socket, piece: bytes) -> bool:
    """Say whether the server hangs up, with no other answer, while a caller sends a little now and then."""
    caller.settimeout(0.02)
    came = [b"unread"]

    def is_over() -> bool:
        try:
            caller.sendall(piece)
            came.append(caller.recv(65536))
        except TimeoutError:
            return False
        except ConnectionError:
            return True
        return not came[-1]

    return eventually(is_over) and came[1:] in ([], [b""])


@pytest.mark.parametrize("end", [b"", b"\r\n\r\n"], ids=["without end", "that ends"])
@pytest.mark.parametrize(
    "head", [HEAD + b"X: " + b"a" * 200_000, HEAD + b"X: a\r\n" * 40_000, b"GET /" + b"a" * 200_000], ids=len
)
def test_a_head_that_is_too_large_is_refused(deployment, head, end):
    with connected(deployment) as caller:
        with contextlib.suppress(ConnectionError):
            caller.sendall(head + end)
        assert everything(caller)[:12] in (b"HTTP/1.1 400", b"")


@pytest.mark.parametrize("piece", [b"", b"X"], ids=["nothing comes", "little comes"])
def test_a_first_request_that_never_comes_is_not_waited_for(hasty, piece):
    with connected(hasty) as caller:
        assert is_hung_up_on(caller, piece)


@pytest.mark.parametrize("piece", [b"", b"X"], ids=["nothing comes", "little comes"])
def test_neither_is_a_second_one(hasty, piece):
    with heard(hasty, WHOLE, b"200") as caller:
        assert is_hung_up_on(caller, piece)


def test_the_rest_of_a_body_that_was_refused_is_not_waited_for(hasty):
    head = b"POST /v1/match HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n"
    with heard(hasty, head, b"413") as caller:
        assert is_hung_up_on(caller, b"a" * 1000)


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
            assert one_answer(caller).startswith(b"HTTP/1.1 200")
