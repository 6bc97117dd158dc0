"""The consolidated list of the UN Security Council.

Each ``INDIVIDUAL`` and ``ENTITY`` has a ``DATAID``, up to four parts of its name, the name in its original script, and
aliases whose ``QUALITY`` is Good, Low, a.k.a. or f.k.a. An alias may hold several names. ``dateGenerated`` of the root
is the publisher's date.
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
from counterfoil.screening.lists.wording import persons_names
from counterfoil.screening.lists.xml_records import records

_SCHEMAS: Final = {"INDIVIDUAL": Schema.PERSON, "ENTITY": Schema.ORGANIZATION}
_NAME_PARTS: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_NO_NATIONALITY: Final = "na"


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read the UN's list."""
    for source in sources:
        for record in records(source, "CONSOLIDATED_LIST", frozenset(_SCHEMAS)):
            if record.element.tag in _SCHEMAS:
                yield _draft(record.element, source, record.line, account)
            else:
                account.published = published(record.element.get("dateGenerated", ""))


def _draft(entry: Element, source: Source, line: int, account: Account) -> Draft:
    schema = _SCHEMAS[entry.tag]
    draft = Draft(entry.findtext("DATAID", ""), schema, source.name, line, account)
    draft.add_name(" ".join(entry.findtext(part, "") for part in _NAME_PARTS))
    draft.add_name(entry.findtext("NAME_ORIGINAL_SCRIPT", ""))
    for alias in entry.iterfind(f"{entry.tag}_ALIAS"):
        _add_alias(draft, alias, schema)
    for born in entry.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        with draft.reading_birth_date():
            draft.add_born(_birth_date(born))
    draft.add_nationalities(v.text or "" for v in entry.iterfind("NATIONALITY/VALUE") if v.text != _NO_NATIONALITY)
    draft.add_numbers(number.text or "" for number in entry.iterfind("INDIVIDUAL_DOCUMENT/NUMBER"))
    draft.add_programs([entry.findtext("UN_LIST_TYPE", "")])
    return draft


def _add_alias(draft: Draft, alias: Element, schema: Schema) -> None:
    kind = NameKind.WEAK_ALIAS if alias.findtext("QUALITY", "").strip().lower() == "low" else NameKind.ALIAS
    text = alias.findtext("ALIAS_NAME", "")
    for name in persons_names(text) if schema is Schema.PERSON else (text,):
        draft.add_name(name, kind)
    draft.add_birth_date(alias.findtext("DATE_OF_BIRTH", ""))


def _birth_date(born: Element) -> BirthDate | None:
    first, last = born.findtext("FROM_YEAR", ""), born.findtext("TO_YEAR", "")
    span = f"{first} to {last}" if first and last else ""
    # A note gives the date when nothing else does; beside a date it only comments on it.
    written = span or born.findtext("DATE", "") or born.findtext("YEAR", "") or born.findtext("NOTE", "")
    kinds = f"{born.findtext('TYPE_OF_DATE', '')} {born.findtext('NOTE', '')}".lower()
    about = "circa " if "approximately" in kinds and written else ""
    return birth_date_text.parse(about + written)
