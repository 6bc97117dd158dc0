"""The tables of names that come with the package: text files, a comment after ``#``, an entry a line."""

from collections.abc import Iterator
from importlib import resources
from typing import Final

_FOLDER: Final = "tables"


def lines(table: str) -> Iterator[str]:
    """Yield the lines of a table; a line that begins with spaces goes on with the one before it."""
    text = resources.files(__package__).joinpath(_FOLDER, f"{table}.txt").read_text(encoding="utf-8")
    whole = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(" "):
            whole += line
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole


def words(table: str) -> frozenset[str]:
    """Return every word of a table."""
    return frozenset(word for line in lines(table) for word in line.split())


def pairs(table: str) -> dict[str, str]:
    """Return the rest of each line by its first word."""
    return {first: rest for first, _, rest in (line.partition(" ") for line in lines(table))}


def forms(table: str) -> dict[str, list[str]]:
    """Return the forms, parted by commas, by what stands before the colon of each line."""
    entries = (line.partition(":") for line in lines(table))
    return {head: [" ".join(form.split()) for form in every.split(",")] for head, _, every in entries}
