"""What a document says in its machine-readable zone."""

from dataclasses import dataclass
from datetime import date

from counterfoil.document.mrz.dates import PartialDate
from counterfoil.document.mrz.formats import Format


@dataclass(frozen=True, slots=True)
class Document:
    """The fields of a zone, their fillers taken off.

    Attributes:
        format: The format whose positions were read.
        code: Document code, such as ``P``, ``ID`` or ``C1``: one or two letters or digits.
        issuer: Issuing state or organisation, a code of Doc 9303-3 section 5; ``D`` is Germany.
        number: Document number, the part that a TD1 or TD2 keeps in its optional field included.
        surname: Primary identifier, parts separated by spaces.
        given_names: Secondary identifier; empty when there is none.
        names_truncated: The name field is full, so that the names may go on (Doc 9303-4, 4.2.3).
        nationality: As issuer.
        birth: Date of birth, of which the document may leave parts out; None when the field holds no date.
        sex: ``M``, ``F``, ``X`` where a state prints that, None for the filler (not specified).
        expiry: Last day of validity; None when the field holds no date.
        optional: The optional fields in order, empty strings where they are empty.
    """

    format: Format
    code: str
    issuer: str
    number: str
    surname: str
    given_names: str
    names_truncated: bool
    nationality: str
    birth: PartialDate | None
    sex: str | None
    expiry: date | None
    optional: tuple[str, ...]
