"""The library: every version of every list that was used, with publisher's date, digests and time of import."""

from counterfoil.records.library.diff import Change, Difference
from counterfoil.records.library.library import Library
from counterfoil.records.library.version import SourceFile, Version

__all__ = ["Change", "Difference", "Library", "SourceFile", "Version"]
