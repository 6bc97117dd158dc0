"""The machine-readable zone of ICAO Doc 9303: text to fields and back; `optical` reads it from a picture."""

from counterfoil.document.mrz.alphabet import check_digit
from counterfoil.document.mrz.checking import CheckDigit, NumberReading
from counterfoil.document.mrz.composing import compose
from counterfoil.document.mrz.dates import PartialDate
from counterfoil.document.mrz.document import Document
from counterfoil.document.mrz.formats import Format
from counterfoil.document.mrz.interpreting import Cause, Edit, MrzReading
from counterfoil.document.mrz.parsing import Flaw, Mrz, parse

__all__ = [
    "Cause",
    "CheckDigit",
    "Document",
    "Edit",
    "Flaw",
    "Format",
    "Mrz",
    "MrzReading",
    "NumberReading",
    "PartialDate",
    "check_digit",
    "compose",
    "parse",
]
