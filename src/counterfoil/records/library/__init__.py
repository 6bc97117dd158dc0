"""The library: every version of every list that was used, with publisher's date, digests and time of import."""

from counterfoil.records.library.diff import Change, Difference
from counterfoil.records.library.downloading import Patience
from counterfoil.records.library.fetching import fetch
from counterfoil.records.library.importing import Progress
from counterfoil.records.library.library import Library
from counterfoil.records.library.publishers import PUBLISHERS, Publisher
from counterfoil.records.library.version import SourceFile, Version

__all__ = [
    "PUBLISHERS",
    "Change",
    "Difference",
    "Library",
    "Patience",
    "Progress",
    "Publisher",
    "SourceFile",
    "Version",
    "fetch",
]
