"""What the service stands on goes and comes back: every answer in between says so, and nothing is left half done."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import httpx
from sqlalchemy import func, select
from traffic import picture

from counterfoil.models import REGISTRY
from counterfoil.records import ledger
from counterfoil.records.agreeing import first_disagreement
from counterfoil.records.signing import jwks
from counterfoil.records.tables import evidence, verifications
from counterfoil.service.problems import MEDIA_TYPE
from counterfoil.verification import MODELS
from tests import amazon
from tests.postgres_server import PostgresServer
from tests.small_disk import full, small_disk

CREATE = {"policy": "bank"}


def unavailable(answer: httpx.Response, code: str) -> bool:
    """Is this the answer of a service that cannot do it now, and tells nobody where its things are?"""
    said = answer.json()
    assert answer.headers["content-type"] == MEDIA_TYPE, answer.text
    assert int(answer.headers["retry-after"]) >= 1
    assert not any(place in answer.text for place in ("/tmp", "vault.key", "s3://", "postgres", "sqlite"))  # noqa: S108
    return (answer.status_code, said["code"]) == (503, code)


def picture_of(number: int) -> bytes:
    return picture(random.Random(number))  # noqa: S311 - which picture, no secret


@contextmanager
def consented(own, api):
    """Give the page of a new verification whose person has consented."""
    token = api.post("/v1/verifications", json=CREATE).json()["capture_url"].partition("#")[2]
    with own.page() as page:
        assert page.post("/v1/capture/session", json={"token": token}).status_code == 200
        assert page.post("/v1/capture/consent", json={"version": "1", "language": "en"}).status_code == 200
        yield page


def many(own, table) -> int:
    with own.books.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_database_that_is_gone_is_told_and_one_that_is_back_is_used_at_once(killable):
    server = PostgresServer()
    try:
        own = killable(server.url("postgres"))
        with own.api() as api, consented(own, api) as page, ThreadPoolExecutor(2) as pool:
            headers = {"Idempotency-Key": "sent-while-it-was-gone"}

            def asked(_number):
                return [
                    api.get("/v1/verifications"),
                    api.post("/v1/verifications", json=CREATE, headers=headers),
                    page.get("/v1/capture"),
                    page.put("/v1/capture/probe", content=picture_of(1)),
                ]

            before = many(own, verifications)
            server.stop()
            for answers in pool.map(asked, range(4)):
                assert all(unavailable(answer, "records_unavailable") for answer in answers)
            assert api.get("/v1/health/live").status_code == 200
            ready = api.get("/v1/health/ready")
            assert (ready.status_code, ready.json()["parts"]["database"]) == (503, "failed")
            server.start()
            for answers in pool.map(asked, range(4)):
                assert [answer.status_code for answer in answers] == [200, 201, 200, 200]
            assert api.get("/v1/health/ready").json()["parts"]["database"] == "ok"
            assert many(own, verifications) == before + 1
        own.close()
    finally:
        server.close()


def test_on_a_full_disk_nothing_is_half_there_and_with_room_it_goes_on(database_url, killable):
    own = killable(database_url)
    content = picture_of(1)
    with own.api() as api, consented(own, api) as page:
        with own.no_file_above(len(content) // 2):
            for _ in range(3):
                answer = page.put("/v1/capture/probe", content=content)
                assert unavailable(answer, "vault_unavailable") or unavailable(answer, "records_unavailable")
            assert page.get("/v1/capture").json()["there"] == []
        kept = [path for path in (own.folder / "vault").rglob("*") if path.is_file() and path.stat().st_size > 5000]
        assert kept == []
        assert page.put("/v1/capture/probe", content=content).json()["version"] == 1
        assert page.get("/v1/capture").json()["there"] == ["probe"]


def test_when_the_disk_of_records_and_vault_is_full_what_was_answered_is_there_and_nothing_else(killable, tmp_path):
    with small_disk(tmp_path / "disk", megabytes=16) as disk:
        own = killable(f"sqlite:///{disk / 'records.sqlite'}", disk)
        with own.api() as api, consented(own, api) as page:
            before = many(own, verifications)
            with full(disk):
                answers = [api.post("/v1/verifications", json=CREATE) for _ in range(20)]
                refused = [answer for answer in answers if answer.status_code != 201]
                assert refused  # what the database had room for already is taken
                assert all(unavailable(answer, "records_unavailable") for answer in refused)
                answer = page.put("/v1/capture/probe", content=picture_of(1))
                assert unavailable(answer, "vault_unavailable") or unavailable(answer, "records_unavailable")
                own.kill()
            own.start()
            own.wait_until_it_listens()
            assert many(own, verifications) == before + len(answers) - len(refused)
            assert page.get("/v1/capture").json()["there"] == []
            assert page.put("/v1/capture/probe", content=picture_of(1)).json()["version"] == 1
            with own.books.database.reading() as connection:
                verified = ledger.verify_ledger(connection, own.tenant, jwks([own.books.signing_key]))
                assert isinstance(verified, ledger.Verified), verified
                assert first_disagreement(connection, own.tenant) is None
        own.close()


def test_a_bucket_that_is_gone_is_told_and_one_that_is_back_takes_what_is_sent_again(
    database_url, killable, kept_port, monkeypatch
):
    with ExitStack() as opened:
        with amazon.serving(kept_port) as url:
            environment = amazon.ENVIRONMENT | {"AWS_ENDPOINT_URL": url}
            for name, value in environment.items():
                monkeypatch.setenv(name, value)
            bucket = amazon.new_bucket()
            own = killable(database_url, COUNTERFOIL_VAULT=bucket, **environment)
            api = opened.enter_context(own.api())
            page = opened.enter_context(consented(own, api))
            before = many(own, evidence)
        assert unavailable(page.put("/v1/capture/probe", content=picture_of(1)), "vault_unavailable")
        ready = api.get("/v1/health/ready")
        assert (ready.status_code, ready.json()["parts"]["vault"]) == (503, "failed")
        assert many(own, evidence) == before
        with amazon.serving(kept_port):
            amazon.make_bucket(bucket.split("/")[2])
            assert page.put("/v1/capture/probe", content=picture_of(1)).json()["version"] == 1
            assert page.get("/v1/capture").json()["there"] == ["probe"]


def test_without_a_model_it_is_not_ready_and_with_it_again_it_is(database_url, killable, tmp_path, store):
    folder = tmp_path / "models"
    folder.mkdir()
    for name in REGISTRY:
        (folder / store.path(name).name).symlink_to(store.path(name))
    gone = folder / store.path(MODELS[0]).name
    own = killable(database_url, COUNTERFOIL_MODELS=str(folder))
    with own.api() as api:
        assert api.get("/v1/health/live").status_code == 200
        gone.rename(folder / "elsewhere")  # without it, the command would not have started
        ready = api.get("/v1/health/ready")
        assert (ready.status_code, ready.json()["status"], ready.json()["parts"]["models"]) == (503, "failed", "failed")
        assert str(folder) not in ready.text
    (folder / "elsewhere").rename(gone)
    own.kill()  # whether models are there is looked at once a minute
    own.start()
    own.wait_until_it_listens()
    with own.api() as api:
        ready = api.get("/v1/health/ready")
        assert (ready.status_code, ready.json()["parts"]["models"]) == (200, "ok")
