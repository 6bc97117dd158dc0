"""How much a part of a name says."""

from typing import Final

from counterfoil.screening.matching.parameters import Parameters
from counterfoil.screening.names import Kind, Part

_LENGTHS: Final = 7
_FIRST_LENGTH: Final = Parameters._fields.index("length_1")
_SAYS_LITTLE: Final = Kind.PARTICLE | Kind.TITLE | Kind.LEGAL_FORM


def weight(part: Part, costs: Parameters) -> float:
    """Return how much a part says: the more the longer it is, less for particles, titles, legal forms, patronymics."""
    by_length = costs[_FIRST_LENGTH + min(len(part.text), _LENGTHS) - 1]
    if part.kind & Kind.TITLE:
        return by_length * costs.title
    if part.kind & Kind.LEGAL_FORM:
        return by_length * costs.legal_form
    if part.kind & Kind.PARTICLE:
        return by_length * costs.particle
    if part.kind & Kind.PATRONYMIC:
        return by_length * costs.patronymic
    return by_length


def says(part: Part) -> bool:
    """Return whether a part counts among those of which two must meet."""
    return len(part.text) > 1 and not part.kind & _SAYS_LITTLE
