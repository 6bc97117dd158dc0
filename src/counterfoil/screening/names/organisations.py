"""Names of organisations and vessels: legal forms and common words brought to one form, acronyms, numbers."""

import re
from functools import cache, lru_cache
from typing import Final

from counterfoil.screening.entity import Schema
from counterfoil.screening.names import compounds
from counterfoil.screening.names.part import MOST_LETTERS, Kind, Part
from counterfoil.screening.names.plain import plain_words
from counterfoil.screening.names.repair import MOST_CHARACTERS
from counterfoil.screening.names.tables import forms as forms_of
from counterfoil.screening.names.tables import pairs
from counterfoil.screening.names.tables import words as words_of

_AND: Final = frozenset({"and", "und", "et", "y", "e", "i", "ve", "wa", "va", "en", "och", "og", "ta"})
_LITTLE: Final = words_of("little_words")
_ENDS_OF_COMPOUNDS: Final = frozenset({"abdul", "uddin", "ullah", "abu"})
_DROPPED: Final = frozenset({"the"})
_VESSELS: Final = frozenset(
    {"mv", "mt", "ms", "ss", "fv", "my", "sv", "mts", "vessel", "tanker", "motor", "ship", "lpgc", "lng"}
)
_VESSEL_LETTERS: Final = re.compile(r"\b([a-z])[ ./]{1,2}([a-z])\b(?=.)", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")
_FEWEST_FOR_ACRONYM: Final = 3
_SHORT: Final = 2
_MOST_WORDS_OF_FORMS: Final = 6
_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}

_NATIVE: Final = pairs("organisation_forms_by_script")
_NATIVE_FORM: Final = re.compile("|".join(map(re.escape, sorted(_NATIVE, key=len, reverse=True))))


def organisation_parts(name: str, schema: Schema) -> list[list[Part]]:
    """Return the readings of a name that no person bears, likeliest first; some may be empty or the same.

    What stands in brackets is read along, then left out, then by itself; the last reading is the acronym of the words.

    >>> [part.text for part in organisation_parts("Zarya OOO", Schema.COMPANY)[0]]
    ['zarya', 'ltd']
    """
    name = name[:MOST_CHARACTERS]
    if not name.isascii():
        name = _NATIVE_FORM.sub(lambda found: f" {_NATIVE[found.group()]} ", name)
    if schema is Schema.VESSEL:
        name = _VESSEL_LETTERS.sub(r"\1\2", name, count=1)
    written = [name]
    brackets = _BRACKETS.search(name)
    if brackets:
        written = [_BRACKETS.sub(" ", name), brackets[1], name]
    readings = [_parts(words, schema) for each in written for words in plain_words(each, together=True)]
    acronyms = [acronym for acronym in map(_acronym, readings) if acronym]
    return readings[:3] + acronyms[:1]


def _parts(words: list[str], schema: Schema) -> list[Part]:
    parts: list[Part] = []
    at = 0
    while at < len(words):
        form, length = _legal_form(words, at)
        if length:
            if not (parts and parts[-1].text == form):
                parts.append(Part(form, Kind.LEGAL_FORM))
            at += length
            continue
        if words[at] not in _DROPPED:
            parts.append(_word(words[at], schema is Schema.VESSEL and at == 0, _is_abbreviated(words, at)))
        at += 1
    if all(part.kind & Kind.LEGAL_FORM for part in parts):
        return [Part(part.text) for part in parts]
    return _joined(parts)


def _joined(parts: list[Part]) -> list[Part]:
    """Bring compounds of Arabic names inside the name to their one form, as in names of persons."""
    if not any(compounds.takes_part(part.text) for part in parts):
        return parts
    known = {part.text: part for part in parts}
    joined = compounds.join([part.text for part in parts])
    return [known.get(text) or Part(text[:MOST_LETTERS], _kind_in_compound(text)) for text in joined]


def _kind_in_compound(text: str) -> Kind:
    return Kind.PARTICLE if text in _ENDS_OF_COMPOUNDS else Kind.NONE


@lru_cache(maxsize=1 << 16)
def _word(word: str, may_be_vessel: bool, is_letter: bool) -> Part:
    text = word[:MOST_LETTERS]
    if may_be_vessel and text in _VESSELS:
        return Part(text, Kind.TITLE)
    if text.isdigit():
        return Part(text.lstrip("0") or "0", Kind.NUMBER)
    if text in _ROMAN:
        return Part(_ROMAN[text], Kind.NUMBER)
    if is_letter:
        return Part(text, Kind.INITIAL)
    if text in _AND:
        return Part("and", Kind.PARTICLE)
    kind = Kind.PARTICLE if text in _LITTLE else Kind.NONE
    return Part(_words().get(text, text), kind)


def _legal_form(words: list[str], at: int) -> tuple[str, int]:
    """Return the legal form that begins at a word and how many words it is; 0 where none does.

    A short one, such as *as* or *co*, is one only at the beginning of the name or its end.
    """
    for spelling, form in _forms().get(words[at], ()):
        length = len(spelling)
        if tuple(words[at : at + length]) != spelling:
            continue
        if sum(map(len, spelling)) > _SHORT or at == 0 or _only_forms_follow(words, at + length):
            return form, length
    return "", 0


def _is_abbreviated(words: list[str], at: int) -> bool:
    """Whether a word is one letter beside another one, as in C.I., and so no word of its own."""
    beside = words[max(at - 1, 0) : at] + words[at + 1 : at + 2]
    return len(words[at]) == 1 and any(len(word) == 1 for word in beside)


def _only_forms_follow(words: list[str], at: int) -> bool:
    """Whether nothing follows but legal forms, of which a name has few."""
    if at == len(words):
        return True
    return len(words) - at <= _MOST_WORDS_OF_FORMS and bool(_legal_form(words, at)[1])


def _acronym(parts: list[Part]) -> list[Part]:
    words = [part for part in parts if not part.kind & (Kind.PARTICLE | Kind.LEGAL_FORM | Kind.TITLE | Kind.NUMBER)]
    forms = [part for part in parts if part.kind & Kind.LEGAL_FORM and part.text in {"inc", "company", "group"}]
    if len(words) + len(forms) < _FEWEST_FOR_ACRONYM:
        return []
    letters = [part.text[0] for part in parts if part in words or part in forms]
    return [Part("".join(letters)[:MOST_LETTERS])]


@cache
def _forms() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return legal forms by their first word, the longest first."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, spellings in forms_of("legal_forms").items():
        for spelling in spellings:
            words = tuple(spelling.split())
            forms.setdefault(words[0], []).append((words, form))
    for entries in forms.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return forms


@cache
def _words() -> dict[str, str]:
    return {form: word for word, forms in forms_of("organisation_words").items() for form in forms}
