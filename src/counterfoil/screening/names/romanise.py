"""Any script as small Latin letters, each script by its own table."""

from functools import lru_cache
from itertools import chain
from typing import Final

from anyascii import anyascii

from counterfoil.screening.names.arabic import romanise_arabic
from counterfoil.screening.names.cyrillic import romanise_cyrillic
from counterfoil.screening.names.greek import romanise_greek
from counterfoil.screening.names.han import romanise_han
from counterfoil.screening.names.hangul import romanise_hangul
from counterfoil.screening.names.hebrew import romanise_hebrew
from counterfoil.screening.names.indic import romanise_indic
from counterfoil.screening.names.latin import romanise_latin
from counterfoil.screening.names.part import MOST_READINGS
from counterfoil.screening.names.scripts import Script, script_of
from counterfoil.screening.names.thai import romanise_thai


def _romanise_other(text: str) -> tuple[str, ...]:
    return (anyascii(text).lower(),)


_ROMANISERS: Final = {
    Script.LATIN: romanise_latin,
    Script.CYRILLIC: romanise_cyrillic,
    Script.ARABIC: romanise_arabic,
    Script.HAN: romanise_han,
    Script.HANGUL: romanise_hangul,
    Script.GREEK: romanise_greek,
    Script.INDIC: romanise_indic,
    Script.HEBREW: romanise_hebrew,
    Script.THAI: romanise_thai,
}


def romanise(name: str, *, together: bool = False) -> tuple[str, ...]:
    """Return a repaired name in small Latin letters: one to ``MOST_READINGS`` spellings, likeliest first.

    A name that stands there in two scripts, such as ``Jin Tiesan (金铁三)``, is read once in each, unless its words are
    said to belong ``together``.
    """
    words = name.split()
    scripts = [_script_of_word(word) for word in words]
    if together and (len(set(scripts)) > 1 or scripts[:1] in ([Script.HAN], [Script.HANGUL])):
        return (" ".join(_whole(script, word) for script, word in zip(scripts, words, strict=True)),)
    by_script: dict[Script, list[str]] = {}
    for script, word in zip(scripts, words, strict=True):
        by_script.setdefault(script, []).append(word)
    return tuple(chain.from_iterable(_in(script, " ".join(run)) for script, run in by_script.items()))[:MOST_READINGS]


def _whole(script: Script, word: str) -> str:
    """Romanise a word that holds no surname, so that syllables are not to be parted."""
    spelled = _in(script, word)[0]
    return spelled.replace(" ", "") if script in {Script.HAN, Script.HANGUL} else spelled


def _in(script: Script, text: str) -> tuple[str, ...]:
    return _ROMANISERS.get(script, _romanise_other)(text)


@lru_cache(maxsize=1 << 15)
def _script_of_word(word: str) -> Script:
    return next((script_of(letter) for letter in word if letter.isalpha()), Script.LATIN)
