"""What the commands of retention do."""

from counterfoil.cli.vault_output import ClockOutput, DueOutput, RanOutput
from counterfoil.clock import utc_now
from counterfoil.records import retention
from counterfoil.records.database import Database
from counterfoil.records.vault import open_vault


def due() -> DueOutput:
    """Count what is due."""
    moment = utc_now()
    with Database().reading() as connection:
        biometrics, records = (
            stands(connection, moment) for stands in (retention.biometrics_due, retention.records_due)
        )
    return DueOutput(biometrics=_clock(biometrics), records=_clock(records))


def run(*, is_vouched: bool) -> RanOutput:
    """Erase what is due."""
    ran = retention.run(Database(), open_vault(), utc_now(), vouched=is_vouched)
    return RanOutput(biometrics=ran.biometrics, records=ran.records, left=ran.left, doubted=ran.doubted)


def _clock(stands: retention.Due) -> ClockOutput:
    return ClockOutput(
        due=stands.now,
        oldest=stands.oldest.isoformat() if stands.oldest else None,
        within_week=stands.within_week,
        within_month=stands.within_month,
        waiting=stands.waiting,
    )
