"""OFAC's advanced XML: SDN_ADVANCED.XML and CONS_ADVANCED.XML.

Each ``DistinctParty`` has a ``Profile`` with an ``Identity``, whose aliases hold documented names, one for each script,
in parts. A part refers to a group, and the group to what kind of part it is. Birth dates, nationalities and numbers are
``Feature`` elements. What they refer to is collected by `ofac_reference` in a pass before.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists.account import Account
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.ofac_period import birth_date
from counterfoil.screening.lists.ofac_reference import ROOT, Reference, collect
from counterfoil.screening.lists.source import Source
from counterfoil.screening.lists.wording import joined
from counterfoil.screening.lists.xml_records import records

_ENTRY: Final = "DistinctParty"
_SCHEMAS: Final = {
    "Individual": Schema.PERSON,
    "Entity": Schema.ORGANIZATION,
    "Vessel": Schema.VESSEL,
    "Aircraft": Schema.AIRPLANE,
}
_UNKNOWN: Final = "Unknown"
_GIVEN: Final = ("Nickname", "First Name", "Middle Name", "Patronymic")
_FAMILY: Final = ("Last Name", "Maiden Name", "Matronymic")
_COUNTRIES: Final = ("Nationality Country", "Citizenship Country", "Nationality of Registration", "Vessel Flag")
_NUMBERS: Final = (
    "MMSI", "Vessel Call Sign", "SWIFT/BIC", "BIK (RU)", "D-U-N-S Number", "UN/LOCODE", "Aircraft Tail Number",
    "Aircraft Manufacturer's Serial Number (MSN)",
    "Aircraft Construction Number (also called L/N or S/N or F/N)", "Aircraft Mode S Transponder Code",
)  # fmt: skip


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read OFAC's list."""
    reference = collect(sources, account)
    for source in sources:
        for record in records(source, ROOT, frozenset((_ENTRY,))):
            if record.element.tag == _ENTRY:
                yield _draft(record.element, source, record.line, reference, account)


def _draft(party: Element, source: Source, line: int, reference: Reference, account: Account) -> Draft:
    profiles = party.findall("Profile")
    first = profiles[0] if profiles else party
    identifier = party.get("FixedRef") or first.get("ID")
    draft = Draft(identifier or "", _schema(first, reference), source.name, line, account)
    for profile in profiles:
        for identity in profile.iterfind("Identity"):
            _add_names(draft, identity, reference)
            draft.add_numbers(reference.numbers.get(identity.get("ID", ""), ()))
        for feature in profile.iterfind("Feature"):
            _add_feature(draft, feature, reference)
        draft.add_programs(reference.programs.get(profile.get("ID", ""), ()))
    return draft


def _schema(profile: Element, reference: Reference) -> Schema:
    number = profile.get("PartySubTypeID", "")
    kind = reference.text("PartySubType", number)
    if kind in ("", _UNKNOWN):
        kind = reference.text("PartyType", reference.parents.get(number))
    return _SCHEMAS.get(kind, Schema.LEGAL_ENTITY)


def _add_names(draft: Draft, identity: Element, reference: Reference) -> None:
    kinds = {
        group.get("ID", ""): reference.text("NamePartType", group.get("NamePartTypeID"))
        for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
    }
    for alias in identity.iterfind("Alias"):
        kind = NameKind.NAME if alias.get("Primary") == "true" else NameKind.ALIAS
        if alias.get("LowQuality") == "true":
            kind = NameKind.WEAK_ALIAS
        for name in alias.iterfind("DocumentedName"):
            draft.add_name(_name(name, kinds), kind)


def _name(name: Element, kinds: Mapping[str, str]) -> str:
    parts: dict[str, list[str]] = defaultdict(list)
    for value in name.iterfind("DocumentedNamePart/NamePartValue"):
        if text := (value.text or "").strip():
            parts[kinds.get(value.get("NamePartGroupID", ""), "")].append(text)
    given = [text for kind in _GIVEN for text in parts.pop(kind, ())]
    family = [text for kind in _FAMILY for text in parts.pop(kind, ())]
    # What is left is the whole name of something that is no person, or a part of a kind that is new.
    return joined(given, [*family, *(text for texts in parts.values() for text in texts)])


def _add_feature(draft: Draft, feature: Element, reference: Reference) -> None:
    kind = reference.text("FeatureType", feature.get("FeatureTypeID")).rstrip(":").replace("\u2019", "'")
    if kind == "Birthdate":
        for period in feature.iter("DatePeriod"):
            with draft.reading_birth_date():
                draft.add_born(birth_date(period))
    elif kind in _COUNTRIES:
        places = feature.iter("VersionLocation")
        draft.add_nationalities(reference.countries.get(place.get("LocationID", ""), "") for place in places)
        draft.add_nationalities(detail.text or "" for detail in feature.iter("VersionDetail"))
    elif kind in _NUMBERS:
        draft.add_numbers(detail.text or "" for detail in feature.iter("VersionDetail"))
