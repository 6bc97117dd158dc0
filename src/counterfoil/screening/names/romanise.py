"""Any script as small Latin letters, each script by its own table."""

from itertools import chain
from typing import Final

from anyascii import anyascii

from counterfoil.screening.names.arabic import romanise_arabic
from counterfoil.screening.names.cyrillic import romanise_cyrillic
from counterfoil.screening.names.latin import romanise_latin
from counterfoil.screening.names.part import MOST_READINGS
from counterfoil.screening.names.scripts import Script, script_of


def _romanise_other(text: str) -> tuple[str, ...]:
    return (anyascii(text).lower(),)


_ROMANISERS: Final = {
    Script.LATIN: lambda text: (romanise_latin(text),),
    Script.CYRILLIC: romanise_cyrillic,
    Script.ARABIC: romanise_arabic,
}


def romanise(name: str) -> tuple[str, ...]:
    """Return a repaired name in small Latin letters: one to ``MOST_READINGS`` spellings, likeliest first.

    A name that stands there in two scripts, such as ``Jin Tiesan (金铁三)``, is read once in each.
    """
    by_script: dict[Script, list[str]] = {}
    for word in name.split():
        by_script.setdefault(_script_of_word(word), []).append(word)
    spelled = [_ROMANISERS.get(script, _romanise_other)(" ".join(words)) for script, words in by_script.items()]
    return tuple(chain.from_iterable(spelled))[:MOST_READINGS]


def _script_of_word(word: str) -> Script:
    return next((script_of(letter) for letter in word if letter.isalpha()), Script.LATIN)
