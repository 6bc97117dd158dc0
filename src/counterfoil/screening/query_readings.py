"""What the names of a query are read into; refused where that would not be all that they say."""

from counterfoil.errors import InputError
from counterfoil.screening import names
from counterfoil.screening.names import Reading
from counterfoil.screening.query import Query


def readings_of(query: Query) -> dict[Reading, str]:
    """Return every reading of a query's names, likeliest first, each with the name that it came from.

    Raises:
        InputError: None of the names holds a letter or a digit that could be compared, or one is read only in part,
            so that whoever stands in the rest would never be found. The message has no name.
    """
    found: dict[Reading, str] = {}
    for name in query.names:
        if len(name) > names.MOST_CHARACTERS:
            raise _too_long()
        for reading in names.read(name, query.schema):
            if len(reading) >= names.MOST_PARTS:
                raise _too_long()
            found.setdefault(reading, name)
    if not found:
        raise InputError(
            "The name holds no letter or digit that could be compared", remedy="Screen it by hand, or correct it."
        )
    return found


def _too_long() -> InputError:
    return InputError(
        f"A name has more than {names.MOST_CHARACTERS:,} characters or {names.MOST_PARTS - 1} parts",
        remedy="It cannot be compared whole: screen it by hand, or in pieces.",
    )
