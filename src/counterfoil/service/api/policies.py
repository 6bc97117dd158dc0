"""Which policies verifications may name."""

from typing import Annotated, Any, Final

from fastapi import APIRouter
from pydantic import Field

from counterfoil.checks import Outcome
from counterfoil.decision import Policy, Verdict
from counterfoil.service.access.callers import ReadsVerifications
from counterfoil.service.api.shapes.parts import Said, example
from counterfoil.service.state import Here

router = APIRouter(prefix="/v1/policies", tags=["verifications"])

_POLICY: Final[dict[str, Any]] = {
    "name": "counter",
    "version": 1,
    "purpose": "To confirm, over the counter, that the buyer is old enough.",
    "sha256": "3c" * 32,
    "formats": ["TD1", "TD3"],
    "minimum_age": 18,
    "screens": False,
    "needs_liveness": False,
    "discloses": "answer",
}


class PolicyOut(Said):
    """A policy: what one purpose asks for."""

    model_config = example(**_POLICY)

    name: Annotated[str, Field(description="What `POST /v1/verifications` takes as `policy`.")]
    version: Annotated[int, Field(description="Its version, as its file says.")]
    purpose: Annotated[str, Field(description="Why people are verified under it, in words that they are shown.")]
    sha256: Annotated[str, Field(description="Digest of its file.")]
    formats: Annotated[list[str], Field(description="Formats of Doc 9303 that it accepts.")]
    minimum_age: Annotated[int | None, Field(description="In years; null when it asks for no age.")]
    screens: Annotated[bool, Field(description="Whether names are screened against lists.")]
    needs_liveness: Annotated[
        bool, Field(description="Whether only the live challenge will do; a picture then goes to a reviewer.")
    ]
    discloses: Annotated[str, Field(description="`document`: results show what it says; `answer`: only the answer.")]


class PoliciesOut(Said):
    """Every policy that a verification may name."""

    model_config = example(policies=[_POLICY])

    policies: Annotated[list[PolicyOut], Field(description="By name.")]


@router.get("", operation_id="listPolicies", summary="List policies")
def policies(caller: ReadsVerifications, service: Here) -> PoliciesOut:
    """Return the policies that come with Counterfoil, and those of the operator's own."""
    del caller
    return PoliciesOut(policies=[_out(policy) for _, policy in sorted(service.policies.items())])


def needs_liveness(policy: Policy) -> bool:
    """Return whether a policy accepts nobody who did not answer the live challenge."""
    rule = policy.rules.get("liveness.challenge")
    return rule is not None and rule[Outcome.NOT_RUN] is not Verdict.ACCEPT


def _out(policy: Policy) -> PolicyOut:
    return PolicyOut(
        name=policy.name,
        version=policy.version,
        purpose=policy.purpose,
        sha256=policy.sha256,
        formats=list(policy.formats),
        minimum_age=policy.minimum_age,
        screens=policy.screening is not None,
        needs_liveness=needs_liveness(policy),
        discloses="document" if policy.discloses_document else "answer",
    )
