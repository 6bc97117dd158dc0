"""Lists of whom to look out for: every published format read into entities, one at a time, with what was left out.

`read` opens a list; iterating over what it returns gives the entities. A list is never held in memory whole. One that
is cut off, is hostile or names nobody is refused; single entries that are wrong are left out and reported.
"""

from counterfoil.screening.lists.account import Skipped
from counterfoil.screening.lists.format import Format, detect
from counterfoil.screening.lists.reading import ListReading, Progress, read

__all__ = ["Format", "ListReading", "Progress", "Skipped", "detect", "read"]
