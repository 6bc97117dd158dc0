"""Queries: who is screened."""

from dataclasses import dataclass

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Schema


@dataclass(frozen=True, slots=True)
class Query:
    """One party to be screened, as a customer file or a document describes it.

    Attributes:
        names: What the party is called, in whatever script; several when it has several, or when a document's
            transliteration stands for several spellings. Never empty.
        schema: What kind of party it is; ``LegalEntity`` is compared with everything that is no person.
        birth_date: When the person was born; None when that is not known.
        nationalities: ISO 3166-1 alpha-2 in lower case where known, else the wording in lower case.
        document_numbers: Numbers of documents or registrations, as written.
    """

    names: tuple[str, ...]
    schema: Schema = Schema.PERSON
    birth_date: BirthDate | None = None
    nationalities: tuple[str, ...] = ()
    document_numbers: tuple[str, ...] = ()
