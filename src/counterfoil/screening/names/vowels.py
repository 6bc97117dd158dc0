"""Vowels for words of scripts that mostly write consonants only."""

Sounds = list[tuple[str, bool]]
"""The sounds that are written, in order, and whether each is a vowel."""

_WORD_LIKE_MUHSIN = 4


def vocalised(sounds: Sounds) -> str:
    """Return a word with the short vowels that the shape of a Semitic word suggests.

    No two consonants begin a word and no three stand together. An *a* comes between them, but an *i* before the last
    one after a long *a* (Salih, Khalid), and a *u* after the *m* of a word of four consonants (Muhsin) and in
    diminutives (Huwaysh).

    >>> vocalised([("s", False), ("a", True), ("l", False), ("h", False)])
    'salih'
    >>> vocalised([(letter, False) for letter in "hsn"])
    'hasan'
    """
    written: list[str] = []
    open_run = 0
    last = len(sounds) - 1
    for at, (sound, is_vowel) in enumerate(sounds):
        written.append(sound)
        if is_vowel:
            open_run = 0
            continue
        open_run += 1
        if at == last or sounds[at + 1][1]:
            continue
        after_vowel = at > 0 and sounds[at - 1][1]
        if at + 1 < last and (after_vowel or open_run % 2 == 0):
            open_run = 0
            continue
        written.append(_short_vowel(sounds, at))
    return "".join(written)


def _short_vowel(sounds: Sounds, at: int) -> str:
    if sounds[at + 1 : at + 3] == [("w", False), ("ay", True)]:
        return "u"
    if at == len(sounds) - 2 and at > 0 and sounds[at - 1] == ("a", True):
        return "i"
    if at == 0 and sounds[0][0] == "m" and len(sounds) == _WORD_LIKE_MUHSIN and not any(vowel for _, vowel in sounds):
        return "u"
    return "a"
