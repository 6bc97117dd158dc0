"""Who takes part in screening, and how much each of them is asked."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to screen.

    Attributes:
        name: As the tables call it.
        runner: Module of `benchmarks.runners`.
        venv: Folder of its environment under ``--venvs``; None is the environment of this project.
        share: Which share of the queries it is asked for accuracy; less than all where all would take it too long.
        knows_dates: Whether a birth date makes a difference to it.
        is_given: Whether it scores this project's candidates instead of its own.
    """

    name: str
    runner: str
    venv: str | None = None
    share: float = 1.0
    knows_dates: bool = True
    is_given: bool = False


_SLOW: Final = 1 / 3
"""The share of whoever does fewer than about 50 queries a second: the whole would take most of an hour."""

OURS: Final = Contestant("counterfoil", "counterfoil_screening")

PEERS: Final = (
    Contestant("nomenklatura logic-v1", "nomenklatura_logic_v1", "nomenklatura"),
    Contestant("nomenklatura logic-v2", "nomenklatura_logic_v2", "nomenklatura", _SLOW),
    Contestant("logic-v1 on our candidates", "nomenklatura_logic_v1", "nomenklatura", _SLOW, is_given=True),
    Contestant("logic-v2 on our candidates", "nomenklatura_logic_v2", "nomenklatura", _SLOW, is_given=True),
    Contestant("rapidfuzz WRatio", "rapidfuzz_wratio", "rapidfuzz", _SLOW, knows_dates=False),
    Contestant("rapidfuzz Jaro-Winkler", "rapidfuzz_jaro_winkler", "rapidfuzz", knows_dates=False),
)
