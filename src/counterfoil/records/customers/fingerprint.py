"""Fingerprints: what is kept of a customer, which is what screening needs and no more.

The name as written is not kept, but the parts it is read into are: they are the name in other letters, and personal
data like the name. Birth date and countries are kept as they are, since evidence is weighed by the day and the country.
Numbers of documents are kept as digests, for they are only ever found equal. The digests are keyed with a random salt
of the database: that keeps two databases from being joined and tables made in advance from helping, but whoever has the
whole database can try out every number there may be.
"""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import Entity, Schema
from counterfoil.screening.names import Reading
from counterfoil.screening.query import Query
from counterfoil.screening.query_readings import readings_of

_DOCUMENT_CHARACTERS = 32
"""Of a document's digest: 128 bits, more than enough to find two equal."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a customer.

    Attributes:
        external_id: The caller's own id; better not a number that says who it is.
        schema: What kind of party it is.
        readings: What the names are read into; never empty.
        birth_date: As the customer file has it; None when it is not known.
        nationalities: As the query has them.
        documents: Keyed digests of the numbers of documents.
        digest: Keyed, of everything that is material: another digest is a material change.
    """

    external_id: str
    schema: Schema
    readings: tuple[Reading, ...]
    birth_date: BirthDate | None
    nationalities: tuple[str, ...]
    documents: tuple[str, ...]
    digest: str


def fingerprint(external_id: str, query: Query, salt: bytes) -> Fingerprint:
    """Return what is kept of a customer.

    Args:
        external_id: The caller's own id.
        query: What the customer file says.
        salt: Of the database.

    Raises:
        InputError: The names cannot be compared with anything, or not whole; the message has no name.
    """
    return Fingerprint(
        external_id=external_id,
        schema=query.schema,
        readings=tuple(readings_of(query)),
        birth_date=query.birth_date,
        nationalities=query.nationalities,
        documents=tuple(sorted({document_digest(number, salt) for number in query.document_numbers})),
        digest=customer_digest(query, salt),
    )


def customer_digest(query: Query, salt: bytes) -> str:
    """Return the digest of what is material of a customer: names, kind, birth date, nationalities, document numbers.

    Case, spaces and the order in which things are named make no difference; neither does how names are read.
    """
    material = {
        "names": _folded(query.names),
        "schema": query.schema.value,
        "birth_date": str(query.birth_date) if query.birth_date else "",
        "nationalities": _folded(query.nationalities),
        "documents": sorted({_number(number) for number in query.document_numbers}),
    }
    return hmac.new(salt, _canonical(material), hashlib.sha256).hexdigest()


def entity_digest(entity: Entity) -> str:
    """Return the digest of what is material of an entity; the programmes it is listed under are not.

    A programme says why the entity is listed and what follows from a true match. Whether a customer is the entity does
    not depend on it, so a pair found to be two parties stays so.
    """
    material = {
        "names": _folded(name.text for name in entity.names),
        "schema": entity.schema.value,
        "birth_dates": sorted(map(str, entity.birth_dates)),
        "nationalities": _folded(entity.nationalities),
        "documents": sorted({_number(number) for number in entity.document_numbers}),
    }
    return hashlib.sha256(_canonical(material)).hexdigest()


def with_digests(entity: Entity, salt: bytes) -> Entity:
    """Return an entity whose document numbers are digests, to be compared with those of a fingerprint."""
    numbers = tuple(dict.fromkeys(document_digest(number, salt) for number in entity.document_numbers))
    return replace(entity, document_numbers=numbers)


def document_digest(number: str, salt: bytes) -> str:
    """Return the keyed digest of a document number: upper case, letters and digits only."""
    return hmac.new(salt, _number(number).encode(), hashlib.sha256).hexdigest()[:_DOCUMENT_CHARACTERS]


def _number(written: str) -> str:
    return "".join(letter for letter in written.upper() if letter.isalnum())


def _folded(texts: Iterable[str]) -> list[str]:
    return sorted({" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in texts})


def _canonical(material: Mapping[str, object]) -> bytes:
    return json.dumps(material, sort_keys=True, ensure_ascii=False).encode()
