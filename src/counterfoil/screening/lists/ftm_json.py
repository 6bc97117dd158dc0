"""FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes them in ``entities.ftm.json``.

Each has ``id``, ``schema`` and ``properties``, which are lists of texts. Records that are no parties (addresses,
ownerships, passports) are counted and passed over; the numbers of documents stand with their holders as well.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists.account import ENTITY, Account
from counterfoil.screening.lists.csv_rows import cut_off
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.ftm_schemas import SCHEMAS
from counterfoil.screening.lists.source import Source

_NAMES: Final = {
    "name": NameKind.NAME,
    "alias": NameKind.ALIAS,
    "previousName": NameKind.ALIAS,
    "weakAlias": NameKind.WEAK_ALIAS,
    "abbreviation": NameKind.WEAK_ALIAS,
}
_NAME_PARTS: Final = ("firstName", "secondName", "middleName", "fatherName", "lastName", "motherName")
"""Of a person that has no whole name."""

_COUNTRIES: Final = ("nationality", "citizenship", "country", "jurisdiction", "flag")
_NUMBERS: Final = (
    "passportNumber", "idNumber", "socialSecurityNumber", "taxNumber", "vatCode", "registrationNumber", "leiCode",
    "innCode", "ogrnCode", "kppCode", "okpoCode", "dunsCode", "swiftBic", "bikCode", "uniqueEntityId", "uscCode",
    "npiCode", "cageCode", "imoNumber", "mmsi", "callSign", "serialNumber", "icaoCode",
)  # fmt: skip


def drafts(sources: Sequence[Source], account: Account) -> Iterator[Draft]:
    """Read FollowTheMoney entities."""
    for source in sources:
        for line, record in _records(source, account):
            schema = SCHEMAS.get(record["schema"])
            if schema is None:
                account.pass_over(source.name, record["schema"])
            else:
                draft = Draft(record["id"], schema, source.name, line, account)
                _fill(draft, record["properties"], schema)
                yield draft


def _fill(draft: Draft, properties: Mapping[str, Any], schema: Schema) -> None:
    for key, kind in _NAMES.items():
        for name in _texts(properties, key):
            draft.add_name(name, kind)
    if not properties.get("name"):
        draft.add_name(" ".join(part for key in _NAME_PARTS for part in _texts(properties, key)))
    if schema is Schema.PERSON:
        for born in _texts(properties, "birthDate"):
            draft.add_birth_date(born)
    for key in _COUNTRIES:
        draft.add_nationalities(_texts(properties, key))
    for key in _NUMBERS:
        draft.add_numbers(_texts(properties, key))
    draft.add_programs(_texts(properties, "programId"))
    draft.add_programs(_texts(properties, "topics"))


def _records(source: Source, account: Account) -> Iterator[tuple[int, Any]]:
    for line, raw in source.lines():
        if not raw.strip():
            continue
        record = _parsed(raw)
        if record is None and not raw.endswith(b"\n"):
            raise cut_off(source, line)
        if why := _what_is_wrong(record):
            account.leave_out(source.name, line, "", ENTITY, why)
        else:
            yield line, record


def _parsed(raw: bytes) -> Any:
    """What a line holds; None when that is no JSON, is nested too deep, or is no text that Unicode knows."""
    try:
        record = json.loads(raw)
        if b"\\ud" in raw or b"\\uD" in raw:  # half a surrogate pair
            json.dumps(record, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return record


def _what_is_wrong(record: Any) -> str:
    if record is None:
        return "a line that is no JSON"
    if not isinstance(record, dict):
        return "a line that is no JSON object"
    for key in ("id", "schema"):
        if not isinstance(record.get(key), str) or not record[key]:
            return f"an object without {key}"
    if not isinstance(record.get("properties"), dict):
        return "an object without properties"
    return ""


def _texts(properties: Mapping[str, Any], key: str) -> Iterable[str]:
    values = properties.get(key, ())
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else ()
