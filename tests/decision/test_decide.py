import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.checks import QUESTIONS, Check, Outcome
from counterfoil.decision import Verdict, decide, load_policy
from counterfoil.reasons import Reason

BANK = load_policy("bank")
REMOTE = load_policy("remote")  # where nobody watches, nothing may be left out


def checks(**outcomes: tuple[Outcome, Reason | None]) -> list[Check]:
    """Every check of the bank's policy, passed, but for those given (with ``__`` for the dot)."""
    made = {name: Check(name, Outcome.PASSED) for name in BANK.rules}
    for name, (outcome, reason) in outcomes.items():
        dotted = name.replace("__", ".")
        made[dotted] = Check(dotted, outcome, reasons=(reason,) if reason else ())
    return list(made.values())


def test_when_every_check_passes_the_bearer_is_accepted():
    decision = decide(checks(), BANK)
    assert decision.verdict is Verdict.ACCEPT
    assert decision.reasons == ()


@pytest.mark.parametrize(
    ("check", "outcome", "reason", "verdict"),
    [
        ("document.expiry", Outcome.FAILED, Reason.DOCUMENT_EXPIRED, Verdict.REJECT),
        ("face.match", Outcome.FAILED, Reason.FACE_DIFFERENT, Verdict.REFER),
        ("face.sharpness", Outcome.FAILED, Reason.FACE_BLURRED, Verdict.RETRY),
        ("document.mrz", Outcome.INCONCLUSIVE, Reason.DOCUMENT_NOT_FOUND, Verdict.RETRY),
        ("face.match", Outcome.NOT_RUN, Reason.CHECK_SKIPPED, Verdict.REFER),
    ],
)
def test_one_check_that_does_not_pass_decides_as_the_policy_says(check, outcome, reason, verdict):
    decision = decide(checks(**{check.replace(".", "__"): (outcome, reason)}), BANK)
    assert decision.verdict is verdict
    assert decision.reasons == (reason,)


def test_the_gravest_verdict_wins_and_its_reason_comes_first():
    decision = decide(
        checks(
            face__match=(Outcome.FAILED, Reason.FACE_DIFFERENT),
            face__exposure=(Outcome.FAILED, Reason.FACE_DARK),
            document__expiry=(Outcome.FAILED, Reason.DOCUMENT_EXPIRED),
        ),
        BANK,
    )
    assert decision.verdict is Verdict.REJECT
    assert decision.reasons == (Reason.DOCUMENT_EXPIRED, Reason.FACE_DARK, Reason.FACE_DIFFERENT)


@pytest.mark.parametrize("name", [name for name in REMOTE.rules if name != "document.expected"])
def test_a_check_that_nobody_ran_is_never_taken_as_passed(name):
    decision = decide([Check(rule, Outcome.PASSED) for rule in REMOTE.rules if rule != name], REMOTE)
    assert decision.verdict is Verdict.REFER
    assert decision.reasons == (Reason.CHECK_SKIPPED,)


def test_a_check_that_the_policy_does_not_ask_for_decides_nothing():
    advisory = Check("document.age", Outcome.FAILED, reasons=(Reason.AGE_UNDER,))
    assert decide([*checks(), advisory], BANK).verdict is Verdict.ACCEPT


def test_of_two_findings_on_one_question_the_graver_counts():
    twice = [*checks(), Check("face.match", Outcome.FAILED, reasons=(Reason.FACE_DIFFERENT,))]
    assert decide(twice, BANK).verdict is Verdict.REFER


@given(st.lists(st.builds(Check, st.sampled_from(sorted(QUESTIONS)), st.sampled_from(Outcome)), max_size=30))
def test_accept_means_that_every_check_of_the_policy_passed(found):
    accepted = decide(found, BANK).verdict is Verdict.ACCEPT
    passed = {check.id for check in found if check.outcome is Outcome.PASSED}
    other = {check.id for check in found if check.outcome is not Outcome.PASSED}
    assert accepted == (set(BANK.rules) <= passed - other)


@given(st.permutations(checks(face__pose=(Outcome.FAILED, Reason.FACE_POSE), face__size=(Outcome.FAILED, None))))
def test_the_order_of_the_checks_does_not_matter(found):
    assert decide(found, BANK) == decide(checks(face__pose=(Outcome.FAILED, Reason.FACE_POSE)), BANK)
