"""Digits inside words, read as the letters that a scanner or a prankster took them for."""

from typing import Final

_LETTER: Final = {"0": "o", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g"}
_VOWELS: Final = frozenset("aeiou")
_BEGINS_WITH_L: Final = frozenset("bcfgkpv")


def letters_for_digits(word: str) -> str:
    """Return a word with its digits made letters if it has letters too and they are no fewer than the digits.

    A one is an ``l`` after a vowel, or where it begins a word or a syllable before one (``1opez``, ``C1ara``), else an
    ``i``.

    >>> letters_for_digits("ir1na"), letters_for_digits("a1"), letters_for_digits("1988"), letters_for_digits("2nd")
    ('irina', 'al', '1988', '2nd')
    """
    if word.isalpha():
        return word
    digits = sum(map(str.isdigit, word))
    if digits * 2 > len(word) or word in {"1st", "2nd", "3rd"}:
        return word
    letters = [_LETTER.get(letter, letter) for letter in word]
    for at, letter in enumerate(letters):
        if letter == "1":
            letters[at] = _one(letters[at - 1] if at else "", "".join(letters[at + 1 : at + 2]), at)
    return "".join(letters)


def _one(before: str, after: str, at: int) -> str:
    if before in _VOWELS or (not before and after in _VOWELS):
        return "l"
    return "l" if at == 1 and before in _BEGINS_WITH_L and after in _VOWELS else "i"
