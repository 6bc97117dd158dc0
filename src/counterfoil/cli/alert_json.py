"""What the commands of monitoring and alerts share: what they print, from what the records say."""

from collections.abc import Iterable, Mapping

from counterfoil.cli.alert_output import (
    AlertOutput,
    AlertsOutput,
    DecidedOutput,
    FoundOutput,
    MonitoredOutput,
    RegisteredOutput,
    RunOutput,
    SkippedOutput,
    StepOutput,
    SuppressionOutput,
)
from counterfoil.records.alerts import Alert, Effect, Evidence, GoodGuy, State
from counterfoil.records.customers.customer_file import FromFile
from counterfoil.records.monitoring import Monitored
from counterfoil.report.published.screening_shapes import HitOutput


def alert(one: Alert) -> AlertOutput:
    """Return an alert in the published shape."""
    return AlertOutput(
        id=one.id,
        customer=one.pair.customer,
        list=one.pair.list,
        entity=one.pair.entity,
        round=one.round,
        state=one.state,
        disposition=one.disposition,
        proposed_by=one.proposed_by,
        delisted=one.is_delisted,
        opened=one.opened_at.isoformat(),
        changed=one.changed_at.isoformat(),
        found=tuple(_found(hit) for hit in one.hits),
        steps=tuple(
            StepOutput(
                at=step.at.isoformat(),
                by=step.by,
                action=step.action,
                disposition=step.disposition,
                reason=step.reason,
            )
            for step in one.steps
        ),
    )


def alerts(found: Iterable[Alert], counts: Mapping[State, int], good_guys: Iterable[GoodGuy] | None) -> AlertsOutput:
    """Return alerts in the published shape."""
    return AlertsOutput(
        alerts=[alert(one) for one in found],
        counts=dict(counts),
        good_guys=None if good_guys is None else [suppression(entry) for entry in good_guys],
    )


def suppression(entry: GoodGuy) -> SuppressionOutput:
    """Return an entry of the good-guy list in the published shape."""
    return SuppressionOutput(
        alert=entry.alert,
        customer=entry.pair.customer,
        list=entry.pair.list,
        entity=entry.pair.entity,
        proposed_by=entry.proposed_by,
        confirmed_by=entry.confirmed_by,
        reason=entry.reason,
        created=entry.created_at.isoformat(),
        expires=entry.expires_at.isoformat(),
        ended=entry.ended_at.isoformat() if entry.ended_at else None,
        ended_because=entry.ended_because,
    )


def decided(one: Alert, entry: GoodGuy | None, reopened: int | None) -> DecidedOutput:
    """Return what a decision came to in the published shape."""
    return DecidedOutput(alert=alert(one), suppression=suppression(entry) if entry else None, reopened=reopened)


def registered(came: FromFile, customers: int) -> RegisteredOutput:
    """Return what a registration came to in the published shape."""
    return RegisteredOutput(
        added=came.registered.added,
        changed=came.registered.changed,
        unchanged=came.registered.unchanged,
        removed=came.removed,
        reopened=came.registered.reopened,
        skipped=[SkippedOutput(line=row.line, message=row.why) for row in came.skipped],
        customers=customers,
    )


def monitored(runs: Iterable[Monitored], counts: Mapping[State, int]) -> MonitoredOutput:
    """Return what monitoring came to in the published shape."""
    return MonitoredOutput(runs=[_run(one) for one in runs], counts=dict(counts))


def _found(hit: Evidence) -> FoundOutput:
    return FoundOutput(
        rate=hit.rate,
        list_version=hit.list_version,
        matcher=hit.matcher,
        hit=HitOutput.model_validate(dict(hit.explanation)),
    )


def _run(one: Monitored) -> RunOutput:
    run = one.run
    return RunOutput.model_validate(
        {
            "list": run.list,
            "full": run.is_full,
            "since": run.since,
            "version": run.version,
            "matcher": run.matcher,
            "alert_fpr": run.rate,
            "engine": one.engine or None,
            "resumed": run.is_resumed,
            "changes": one.changes,
            "customers": one.customers,
            "opened": one.effects[Effect.OPENED],
            "reopened": one.reopened + one.effects[Effect.REOPENED],
            "updated": one.effects[Effect.UPDATED],
            "repeated": one.effects[Effect.REPEATED],
            "suppressed": [suppression(entry) for entry in one.suppressed],
            "delisted": one.delisted,
            "full_run_due": list(run.full_run_due),
        }
    )
