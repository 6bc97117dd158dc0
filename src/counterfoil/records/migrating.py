"""Bringing a database to the newest layout, in one transaction."""

from pathlib import Path
from typing import Final

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from counterfoil.errors import RecordsError

_FOLDER: Final = Path(__file__).parent / "migrations"


def scripts() -> ScriptDirectory:
    """Return the migrations there are."""
    settings = Config()
    settings.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return ScriptDirectory.from_config(settings)


def migrate(connection: Connection) -> None:
    """Bring the database to the newest layout; what another process has done meanwhile is not done again.

    Args:
        connection: A transaction that writes.

    Raises:
        RecordsError: A newer Counterfoil made the database.
    """
    directory = scripts()

    def steps(revision: str, _: object) -> list[object]:
        return list(directory._upgrade_revs("head", revision))  # noqa: SLF001 - as command.upgrade

    try:
        with EnvironmentContext(Config(), directory, fn=steps) as environment:
            # SQLite undoes changes of the layout as well as any other, since the transaction is ours.
            environment.configure(connection=connection, transactional_ddl=True)
            environment.run_migrations()
    except CommandError:
        raise RecordsError(
            "A newer Counterfoil made this database", remedy="Use that one, or another database."
        ) from None
