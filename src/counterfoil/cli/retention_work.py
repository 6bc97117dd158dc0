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
        return DueOutput(
            undecided=_clock(retention.undecided_due(connection, moment)),
            biometrics=_clock(retention.biometrics_due(connection, moment)),
            records=_clock(retention.records_due(connection, moment)),
        )


def run(*, is_vouched: bool) -> RanOutput:
    """End and erase what is due."""
    ran = retention.run(Database(), open_vault(), utc_now(), vouched=is_vouched)
    return RanOutput(
        undecided=ran.undecided,
        biometrics=ran.biometrics,
        records=ran.records,
        left=ran.left,
        doubted=ran.doubted,
    )


def _clock(stands: retention.Due) -> ClockOutput:
    return ClockOutput(
        due=stands.now,
        oldest=stands.oldest.isoformat() if stands.oldest else None,
        within_week=stands.within_week,
        within_month=stands.within_month,
        waiting=stands.waiting,
    )
