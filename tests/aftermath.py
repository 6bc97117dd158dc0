"""What a client that was killed leaves behind: Postgres still does what it was asked for last."""

import time

from sqlalchemy import text

from counterfoil.records.database import Database

_SOMEBODY_IS_AT_WORK = text(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND state <> 'idle' LIMIT 1"
)


def wait_for_the_last_commit(database: Database) -> None:
    """Wait until nothing is under way that a killed client began: its last transaction may end after it."""
    if database.engine.dialect.name != "postgresql":
        return
    with database.engine.connect() as connection:
        while connection.execute(_SOMEBODY_IS_AT_WORK).scalar() is not None:
            connection.rollback()  # activity is looked at once a transaction
            time.sleep(0.01)
