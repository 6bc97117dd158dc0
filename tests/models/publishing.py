"""Stand-ins for the world outside: a publisher's web server and a folder of wheels that pip downloads from."""

import hashlib
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from counterfoil.models import Address, ModelFile, Wheel

Answer = Callable[[BaseHTTPRequestHandler], None]


class Publisher:
    """A web server that answers every request in the way it was last told to."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests = 0
        self.answer: Answer = gives(b"")


def gives(body: bytes) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def has_nothing(request: BaseHTTPRequestHandler) -> None:
    request.send_error(404)


def breaks_off(body: bytes) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(2 * len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def never_ends(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b"more" * 10_000)
    except ConnectionError:
        request.close_connection = True


def waits_in_the_middle(body: bytes, halfway: threading.Event, go_on: threading.Event) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        request.wfile.write(body[: len(body) // 2])
        request.wfile.flush()
        halfway.set()
        go_on.wait(300)
        request.wfile.write(body[len(body) // 2 :])

    return answer


@contextmanager
def publishing() -> Iterator[Publisher]:
    class Requests(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publisher.requests += 1
            publisher.answer(self)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Requests) as server:
        publisher = Publisher(f"http://127.0.0.1:{server.server_port}/toy.onnx")
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        yield publisher
        server.shutdown()
        serving.join()


def make_wheel(folder: Path, package: str, member: str, body: bytes) -> Wheel:
    """Write a wheel, as pip would find it on an index, and return where its file is."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{package}-1.0-py3-none-any.whl"
    about = f"{package}-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, body)
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    data = path.read_bytes()
    return Wheel(package, "1.0", len(data), hashlib.sha256(data).hexdigest(), member)


def model_file(body: bytes, *origins: Wheel | Address, name: str = "toy") -> ModelFile:
    """A registry entry for bytes that some origin may offer."""
    return ModelFile(
        name=name,
        title="A toy",
        version="1",
        file=f"{name}.onnx",
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        licence="MIT",
        purpose="-",
        trained_on="-",
        not_for="-",
        source="-",
        shape=(1,),
        input="-",
        outputs=("-",),
        origins=origins,
    )
