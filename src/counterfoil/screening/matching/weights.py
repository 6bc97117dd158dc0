"""How much a part of a name says."""

from typing import Final

from counterfoil.screening.matching.parameters import Parameters
from counterfoil.screening.names import Kind, Part

_LENGTHS: Final = 7
_FIRST_LENGTH: Final = Parameters._fields.index("length_1")
_TITLE, _LEGAL_FORM, _PARTICLE, _PATRONYMIC = map(int, (Kind.TITLE, Kind.LEGAL_FORM, Kind.PARTICLE, Kind.PATRONYMIC))
_SAYS_LITTLE: Final = _PARTICLE | _TITLE | _LEGAL_FORM


def weight(part: Part, costs: Parameters) -> float:
    """Return how much a part says: the more the longer it is, less for particles, titles, legal forms, patronymics."""
    by_length = costs[_FIRST_LENGTH + min(len(part.text), _LENGTHS) - 1]
    kind = int(part.kind)  # an enumeration's own operators take longer than all the rest
    if kind & _TITLE:
        return by_length * costs.title
    if kind & _LEGAL_FORM:
        return by_length * costs.legal_form
    if kind & _PARTICLE:
        return by_length * costs.particle
    if kind & _PATRONYMIC:
        return by_length * costs.patronymic
    return by_length


def says(part: Part) -> bool:
    """Return whether a part counts among those of which two must meet."""
    return len(part.text) > 1 and not int(part.kind) & _SAYS_LITTLE
