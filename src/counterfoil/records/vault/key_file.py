"""The file that holds key-encryption keys, one a line: the first wraps, the ones below it are former ones."""

import os
import secrets
import stat
from pathlib import Path
from typing import Final

from counterfoil.errors import VaultError
from counterfoil.records.disk import FOLDER_OF_OWNER, flush_folder, write_new
from counterfoil.records.vault.local_key import LocalKey, new_key_text, read_key

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def read_key_file(path: Path) -> list[LocalKey]:
    """Return the keys of a file, the current one first.

    Raises:
        VaultError: It cannot be read, others may read it, or a line is no key.
    """
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
                raise VaultError(f"{path}: others may read the key file", remedy=f"Take it from them: chmod 600 {path}")
            lines = file.read().decode("ascii", "replace").split("\n")
    except OSError as wrong:
        raise VaultError(f"{path}: the key file cannot be read ({wrong.strerror})") from None
    keys = [read_key(line, f"{path}, line {at},") for at, line in enumerate(lines, 1) if line.strip()]
    if not keys:
        raise VaultError(f"{path}: the key file is empty", remedy="Restore it from where you keep a copy of it.")
    return keys


def make_key_file(path: Path) -> None:
    """Make a file with a fresh key, unless there is one. Of processes that try at once, one makes it.

    Raises:
        VaultError: It cannot be written.
    """
    if path.exists():
        return  # and nothing is tried in its folder, which may be read-only: secrets are mounted so
    try:
        path.parent.mkdir(mode=FOLDER_OF_OWNER, parents=True, exist_ok=True)
        part = _written(path, new_key_text() + "\n")
        try:
            os.link(part, path)  # whole or not at all, and never over another one
        except FileExistsError:
            return
        finally:
            part.unlink()
        flush_folder(path.parent)
    except OSError as wrong:
        raise VaultError(f"{path}: the key file cannot be made ({wrong.strerror})") from None


def add_key(path: Path) -> LocalKey:
    """Put a fresh key before the others, and return it.

    Raises:
        VaultError: The file cannot be read or written.
    """
    read_key_file(path)
    text = new_key_text()
    try:
        part = _written(path, f"{text}\n{path.read_text('ascii')}")
        part.replace(path)
        flush_folder(path.parent)
    except OSError as wrong:
        raise VaultError(f"{path}: the key file cannot be written ({wrong.strerror})") from None
    return read_key(text, str(path))


def _written(path: Path, text: str) -> Path:
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    write_new(part, text.encode())
    return part
