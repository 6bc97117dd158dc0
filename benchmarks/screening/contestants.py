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
        is_slow: Whether all queries would take it too long, so that it is asked a share of them for accuracy.
        knows_dates: Whether a birth date makes a difference to it.
        is_given: Whether it scores this project's candidates instead of its own.
    """

    name: str
    runner: str
    venv: str | None = None
    is_slow: bool = False
    knows_dates: bool = True
    is_given: bool = False


OURS: Final = Contestant("counterfoil", "counterfoil_screening")

PEERS: Final = (
    Contestant("nomenklatura logic-v1", "nomenklatura_logic_v1", "nomenklatura", is_slow=True),
    Contestant("nomenklatura logic-v2", "nomenklatura_logic_v2", "nomenklatura", is_slow=True),
    Contestant("logic-v1 on our candidates", "nomenklatura_logic_v1", "nomenklatura", is_slow=True, is_given=True),
    Contestant("logic-v2 on our candidates", "nomenklatura_logic_v2", "nomenklatura", is_slow=True, is_given=True),
    Contestant("rapidfuzz WRatio", "rapidfuzz_wratio", "rapidfuzz", is_slow=True, knows_dates=False),
    Contestant("rapidfuzz Jaro-Winkler", "rapidfuzz_jaro_winkler", "rapidfuzz", knows_dates=False),
)
