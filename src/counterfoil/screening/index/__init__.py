"""The index of a list version: built once, an immutable folder, mapped into memory."""

from counterfoil.screening.index.building import IndexSummary, build
from counterfoil.screening.index.opened import Index

__all__ = ["Index", "IndexSummary", "build"]
