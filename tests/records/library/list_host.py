"""A publisher's web server that answers each request as it was told to, in turn."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class Host:
    """A server.

    Attributes:
        url: The address of its list.
        answers: What it answers, in turn; the last one for ever.
        asked: The headers of each request.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: list[Answer] = []
        self.asked: list[dict[str, str]] = []

    def wait_for(self, requests: int) -> None:
        """Wait for so many requests: whoever asked in vain may have gone before the last one was looked at."""
        until = time.monotonic() + 300
        while len(self.asked) < requests:
            assert time.monotonic() < until, f"there were only {len(self.asked)} requests"
            time.sleep(0.01)


def gives(body: bytes, **headers: str) -> Answer:
    """Answer with a file."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def says(status: int, **headers: str) -> Answer:
    """Answer with a status and nothing else."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Length", "0")
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()

    return answer


def breaks_off(body: bytes) -> Answer:
    """Promise twice as much as is sent."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(2 * len(body)))
        request.end_headers()
        request.wfile.write(body)
        request.close_connection = True

    return answer


def drips(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, without end."""
    request.send_response(200)
    request.end_headers()
    stop = threading.Event()
    try:
        for _ in range(400):
            request.wfile.write(b"x")
            stop.wait(0.02)
    except ConnectionError:
        request.close_connection = True


def says_nothing(request: BaseHTTPRequestHandler) -> None:
    """Let the client wait until it goes."""
    request.rfile.read(1)
    request.close_connection = True


@contextmanager
def hosting() -> Iterator[Host]:
    """Run a server."""

    class Requests(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(dict(self.headers.items()))
            (host.answers.pop(0) if len(host.answers) > 1 else host.answers[0])(self)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Requests) as server:
        host = Host(f"http://127.0.0.1:{server.server_port}/lists/watch.csv?token=secret")
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield host
        finally:
            server.shutdown()
            serving.join()
