"""The EU's consolidated list of financial sanctions, FSF schema 1.1.

Each ``sanctionEntity`` has its names as attributes of ``nameAlias``, one for each language and spelling, of which
``strong="false"`` marks the weak ones. ``generationDate`` of the root is the publisher's date.
"""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from counterfoil.screening import birth_date_text
from counterfoil.screening.birth_date import BirthDate
from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists.account import Account
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.publishers_date import published
from counterfoil.screening.lists.source import Source
from counterfoil.screening.lists.xml_records import records

_ENTRY: Final = "sanctionEntity"
_PERSON: Final = ("person", "p")
_UNKNOWN_COUNTRY: Final = "00"
_WEAK: Final = ("low quality", "lo quality")


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read the EU's list."""
    for source in sources:
        for record in records(source, "export", frozenset((_ENTRY,))):
            if record.element.tag == _ENTRY:
                yield _draft(record.element, source, record.line, account)
            else:
                account.published = published(record.element.get("generationDate", ""))


def _draft(entry: Element, source: Source, line: int, account: Account) -> Draft:
    kind = entry.find("subjectType")
    codes = {kind.get("code", "").lower(), kind.get("classificationCode", "").lower()} if kind is not None else set()
    schema = Schema.PERSON if codes & set(_PERSON) else Schema.ORGANIZATION
    # The reference number is what the EU quotes; the logical id is there when there is no reference yet.
    identifier = entry.get("euReferenceNumber") or entry.get("logicalId")
    draft = Draft(identifier or "", schema, source.name, line, account)
    _add_names(draft, entry)
    for born in entry.iterfind("birthdate"):
        with draft.reading_birth_date():
            draft.add_born(_birth_date(born))
    draft.add_nationalities(_country(node) for node in entry.iterfind("citizenship"))
    for paper in entry.iterfind("identification"):
        draft.add_numbers((paper.get("number", ""), paper.get("latinNumber", "")))
    draft.add_programs(regulation.get("programme", "") for regulation in entry.iterfind("regulation"))
    return draft


def _add_names(draft: Draft, entry: Element) -> None:
    is_first = True
    for node in entry.iterfind("nameAlias"):
        parts = " ".join(node.get(part, "") for part in ("firstName", "middleName", "lastName"))
        name = node.get("wholeName", "").strip() or parts
        remark = node.findtext("remark", "").lower()
        if node.get("strong", "true").lower() == "false" or any(word in remark for word in _WEAK):
            draft.add_name(name, NameKind.WEAK_ALIAS)
        else:
            draft.add_name(name, NameKind.NAME if is_first else NameKind.ALIAS)
            is_first = False


def _birth_date(born: Element) -> BirthDate | None:
    first, last = born.get("yearRangeFrom", ""), born.get("yearRangeTo", "")
    if first and last:
        written = f"{first} to {last}"
    else:
        year = born.get("year") or first or last
        parts = (year, born.get("monthOfYear") or "0", born.get("dayOfMonth") or "0")
        written = born.get("birthdate") or ("-".join(parts) if year else "")
    about = "circa " if born.get("circa", "").lower() == "true" and written else ""
    return birth_date_text.parse(about + written)


def _country(node: Element) -> str:
    code = node.get("countryIso2Code", "")
    return "" if code == _UNKNOWN_COUNTRY else node.get("countryDescription", "") or code
