"""By which rule two parts of names met."""

from enum import StrEnum


class Rule(StrEnum):
    """Why two parts count as one, in the order in which they are tried when several cost the same."""

    EXACT = "exact"
    """The same letters."""
    SPELLING = "spelling"
    """A few letters differ, as in a slip of the pen."""
    LOOK_ALIKE = "look_alike"
    """A few letters differ that a reader of print takes for one another."""
    SOUND = "sound"
    """They sound alike, as spellings of one name between languages do."""
    NICKNAME = "nickname"
    """Forms of one given name."""
    INITIAL = "initial"
    """One is the first letter of the other."""
    TRUNCATED = "truncated"
    """One was cut and begins the other."""
    JOINED = "joined"
    """Several parts of the query are written as one in the list."""
    SPLIT = "split"
    """One part of the query is written as several in the list."""
