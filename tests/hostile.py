"""Names that somebody may type, paste, scan or send on purpose."""

from hypothesis import strategies as st

LONG = 100_000

READABLE = {
    "one letter": "Q",
    "one Han character": "霑",
    "an initial": "Q.",
    "a digit": "7",
    "a control character inside": "Quille\x07 Vandrey",
    "a NUL inside": "Quille\x00Vandrey",
    "half a surrogate pair inside": "Quille \ud83d Vandrey",
    "a byte order mark before it": "\ufeffQuille Vandrey",
    "an override of direction": "\u202eQuille Vandrey\u202c",
    "right to left": "קוויל ונדריי",
    "right to left and left to right": "Quille ونضري Vandrey",
    "three scripts in one word": "Quіllе Vаndrеy",  # noqa: RUF001 - that is what it is about
    "emoji between its letters": "Qu😀ille 🇺🇳 Vandrey",
    "a family of emoji": "Vandrey 👨‍👩‍👧‍👦",
    "fifty marks on each letter": "".join(letter + "\u0301\u0327" * 25 for letter in "Quille"),
    "wide letters": "Ｑｕｉｌｌｅ　Ｖａｎｄｒｅｙ",  # noqa: RUF001 - the same
    "mathematical letters": "𝕼𝖚𝖎𝖑𝖑𝖊 𝖁𝖆𝖓𝖉𝖗𝖊𝖞",  # noqa: RUF001 - the same
    "line breaks": "Quille\r\nVandrey",
    "a formula": '=cmd|"/c calc"!Vandrey',
    "markup": "<script>Vandrey</script>",
    "a query in SQL": "Vandrey'; DROP TABLE names; --",
    "a path": "../../../etc/vandrey",
    "a format": "%s%n{0} Vandrey",
}
"""Names that hold something that can be compared."""

UNREADABLE = {
    "nothing": "",
    "spaces": " \t\u00a0\u3000 ",
    "a full stop": ".",
    "punctuation": "-.,;:'\"!?()[]/\\&%$#@*+=~^|<>_`",
    "control characters": "".join(map(chr, range(1, 32))) + "\x7f\x85",
    "a NUL": "\x00",
    "what cannot be seen": "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202e\u2066",
    "emoji": "😀👩‍🚀🇺🇳",
    "half a surrogate pair": "\udc80",
    "marks without a letter": "\u0301\u0327\u0334",
    "private use": "\ue000\uf8ff",
    "no character at all": "\uffff\ufffe",
}
"""Names that hold nothing that can be compared."""

TOO_LONG = {
    "one letter again and again": "q" * LONG,
    "one word again and again": "Vandrey " * (LONG // 8),
    "initials": "Q. " * (LONG // 3),
    "hyphens": "q-" * (LONG // 2),
    "particles": "al-" * (LONG // 3),
    "compounds": "abdul " * (LONG // 6),
    "Arabic": "عبد " * (LONG // 4),
    "Cyrillic": "Вандрей " * (LONG // 8),
    "Han": "霑" * LONG,
    "Hangul": "김 " * (LONG // 2),
    "digits": "7" * LONG,
    "marks": "Q" + "\u0301" * LONG,
    "fillers of a passport": "Q<" * (LONG // 2),
    "a listed name behind much else": "z " * (LONG // 2) + "Quille Vandrey",
}
"""Names of 100,000 characters."""


def names() -> st.SearchStrategy[str]:
    """Return any text at all, half surrogate pairs among it, and parts of a listed name in it."""
    anything = st.text(st.characters(codec=None), max_size=60)
    listed = st.sampled_from(["Quille", "Vandrey", "عبد", "霑", "al-", "O'", " ", "ß", "…", "<<"])
    return st.lists(anything | listed, max_size=8).map("".join)


def long_words() -> st.SearchStrategy[str]:
    """Return names of words that are about as long as a part may be, compounds and particles among them."""
    letters = st.text("abcdijklwxyz", min_size=40, max_size=60)
    word = letters | st.sampled_from(["abdul", "ullah", "uddin", "al", "abu", "bin", "ltd", "and", "the"])
    return st.lists(word, min_size=1, max_size=30).map(" ".join)
