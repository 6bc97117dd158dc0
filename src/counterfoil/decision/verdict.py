"""The four verdicts and their order of precedence."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a verification comes to.

    The members stand in order of precedence, the weakest first: where checks ask for different verdicts, the one that
    comes last here is taken. A bad capture outranks the review, since a person should judge a good capture; a
    rejection outranks both, since no better capture would change it.
    """

    ACCEPT = "accept"
    REFER = "refer"
    RETRY = "retry"
    REJECT = "reject"

    @property
    def rank(self) -> int:
        """Return the place in the order of precedence, 0 for ``accept``."""
        return tuple(Verdict).index(self)
