"""From checks and a policy to a decision. It never looks at pixels, and the same checks always decide the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from counterfoil.checks import Check, Outcome
from counterfoil.decision.policy import Policy
from counterfoil.decision.verdict import Verdict
from counterfoil.reasons import Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """What a verification comes to, and why.

    Attributes:
        verdict: One of accept, refer, retry, reject.
        reasons: Why it is not accept: of the checks that count, the gravest first, each once.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]


def decide(checks: Iterable[Check], policy: Policy) -> Decision:
    """Apply a policy's rules to what the checks found.

    A check that the policy asks for and nobody ran counts as ``not_run``; one that it does not ask for is shown to the
    reader and decides nothing.

    Args:
        checks: What was found; of several with one id, the gravest counts.
        policy: The rules.
    """
    found: dict[str, list[Check]] = {}
    for check in checks:
        found.setdefault(check.id, []).append(check)
    weighed = [
        (rule[check.outcome], check)
        for name, rule in policy.rules.items()
        for check in found.get(name, [Check(name, Outcome.NOT_RUN, reasons=(Reason.CHECK_SKIPPED,))])
    ]
    weighed.sort(key=lambda pair: -pair[0].rank)
    reasons = dict.fromkeys(
        reason for asked, check in weighed if asked is not Verdict.ACCEPT for reason in check.reasons
    )
    if len(reasons) > 1:
        reasons.pop(Reason.CHECK_SKIPPED, None)
    return Decision(weighed[0][0], tuple(reasons))
