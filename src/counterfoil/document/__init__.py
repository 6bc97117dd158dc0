"""What a document says and whether to believe it."""

from typing import Final

from counterfoil.document.acceptance import age, kind
from counterfoil.document.framing import Framing, framing, glare
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

MODELS: Final = ("ppocr-det", "ppocr-rec")
"""The models that reading a document needs."""

__all__ = [
    "MODELS",
    "CheckDigit",
    "Document",
    "Edit",
    "Flaw",
    "Format",
    "Framing",
    "Mrz",
    "MrzReading",
    "NumberReading",
    "PartialDate",
    "Reading",
    "age",
    "framing",
    "glare",
    "kind",
    "read",
]
