"""A real Postgres for tests: Debian's own program, in a folder of its own, on a socket that only this machine sees."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import psycopg

_PLACES: Final = "/usr/lib/postgresql/*/bin"
_SETTINGS: Final = {
    "listen_addresses": "",
    "fsync": "off",  # a machine that loses power loses the test with it
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "200",
    "autovacuum": "off",
    "log_min_messages": "fatal",
}
_SECONDS_TO_START: Final = 300
_OTHER_SCHEMAS: Final = """SELECT count(*) FROM pg_namespace
    WHERE nspname NOT IN ('public', 'information_schema') AND nspname NOT LIKE 'pg\\_%'"""
_TABLES: Final = """SELECT quote_ident(tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'"""


class NotInstalledError(Exception):
    """Postgres is missing; the text says what installs it."""


class PostgresServer:
    """A server. It can be stopped and started again, as servers are at three in the morning."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._folder = Path(tempfile.mkdtemp(prefix="counterfoil-postgres-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        # Postgres refuses to run as root; as anybody else it runs as who we are.
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
            self._user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self._run("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8")
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        self._process = subprocess.Popen(  # noqa: S603 - Debian's program
            [
                self._programs / "postgres",
                *("-D", self._data),
                f"--unix_socket_directories={self._folder}",
                *settings,
            ],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._user,
        )
        until = time.monotonic() + _SECONDS_TO_START
        while True:
            try:
                psycopg.connect(self._conninfo("postgres")).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop it at once; whoever is connected is thrown out."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()
            self._process = None

    def new_database(self) -> str:
        """Make a database with nothing in it; return its name."""
        self._made += 1
        name = f"test_{self._made}"
        self._tell(f'CREATE DATABASE "{name}"')
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database; whoever is connected to it is thrown out."""
        self._tell(f'DROP DATABASE "{name}" WITH (FORCE)')

    def empty_database(self, name: str) -> bool:
        """Throw out whoever is connected and empty every table, which is faster than another database.

        Returns:
            False when there is more in it than tables, such as another schema, and it should be dropped instead.
        """
        self._tell(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608
        with psycopg.connect(self._conninfo(name), autocommit=True) as connection:
            if connection.execute(_OTHER_SCHEMAS).fetchone() != (0,):
                return False
            connection.execute("SET session_replication_role = replica")  # no foreign key is looked at
            deletions = [f"DELETE FROM {row[0]}" for row in connection.execute(_TABLES)]  # noqa: S608
            connection.execute("; ".join(deletions).encode())
            connection.execute("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'")
        return True

    def url(self, name: str) -> str:
        """Return the URL of a database."""
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"

    def close(self) -> None:
        """Stop it and remove all that it kept."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _conninfo(self, name: str) -> str:
        return f"host={self._folder} user=postgres dbname={name}"

    def _tell(self, command: str) -> None:
        with psycopg.connect(self._conninfo("postgres"), autocommit=True) as connection:
            connection.execute(command.encode())

    def _run(self, program: str, *arguments: str) -> None:
        command = [self._programs / program, f"--pgdata={self._data}", *arguments]
        done = subprocess.run(  # noqa: S603 - Debian's program
            command, cwd=self._folder, capture_output=True, text=True, check=False, **self._user
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.strip()}")


def _programs() -> Path:
    """Return the folder of Postgres' programs, those of the newest version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    places = sorted(Path("/").glob(_PLACES.removeprefix("/")), key=lambda place: int(place.parent.name))
    if not places:
        raise NotInstalledError("Postgres is not installed: make test installs it, as root on Debian")
    return places[-1]
