"""Postgres under the records: through psycopg 3, shared by several processes on several machines.

A reader has one snapshot for its whole transaction (REPEATABLE READ, READ ONLY), which Postgres never refuses. A writer
reads what is committed at each statement (READ COMMITTED): whoever waited for a row's lock then sees what the other has
written, and a condition in an UPDATE is looked at again. Under REPEATABLE READ it would be refused instead, and each
caller would have to begin again.
"""

from typing import Final

from sqlalchemy import URL, Engine, create_engine

from counterfoil.errors import RecordsError

DRIVER: Final = "postgresql+psycopg"

READING: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
WRITING: Final = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}

_CONNECTIONS_KEPT: Final = 5
_CONNECTIONS_AT_MOST: Final = 15
"""Of one process. Three API processes and three workers then stay below the 100 that Postgres allows by default."""

_WAIT_SECONDS: Final = 30
_CONNECT_SECONDS: Final = 10
_AGE_SECONDS: Final = 1800
"""Connections older than this are opened anew, so that a failover or a firewall that forgets them costs one attempt."""

_REFUSALS: Final = ("42501", "25006", "3F000")
"""SQLSTATEs: insufficient privilege, a transaction that may only read (as on a replica), no schema that may be used."""


def url_of(url: URL) -> URL:
    """Return the URL with the driver that is used here.

    Raises:
        RecordsError: Its password hides an @ that is not written as %40, so that a part of it would be taken for the
            host, and told in messages.
    """
    if "@" in (url.host or ""):
        raise RecordsError("The URL of the database cannot be read", remedy="Write an @ in its password as %40.")
    return url.set(drivername=DRIVER)


def engine_for(url: URL) -> Engine:
    """Return an engine. Connections are asked whether they live before they are used.

    Raises:
        RecordsError: The URL names an option that there is not.
    """
    engine = create_engine(
        url,
        pool_size=_CONNECTIONS_KEPT,
        max_overflow=_CONNECTIONS_AT_MOST - _CONNECTIONS_KEPT,
        pool_timeout=_WAIT_SECONDS,
        pool_recycle=_AGE_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "counterfoil",
            "options": f"-c timezone=UTC -c lock_timeout={_WAIT_SECONDS}s",
        },
    )
    _require_options(engine, url)
    return engine


def is_refusal(wrong: BaseException | None) -> bool:
    """Return whether Postgres refuses because of how it is set up: rights are missing, or it is a replica."""
    return getattr(wrong, "sqlstate", None) in _REFUSALS


def _require_options(engine: Engine, url: URL) -> None:
    """Look at the URL's options before the first connection, which would name a wrong one too late to be told apart."""
    from psycopg import ProgrammingError  # noqa: PLC0415 - only where Postgres is used
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415

    options = engine.dialect.create_connect_args(url)[1]
    try:
        make_conninfo(**{name: value for name, value in options.items() if name != "context"})
    except ProgrammingError:
        raise RecordsError("The URL of the database names an option that Postgres does not have") from None
