"""Firefox and WebKit as their makers ship them, driven by WebDriver (W3C), each over its own line.

Playwright drives Chromium here; of the others it knows only builds of its own. Firefox listens to Marionette, which
speaks WebDriver's commands over a socket; WebKitGTK brings WebKitWebDriver, and needs a screen (Xvfb).
"""

import itertools
import json
import os
import shutil
import socket
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

import httpx

_ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver, 6.2
_MINI_BROWSER: Final = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
_PATIENCE: Final = 120.0
_FIREFOX_PREFERENCES: Final = {
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "media.navigator.permission.disabled": True,
    "media.navigator.streams.fake": True,
    "remote.prefs.recommended": True,
}


class Driver(ABC):
    """One window of a browser."""

    @abstractmethod
    def do(self, command: str, method: str, place: str, **given: Any) -> Any:
        """Give a command, by its name at Marionette and by its address at a WebDriver over HTTP; return its value."""

    def goto(self, url: str) -> None:
        self.do("Navigate", "POST", "url", url=url)

    def run(self, script: str, *given: Any) -> Any:
        """Run the body of a function in the page, and return what it returns."""
        return self.do("ExecuteScript", "POST", "execute/sync", script=script, args=list(given))

    def click(self, selector: str) -> None:
        """Click where the first such element is, as a pointer does: what lies over it gets the click."""
        found = self.do("FindElement", "POST", "element", using="css selector", value=selector)[_ELEMENT]
        self.do("ElementClick", "POST", f"element/{found}/click", id=found)

    def until(self, true: str, *given: Any) -> None:
        """Wait until an expression is true in the page."""
        end = monotonic() + _PATIENCE
        while not self.run(f"return {true}", *given):
            assert monotonic() < end, (true, given, self.run("return document.body.innerText"))
            sleep(0.05)


class _Firefox(Driver):
    """Marionette: each message is its length, a colon and an array of JSON."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._stream = line.makefile("rb")
        self._numbers = itertools.count(1)
        self._heard()  # its greeting

    def do(self, command: str, method: str, place: str, **given: Any) -> Any:
        del method, place
        said = json.dumps([0, next(self._numbers), f"WebDriver:{command}", given]).encode()
        self._line.sendall(b"%d:%s" % (len(said), said))
        _, _, wrong, answer = self._heard()
        assert wrong is None, wrong
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def _heard(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            assert digit, "Firefox has gone"
            length += digit
        return json.loads(self._stream.read(int(length)))


class _WebKit(Driver):
    def __init__(self, line: httpx.Client) -> None:
        self._line = line
        self._session = ""

    def begin(self) -> None:
        """Open the window, with a camera of its own that plays a test card."""
        arguments = ["--automation", "--enable-media-stream=1", "--enable-mock-capture-devices=1"]
        options = {"binary": str(_MINI_BROWSER), "args": arguments}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._session = f"/{self.do('', 'POST', '', capabilities=wanted)['sessionId']}"

    def do(self, command: str, method: str, place: str, **given: Any) -> Any:
        del command
        address = f"/session{self._session}/{place}".rstrip("/")
        answer = self._line.request(method, address, json=given if method == "POST" else None)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()["value"]


def missing(browser: str) -> str | None:
    """Say which Debian packages a browser needs that is not there; None where it is."""
    if browser == "firefox":
        return None if shutil.which("firefox-esr") else "firefox-esr"
    there = shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and _MINI_BROWSER
    return None if there else "webkit2gtk-driver and xvfb"


@contextmanager
def firefox(folder: Path) -> Iterator[Driver]:
    """Start Firefox with a new profile in a folder."""
    port = _free_port()
    preferences = {**_FIREFOX_PREFERENCES, "marionette.port": port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (folder / "user.js").write_text("".join(lines), "utf-8")
    command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(folder), "about:blank"]
    with ExitStack() as started:
        process = _start(started, command, {"HOME": str(folder)})
        line = started.enter_context(_connected(port, process))
        driver = _Firefox(line)
        driver.do("NewSession", "POST", "")
        yield driver


@contextmanager
def webkit(folder: Path) -> Iterator[Driver]:
    """Start WebKitGTK's small browser on a screen of its own, with what it keeps in a folder."""
    port = _free_port()
    reading, writing = os.pipe()
    with ExitStack() as started:
        _start(started, ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"], {}, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as said:
            display = said.readline().strip()
        own = {"DISPLAY": f":{display}", "HOME": str(folder), "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
        process = _start(started, ["WebKitWebDriver", "--host=127.0.0.1", f"--port={port}"], own)
        _connected(port, process).close()
        line = started.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=_PATIENCE))
        driver = _WebKit(line)
        driver.begin()
        try:
            yield driver
        finally:
            driver.do("", "DELETE", "")


def _start(
    started: ExitStack, command: list[str], own: Mapping[str, str], pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(  # noqa: S603 - a browser
        command,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=pass_fds,
    )
    started.callback(process.wait)
    started.callback(process.terminate)
    return process


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    """Connect once it listens."""
    while True:
        assert process.poll() is None, "it did not start"
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        except ConnectionRefusedError:
            sleep(0.05)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port
