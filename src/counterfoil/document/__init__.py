"""What a document says and whether to believe it."""

from counterfoil.document.acceptance import age, kind
from counterfoil.document.mrz import (
    CheckDigit,
    Document,
    Edit,
    Flaw,
    Format,
    Mrz,
    MrzReading,
    NumberReading,
    PartialDate,
)
from counterfoil.document.reading import Reading, read

__all__ = [
    "CheckDigit",
    "Document",
    "Edit",
    "Flaw",
    "Format",
    "Mrz",
    "MrzReading",
    "NumberReading",
    "PartialDate",
    "Reading",
    "age",
    "kind",
    "read",
]
