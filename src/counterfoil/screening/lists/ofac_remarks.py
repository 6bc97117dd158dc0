"""The remarks of OFAC's legacy files: facts parted by semicolons, each begun by a word that says what it is.

``DOB 07 Apr 1961; alt. DOB 1962; nationality Utopia; Passport A1234567 (Utopia) expires 01 Jan 2030; a.k.a. 'NICK'.``
Aliases in remarks are the weak ones; the others have a file of their own.
"""

import re
from typing import Final

from counterfoil.screening.entity import NameKind, Schema
from counterfoil.screening.lists.draft import Draft
from counterfoil.screening.lists.wording import natural_order

_FACTS: Final = re.compile(r"\s*;\s*")
_ALTERNATIVE: Final = "alt. "
_ALIAS: Final = re.compile(r"[afn]\.k\.a\. (?:''(.+)''|'(.+?)'?)\.?")
_NATIONALITY: Final = re.compile(r"(?:nationality|citizen|nationality of registration) (.+)", re.IGNORECASE)
_BIRTH: Final = "DOB "
_NUMBER: Final = re.compile(
    r"(?:(?:[\w'.]+ )*?"
    r"(?:passport(?: booklet| card| laissez-passer)?|cedula no\.|national (?:foreign )?id (?:no\.|number)"
    r"|identification number|id (?:no\.|card)|registration (?:number|id|identification)|registry no\.|number \(msn\)"
    r"|tax id no\.|nit #|ruc #|rif #|r\.?f\.?c\.?(?: #)?|c\.u\.r\.p\.(?: #)?|c\.u\.i\.(?:[pt]\.)?|d\.n\.i\."
    r"|i\.f\.e\.|n\.i\.e\.|c\.i\.f\.|c\.r\. no\.|us fein|ssn|rtn|mercantil no\.?|company number|business number"
    r"|registry number|registration document #|license no\.|social credit code(?: certificate)? \(u?s?u?ccc?\)"
    r"|gazette number|v\.a\.t\. number|d-u-n-s number|fiscal code|document number|tail number|legal entity number"
    r"|enterprise number|chamber of commerce number|incorporation number|residency number|card number"
    r"|numero de identidad|le number|birth certificate number|credencial electoral|militar nacional|swift/bic|mmsi"
    r"|bik \(ru\)|registered charity no\.|branch unit number|membership no\.|construction number \(.*?\)))"
    r" (?!issued |expire)(\S.*)",
    re.IGNORECASE,
)
_AFTER_NUMBER: Final = re.compile(r"\s*(?:\(.*|;.*|,? (?:issued|expires|expired|issue date|exp\.).*)$", re.IGNORECASE)


def read_remarks(text: str, schema: Schema, draft: Draft) -> None:
    """Add what the remarks of an entry say.

    Args:
        text: The remarks.
        schema: What the entry is.
        draft: Where to add it.
    """
    for fact in _FACTS.split(text.strip().removesuffix(".")):
        _read_fact(fact.removeprefix(_ALTERNATIVE), schema, draft)


def _read_fact(fact: str, schema: Schema, draft: Draft) -> None:
    if fact.startswith(_BIRTH):
        draft.add_birth_date(fact.removeprefix(_BIRTH))
    elif found := _ALIAS.fullmatch(fact):
        name = found[1] or found[2]
        draft.add_name(natural_order(name) if schema is Schema.PERSON else name, NameKind.WEAK_ALIAS)
    elif found := _NATIONALITY.fullmatch(fact):
        draft.add_nationalities([found[1]])
    elif found := _NUMBER.fullmatch(fact):
        draft.add_numbers([_AFTER_NUMBER.sub("", found[1])])
