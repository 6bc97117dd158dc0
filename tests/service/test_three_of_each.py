"""Three API processes and three workers on one Postgres: whoever asks whichever of them gets one decision each."""

import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from served import COMMAND, Served

from counterfoil.client import Client
from counterfoil.records import ledger, verifications
from counterfoil.records.access.tenants import DEFAULT
from counterfoil.records.database import Database
from counterfoil.records.ledger import Verified, verify_ledger
from counterfoil.records.signing import jwks
from counterfoil.records.signing_files import load_or_create

ENDS = ("accept", "reject") * 12

pytestmark = pytest.mark.usefixtures("store")  # so that the models are there


def test_what_several_ask_at_once_is_decided_once_each(empty_postgres_url, tmp_path):
    environment = {"COUNTERFOIL_DATABASE": empty_postgres_url, "COUNTERFOIL_LOG_FORMAT": "text"}
    options = ("--no-offer", "--api-processes", "3", "--workers", "3")
    with Served(tmp_path, *options, environment=environment) as served:
        url = served.line(r"answers at (http://localhost:\d+)")[1]
        made = subprocess.run(  # noqa: S603 - our own command
            [COMMAND, "keys", "create", "tests", "--test", "--scope", "all"],
            env=served.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        for _ in range(3):
            served.line("worker is ready")

        def goes_its_way(ends: str) -> str:
            with Client(url, made.stdout.strip()) as client:  # a connection of its own, and so any of the processes
                created = client.create("bank", test=ends)
                assert client.wait(created.id, seconds=300).verdict == ends
                return created.id

        with ThreadPoolExecutor(12) as people:
            ids = list(people.map(goes_its_way, ENDS))
        assert served.stop(signal.SIGTERM) == 0
    assert "Traceback" not in served.said
    assert len(set(ids)) == len(ENDS)
    database = Database(empty_postgres_url)
    with database.reading() as connection:
        for which in ids:
            steps = ledger.entries(connection, DEFAULT, subject=which)
            assert [step.kind for step in steps].count("verification.decided") == 1
            known = verifications.get(connection, DEFAULT, which)
            assert known.state is verifications.State.DECIDED
        key = load_or_create(tmp_path / "counterfoil" / "signing.jwk")
        assert isinstance(verify_ledger(connection, DEFAULT, jwks([key])), Verified)
    database.close()
