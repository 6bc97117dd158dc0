"""The UK Sanctions List, as XML.

Each ``Designation`` has a ``UniqueID``, ``Names/Name`` with ``Name1`` to ``Name6``, ``NonLatinNames``, and particulars
of an individual, an entity or a ship. Parts of a birth date that are not known are written ``dd`` and ``mm``.
``DateGenerated`` is the publisher's date.
"""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from counterfoil.screening.entity import NameKind
from counterfoil.screening.lists.account import Account
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.publishers_date import published
from counterfoil.screening.lists.source import Source
from counterfoil.screening.lists.uk_names import NAME_PARTS, kind_of, schema_of
from counterfoil.screening.lists.xml_records import records

_ENTRY: Final = "Designation"
_DATE: Final = "DateGenerated"
_NUMBERS: Final = frozenset(
    (
        *("PassportNumber", "NationalIdentifierNumber", "BusinessRegistrationNumber"),
        *("IMONumber", "HullIdentificationNumber"),
    )
)
_COUNTRIES: Final = frozenset(("Nationality", "CurrentBelievedFlagOfShip"))


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read the UK's list."""
    for source in sources:
        for record in records(source, "Designations", frozenset((_ENTRY, _DATE))):
            if record.element.tag == _ENTRY:
                yield _draft(record.element, source, record.line, account)
            elif record.element.tag == _DATE:
                account.published = published(record.element.text or "")


def _draft(entry: Element, source: Source, line: int, account: Account) -> Draft:
    schema = schema_of(entry.findtext("IndividualEntityShip", ""))
    draft = Draft(entry.findtext("UniqueID", ""), schema, source.name, line, account)
    for name in entry.iterfind("Names/Name"):
        parts = (name.findtext(f"Name{number}", "") for number in range(1, NAME_PARTS + 1))
        kind = kind_of(name.findtext("NameType", ""), name.findtext("AliasStrength", ""))
        draft.add_name(" ".join(parts), kind)
    for original in entry.iter("NameNonLatinScript"):
        draft.add_name(original.text or "", NameKind.ALIAS)
    for born in entry.iter("DOB"):
        draft.add_birth_date(born.text or "")
    for node in entry.iter():
        if node.tag in _COUNTRIES:
            draft.add_nationalities([node.text or ""])
        elif node.tag in _NUMBERS:
            draft.add_numbers([node.text or ""])
    draft.add_programs([entry.findtext("RegimeName", "")])
    return draft
