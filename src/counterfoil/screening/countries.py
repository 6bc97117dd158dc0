"""Countries as lists, documents and customers' files write them, read as ISO 3166-1 alpha-2 codes in lower case.

``countries.csv`` is our own table: code, alpha-3, names, adjectives. Beside the countries of ISO 3166-1 it holds Kosovo
(``xk``), the codes that Doc 9303 adds, and states that are no more but stand on lists and in old documents: the Soviet
Union (``su``), Yugoslavia (``yu``), Serbia and Montenegro (``cs``), Czechoslovakia (``csk``, since ISO gave ``cs`` away
twice) and the Netherlands Antilles (``an``). States that were renamed or joined another have the code of what they
became. Accents, articles, punctuation and "former" do not matter.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Final

SUCCESSORS: Final[Mapping[str, frozenset[str]]] = {
    "su": frozenset(("am", "az", "by", "ee", "ge", "kg", "kz", "lt", "lv", "md", "ru", "tj", "tm", "ua", "uz")),
    "yu": frozenset(("ba", "cs", "hr", "me", "mk", "rs", "si", "xk")),
    "cs": frozenset(("me", "rs", "xk")),
    "csk": frozenset(("cz", "sk")),
    "an": frozenset(("bq", "cw", "sx", "nl")),
}
"""States that are no more, and those whose nationality their people may have now."""

_NOTHING: Final = frozenset(
    (
        *("n a", "none", "none identified", "unknown", "not known", "not applicable", "undetermined"),
        *("no nationality", "stateless", "00", "zz", "xx", "xxa", "xxb", "xxc", "xxx", "uno", "una", "unk", "eue"),
    )
)
"""Wordings, and codes of Doc 9303, that name no country."""

_AMBIGUOUS: Final = frozenset(("congo", "korea", "guinea", "china", "virgin islands"))
"""Names of which more than one country has part: what stands in brackets behind them decides."""

_DROPPED: Final = frozenset(("the", "possibly", "probably", "former", "formerly", "ex"))
_LONGEST: Final = 100
_WORD: Final = re.compile(r"\w+")
_QUOTES: Final = re.compile("['\u2018\u2019\u02bc`]")
_TURNED: Final = re.compile(r"([^,()]+?)\s*(?:,\s*([^,()]+)|\(([^()]+)\))")


def code(text: str) -> str | None:
    """Return the code of a country.

    Args:
        text: Its name in English, its people's adjective, or a code of two or three letters, in any case.

    Returns:
        ISO 3166-1 alpha-2 in lower case; None when the text names no country that the table knows.

    >>> code("Korea, North"), code("Iran (Islamic Republic of)"), code("DEU"), code("British"), code("Utopia")
    ('kp', 'ir', 'de', 'gb', None)
    """
    return _looked_up(text) if len(text) <= _LONGEST else None


def nationality(text: str) -> str | None:
    """Return a nationality for an `Entity` or a `Query`.

    Returns:
        The code where the wording is known, else the wording in lower case; None where the text says that there is
        none or that it is not known.
    """
    return _nationality(text) if len(text) <= _LONGEST else " ".join(text.lower().split())


def may_be_same(one: str, other: str) -> bool:
    """Can two nationalities be one person's only one? They can when one is of a state that the other succeeded.

    >>> may_be_same("su", "ua"), may_be_same("ru", "ua")
    (True, False)
    """
    return one == other or other in SUCCESSORS.get(one, ()) or one in SUCCESSORS.get(other, ())


@lru_cache(maxsize=4096)
def _nationality(text: str) -> str | None:
    key = _key(text)
    if not key or key in _NOTHING:
        return None
    return _looked_up(text) or " ".join(text.lower().split())


@lru_cache(maxsize=4096)
def _looked_up(text: str) -> str | None:
    table = _table()
    for wording in _wordings(text):
        if found := table.get(_key(wording)):
            return found
    return None


def _wordings(text: str) -> Iterator[str]:
    """Ways to read a name that is turned round ("Korea, North") or explained ("Iran (Islamic Republic of)")."""
    yield text
    if turned := _TURNED.fullmatch(text):
        name, rest = turned[1], turned[2] or turned[3]
        yield f"{rest} {name}"
        if _key(name) not in _AMBIGUOUS and turned[3]:
            yield name


def _key(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = _WORD.findall(_QUOTES.sub("", bare).replace("&", " and "))
    return " ".join("saint" if word == "st" else word for word in words if word not in _DROPPED)


@cache
def _table() -> Mapping[str, str]:
    table: dict[str, str] = {}
    lines = resources.files(__package__).joinpath("countries.csv").read_text(encoding="utf-8").splitlines()
    for alpha_2, alpha_3, names, adjectives in csv.reader(lines):
        for wording in filter(None, (alpha_2, alpha_3, *names.split(";"), *adjectives.split(";"))):
            table[_key(wording)] = alpha_2
    return table
