"""What the commands of monitoring and alerts print as JSON: published in docs/reference, and kept by tests."""

from typing import Annotated, Literal

from pydantic import Field

from counterfoil.output import Fraction, Output
from counterfoil.records.alerts import Action, Because, Disposition, State
from counterfoil.report.published.screening_shapes import HitOutput, Moment

Count = Annotated[int, Field(ge=0)]


class StepOutput(Output):
    """One thing that happened to an alert."""

    at: Moment
    by: Annotated[str, Field(description="The account that took the step; `counterfoil` where no person did.")]
    action: Action
    disposition: Annotated[Disposition | None, Field(description="What was proposed, confirmed or sent back.")]
    reason: Annotated[str, Field(description="In the reviewer's words, or a code of ours.")]


class SuppressionOutput(Output):
    """An entry of the good-guy list: two people found that this customer is not that entity."""

    alert: Annotated[int, Field(description="The alert in which they found it.")]
    customer: str
    list: str
    entity: str
    proposed_by: str
    confirmed_by: str
    reason: str
    created: Moment
    expires: Moment
    ended: Annotated[Moment | None, Field(description="Null while it holds.")]
    ended_because: Because | None


class FoundOutput(Output):
    """What was found of the two, as it was when it was found."""

    rate: Annotated[Fraction, Field(description="The alert rate of the run.")]
    list_version: str
    matcher: str
    hit: HitOutput


class AlertOutput(Output):
    """One customer and one entity that somebody has to decide on, or has."""

    id: int
    customer: Annotated[str, Field(description="The caller's id.")]
    list: str
    entity: Annotated[str, Field(description="The publisher's identifier of the entry.")]
    round: Annotated[int, Field(ge=1, description="2 and more: it follows an alert on the same two that was closed.")]
    state: State
    disposition: Annotated[Disposition | None, Field(description="Proposed, or confirmed when closed or escalated.")]
    proposed_by: str | None
    delisted: Annotated[bool, Field(description="Whether the list has dropped the entity since.")]
    opened: Moment
    changed: Moment
    found: Annotated[tuple[FoundOutput, ...], Field(description="The newest last.")]
    steps: Annotated[tuple[StepOutput, ...], Field(description="The newest last; nothing is ever taken out.")]


class AlertsOutput(Output):
    """What ``counterfoil screen alerts`` prints."""

    alerts: Annotated[list[AlertOutput], Field(description="The longest open first.")]
    counts: Annotated[dict[State, Count], Field(description="How many there are in each state, shown or not.")]
    good_guys: Annotated[
        list[SuppressionOutput] | None, Field(description="With --suppressed: the pairs that raise no alert.")
    ]


class DecidedOutput(Output):
    """What ``counterfoil screen decide`` prints."""

    alert: AlertOutput
    suppression: Annotated[SuppressionOutput | None, Field(description="The entry that it made, or ended.")]
    reopened: Annotated[int | None, Field(description="With --revoke: the alert that was opened instead.")]


class SkippedOutput(Output):
    """A row that was not used."""

    line: Annotated[int, Field(ge=1)]
    message: Annotated[str, Field(description="What is wrong with it; never what it says.")]


class RegisteredOutput(Output):
    """What ``counterfoil screen register`` prints."""

    added: Count
    changed: Annotated[Count, Field(description="Something material is new: they are screened again.")]
    unchanged: Count
    removed: Count
    reopened: Annotated[Count, Field(description="Alerts on the good-guy list that a change opened again.")]
    skipped: Annotated[list[SkippedOutput], Field(description="Rows that could not be used: nobody watches those.")]
    customers: Annotated[Count, Field(description="How many are registered now.")]


class RunOutput(Output):
    """What monitoring one list came to."""

    list: str
    full: Annotated[bool, Field(description="Whether everyone was screened against the whole list.")]
    since: Annotated[str | None, Field(description="The version that was covered before; null where there was none.")]
    version: Annotated[str, Field(description="The version that is covered now.")]
    matcher: str
    alert_fpr: Fraction
    engine: Annotated[
        Literal["native", "reference"] | None, Field(description="What compared names; null where nothing had to be.")
    ]
    resumed: Annotated[
        bool, Field(description="Whether it went on with a run that was stopped; counts are of this part.")
    ]
    changes: Annotated[Count, Field(description="Entities that were new, or said something new.")]
    customers: Annotated[Count, Field(description="Customers who were screened against the whole list.")]
    opened: Count
    reopened: Annotated[Count, Field(description="Alerts opened again: something material changed, or time was over.")]
    updated: Annotated[Count, Field(description="Alerts that learnt of something new.")]
    repeated: Annotated[Count, Field(description="Hits that an alert knows already.")]
    suppressed: Annotated[
        tuple[SuppressionOutput, ...], Field(description="Hits that two people had found to be others.")
    ]
    delisted: Annotated[Count, Field(description="Alerts about entities that the list has dropped.")]
    full_run_due: Annotated[
        tuple[Literal["matcher_changed", "rate_changed"], ...],
        Field(description="Why everyone should be screened again, with --full; empty when nothing asks for it."),
    ]


class MonitoredOutput(Output):
    """What ``counterfoil screen monitor`` prints."""

    runs: Annotated[list[RunOutput], Field(description="One a list.")]
    counts: Annotated[dict[State, Count], Field(description="How many alerts there are in each state now.")]
