"""A verification in its published shape: what the command prints, and what the service keeps and hands out."""

from counterfoil.decision import Policy
from counterfoil.report.disclosure import visible_checks, visible_reading, visible_screening
from counterfoil.report.published import shapes
from counterfoil.report.published.parts import (
    checks_output,
    comparison_output,
    components_output,
    document_output,
    liveness_output,
    one_line,
    picture_output,
)
from counterfoil.report.published.screened import screened_output
from counterfoil.verification import Verification


def verification_json(result: Verification) -> str:
    """Return a verification as one JSON object on one line."""
    reading, policy, reasons = visible_reading(result), result.policy, result.decision.reasons
    answered = result.liveness.challenge if result.liveness else None
    return one_line(
        shapes.VerificationOutput(
            decision=result.decision.verdict.value,
            reasons=[reason.code for reason in reasons],
            advice=list(dict.fromkeys(reason.public for reason in reasons)),
            checks=checks_output(visible_checks(result)),
            document=document_output(reading.mrz) if reading and reading.mrz else None,
            comparison=comparison_output(result.comparison) if result.comparison else None,
            liveness=liveness_output(answered) if answered else None,
            quality=components_output(result.quality),
            screening=screened_output(screened) if (screened := visible_screening(result)) else None,
            policy=policy_output(policy),
            today=result.today.isoformat(),
            evidence=shapes.PicturesOutput(
                document=picture_output(result.document_picture),
                back=picture_output(result.back_picture) if result.back_picture else None,
                probe=picture_output(result.probe_picture),
            ),
            versions=dict(result.versions),
        )
    )


def policy_output(policy: Policy) -> shapes.PolicyOutput:
    """Return which rules were applied."""
    return shapes.PolicyOutput(
        name=policy.name,
        version=policy.version,
        purpose=policy.purpose,
        max_fmr=policy.max_fmr,
        minimum_age=policy.minimum_age,
        max_fpr=policy.screening.max_fpr if policy.screening else None,
        max_age_days=policy.screening.max_age_days if policy.screening else None,
        sha256=policy.sha256,
    )
