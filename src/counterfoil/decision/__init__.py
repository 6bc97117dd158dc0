"""Decision: a policy turns what the checks found into accept, refer, retry or reject."""

from counterfoil.decision.decide import Decision, decide
from counterfoil.decision.policy import Policy, ScreeningRule, built_in_policies, load_policy, parse_policy
from counterfoil.decision.verdict import Verdict

__all__ = [
    "Decision",
    "Policy",
    "ScreeningRule",
    "Verdict",
    "built_in_policies",
    "decide",
    "load_policy",
    "parse_policy",
]
