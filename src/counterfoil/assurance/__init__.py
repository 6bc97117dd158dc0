"""How wrong is the system: accuracy, differentials between groups, presentation attacks; aggregates only.

Group labels are those that people gave about themselves, in a list that the caller brings. Nothing is inferred from a
face, and no score of a single pair leaves this room (the worst pairs, to find wrong labels, are asked for by name).
"""

from counterfoil.assurance.acquisition import Which
from counterfoil.assurance.assessment import Assessment
from counterfoil.assurance.attack_list import read_attacks
from counterfoil.assurance.pair_list import PairList, read_pairs
from counterfoil.assurance.presentation import Attacks
from counterfoil.assurance.presenting import present
from counterfoil.assurance.running import Run, run, versions
from counterfoil.assurance.work_file import WorkFile

__all__ = [
    "Assessment",
    "Attacks",
    "PairList",
    "Run",
    "Which",
    "WorkFile",
    "present",
    "read_attacks",
    "read_pairs",
    "run",
    "versions",
]
