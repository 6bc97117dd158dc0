"""What entries of OFAC's advanced XML refer to: reference values, countries of places, documents, programmes.

They stand before and after the entries, so that a first pass over the file collects them.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from counterfoil.errors import ListError
from counterfoil.screening.lists.account import Account
from counterfoil.screening.lists.publishers_date import published
from counterfoil.screening.lists.source import Source
from counterfoil.screening.lists.xml_records import records

ROOT: Final = "Sanctions"
_VALUES: Final = ("AliasType", "Country", "FeatureType", "NamePartType", "PartySubType", "PartyType", "SanctionsType")
_MOST_HELD: Final = 2_000_000
"""Reference values, places, documents and programmes in all; OFAC's list has some hundred thousand."""


@dataclass(slots=True)
class Reference:
    """What has been collected.

    Attributes:
        values: The texts of reference values, by their kind and id.
        parents: The party type of each party subtype, by the id of the subtype.
        countries: The country of each location, by its id.
        numbers: The numbers of documents, by the id of the identity they belong to.
        programs: The programmes, by the id of the profile.
    """

    values: dict[tuple[str, str], str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    programs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def text(self, kind: str, number: str | None) -> str:
        """Return the text of a reference value; empty when there is none."""
        return self.values.get((kind, number or ""), "")


def collect(sources: Sequence[Source], account: Account) -> Reference:
    """Collect what the entries of a list refer to.

    Raises:
        ListError: The list is cut off, hostile, or refers to more than any list does.
    """
    reference, held = Reference(), 0
    for source in sources:
        for record in records(source, ROOT, frozenset(_TAKERS)):
            if record.element.tag == _DATE:
                account.published = _date(record.element)
            elif take := _TAKERS.get(record.element.tag):
                take(record.element, reference)
            held += 1
            if held > _MOST_HELD:
                raise ListError(f"{source.name}, line {record.line}: it refers to more than any list of OFAC does")
    return reference


def _date(issued: Element) -> date | None:
    return published("-".join(issued.findtext(part, "").strip() for part in ("Year", "Month", "Day")))


def _take_value(value: Element, reference: Reference) -> None:
    number = value.get("ID", "")
    # Some values are nameless but for a code.
    reference.values[value.tag, number] = (value.text or "").strip() or value.get("ISO2", "")
    if value.tag == "PartySubType":
        reference.parents[number] = value.get("PartyTypeID", "")


def _take_location(location: Element, reference: Reference) -> None:
    country = location.find("LocationCountry")
    if country is not None:
        reference.countries[location.get("ID", "")] = reference.text("Country", country.get("CountryID"))


def _take_document(document: Element, reference: Reference) -> None:
    if number := document.findtext("IDRegistrationNo", "").strip():
        reference.numbers[document.get("IdentityID", "")].append(number)


def _take_entry(entry: Element, reference: Reference) -> None:
    for measure in entry.iterfind("SanctionsMeasure"):
        if reference.text("SanctionsType", measure.get("SanctionsTypeID")) == "Program":
            reference.programs[entry.get("ProfileID", "")].append(measure.findtext("Comment", ""))


_DATE: Final = "DateOfIssue"
_TAKERS: Final[Mapping[str, Callable[[Element, Reference], None]]] = {
    _DATE: lambda _, __: None,
    "Location": _take_location,
    "IDRegDocument": _take_document,
    "SanctionsEntry": _take_entry,
    **dict.fromkeys(_VALUES, _take_value),
}
