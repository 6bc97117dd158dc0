"""How much memory the service takes for open live sockets, each of which has had frames looked at.

usage: python -m tools.measure_live [SOCKETS]

Starts `counterfoil serve` with records of its own, opens its capture link, and then so many sockets (500), each of
which shows a face; prints the resident memory of the serving process before and after.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

FRAMES: Final = 2
SPECIMEN: Final = Path(__file__).parent.parent / "tests" / "specimens" / "p01" / "selfie-1.jpg"
_LINK: Final = re.compile(rb"(http://localhost:\d+)/verify#(cft_[\w-]+)")


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], str, str]]:
    """Start the service with these options; give its process, its address and the token of its capture link."""
    own = {
        "DATABASE": folder / "records.sqlite",
        "VAULT": folder / "vault",
        "KEK_FILE": folder / "kek",
        "SIGNING_KEY": folder / "signing.jwk",
        "REQUESTS_PER_MINUTE_SESSION": 1_000_000,
        "REQUESTS_PER_MINUTE_ADDRESS": 1_000_000,
    }
    environment = os.environ | {f"COUNTERFOIL_{name}": str(value) for name, value in own.items()}
    command = [sys.executable, "-c", "from counterfoil.cli import main; main()", "serve", "--port", "0", *options]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - it was asked for
        try:
            found = next(match for line in process.stdout if (match := _LINK.search(line)))
            yield process, found[1].decode(), found[2].decode()
        finally:
            process.terminate()


def opened(url: str, token: str) -> str:
    """Exchange the link for a session, consent, and return the cookie."""
    headers = {"Origin": url, "Counterfoil-Page": "1", "Content-Type": "application/json"}
    body = json.dumps({"token": token}).encode()
    request = urllib.request.Request(f"{url}/v1/capture/session", body, headers)  # noqa: S310 - our own service
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
        cookie: str = answer.headers["Set-Cookie"].partition(";")[0]
        version = json.load(answer)["consent"]["version"]
    body = json.dumps({"version": version, "language": "en"}).encode()
    request = urllib.request.Request(f"{url}/v1/capture/consent", body, headers | {"Cookie": cookie})  # noqa: S310
    urllib.request.urlopen(request).close()  # noqa: S310 - the same
    return cookie


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """Return the resident memory of a process."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def show(socket: ClientConnection, frame: bytes) -> None:
    """Have frames looked at."""
    socket.send(json.dumps({"do": "watch", "shows": "face"}))
    socket.recv()
    for _ in range(FRAMES):
        socket.send(frame)
        socket.recv()


def main(count: int) -> None:
    """Measure, and print."""
    frame = SPECIMEN.read_bytes()
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), "--no-worker") as (process, url, token),
        ExitStack() as open_ones,
    ):
        cookie = opened(url, token)
        print(f"0 sockets: {megabytes(process):.0f} MB")
        address = f"{url.replace('http', 'ws', 1)}/v1/capture/live"
        for number in range(1, count + 1):
            headers = {"Cookie": cookie}
            socket = open_ones.enter_context(connect(address, origin=Origin(url), additional_headers=headers))
            show(socket, frame)
            if number in (1, count):
                print(f"{number} sockets: {megabytes(process):.0f} MB")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["500"])[0]))
