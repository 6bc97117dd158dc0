"""Where model files are kept: verified when read, whole or absent when written.

A file is written beside its place under another name, checked, flushed to disk and only then moved to its place, so
that neither a full disk, a crash nor another process fetching the same file ever leaves half of one.
"""

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Final

from counterfoil import network
from counterfoil.errors import FileError, ModelError
from counterfoil.models.origins import OriginError, opened
from counterfoil.models.registry import REGISTRY, ModelFile

Progress = Callable[[str, int, int], None]
"""Takes a model's name, the bytes that have arrived and the bytes in all."""

_CHUNK: Final = 1 << 20
_GET: Final = "Run: counterfoil models get"
_MAKE_ROOM: Final = "Free some space, or set TMPDIR (downloads) or COUNTERFOIL_MODELS (where they are kept) elsewhere"


class ModelStore:
    """A folder of model files.

    Args:
        folder: Where the files are; by default ``COUNTERFOIL_MODELS``, else a folder of the user's cache.
        offline: Whether the network may not be used; by default what ``COUNTERFOIL_OFFLINE`` says, else it may.
        registry: Which files exist.
    """

    def __init__(
        self, folder: Path | None = None, *, offline: bool | None = None, registry: Mapping[str, ModelFile] = REGISTRY
    ) -> None:
        self.folder = _default_folder() if folder is None else folder
        self._offline = network.is_off() if offline is None else offline
        self._registry = registry

    def model(self, name: str) -> ModelFile:
        """Return what the registry says of a model.

        Raises:
            ModelError: No model is called so.
        """
        if name not in self._registry:
            raise ModelError(f"no model is called {name!r}", remedy=f"There are: {', '.join(self._registry)}")
        return self._registry[name]

    def path(self, name: str) -> Path:
        """Return the path of a model's file after checking its digest. Never uses the network.

        Raises:
            ModelError: The file is missing, cannot be read or has another digest than the registry says.
        """
        model = self.model(name)
        path = self.folder / model.file
        try:
            status = path.stat()
            regular = stat.S_ISREG(status.st_mode)
            digest = _digest(path) if regular and status.st_size == model.size else ""
        except FileNotFoundError:
            raise ModelError(f"the model {name} ({model.file}) is missing from {self.folder}", remedy=_GET) from None
        except OSError as why:
            raise ModelError(f"the model {name} ({path}) cannot be read: {why.strerror or why}") from None
        if digest != model.sha256:
            wrong = f"the model {name} ({path}) is not the file that the registry names: its digest is another"
            raise ModelError(wrong, remedy=f"It is not used. {_GET}")
        return path

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names of those models whose file is missing or has another digest."""
        return tuple(name for name in dict.fromkeys(names) if not self._holds(name))

    def fetch(self, names: Iterable[str], progress: Progress | None = None) -> None:
        """Get the files that are missing or wrong, each whole or not at all.

        Args:
            names: The models wanted.
            progress: Told what has arrived.

        Raises:
            ModelError: No origin gave the file, or the network may not be used.
            FileError: The folder cannot be written.
        """
        wanted = [self.model(name) for name in self.missing(names)]
        if wanted and self._offline:
            listed = ", ".join(model.file for model in wanted)
            raise ModelError(f"models are missing and the network is off: {listed}", remedy=f"Copy to {self.folder}")
        try:
            with tempfile.TemporaryDirectory(prefix="counterfoil-models-") as workspace:
                for model in wanted:
                    self._fetch(model, Path(workspace), progress)
        except OSError as why:
            raise FileError(f"models cannot be downloaded: {why.strerror or why}", remedy=_MAKE_ROOM) from None

    def _fetch(self, model: ModelFile, workspace: Path, progress: Progress | None) -> None:
        def report(part: float) -> None:
            if progress:
                progress(model.name, int(part * model.size), model.size)

        refusals = []
        for origin in model.origins:
            try:
                with opened(model, origin, workspace, report) as stream:
                    self._keep(model, stream)
            except OriginError as why:
                refusals.append(str(why))
            else:
                report(1.0)
                return
        remedy = f"Copy {model.file} to {self.folder}, or set COUNTERFOIL_MODELS to a folder that holds it"
        raise ModelError(f"the model {model.name} cannot be fetched: {'; '.join(refusals)}", remedy=remedy)

    def _keep(self, model: ModelFile, stream: IO[bytes]) -> None:
        """Move what a stream holds to the model's place if, and only if, it is the right file."""
        part: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=f".{model.file}.", suffix=".part")
            part = Path(name)
            with os.fdopen(handle, "wb") as file:
                digest = _copy(stream, file)
            if digest != model.sha256:
                raise OriginError("what it offers has another digest")
            part.chmod(0o644)
            part.replace(self.folder / model.file)
        except OSError as why:
            wrong = f"the model {model.name} cannot be written to {self.folder}: {why.strerror or why}"
            raise FileError(wrong, remedy=_MAKE_ROOM) from None
        finally:
            if part:
                part.unlink(missing_ok=True)

    def _holds(self, name: str) -> bool:
        try:
            self.path(name)
        except ModelError:
            if name not in self._registry:
                raise
            return False
        return True


def _copy(stream: IO[bytes], file: IO[bytes]) -> str:
    """Copy all bytes, see that they are on the disk and return their digest."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _default_folder() -> Path:
    if chosen := os.environ.get("COUNTERFOIL_MODELS"):
        return Path(chosen)
    return _user_cache() / "counterfoil" / "models"


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
