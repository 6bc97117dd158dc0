"""Where the library is, and what its lists may be called."""

import os
import re
import sys
from pathlib import Path
from typing import Final

from counterfoil.errors import ListError

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")


def default_folder() -> Path:
    """Return the folder of lists: ``COUNTERFOIL_LISTS``, else one among what programs keep for the user."""
    if chosen := os.environ.get("COUNTERFOIL_LISTS"):
        return Path(chosen)
    return _user_files() / "counterfoil" / "lists"


def require_name(name: str) -> str:
    """Return a name that a list may have.

    Raises:
        ListError: It may not: it becomes the name of a folder.
    """
    if not _NAME.fullmatch(name):
        raise ListError(
            "This is no name for a list", remedy="Use a to z, digits, dots, hyphens and underscores, 64 at most."
        )
    return name


def _user_files() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
