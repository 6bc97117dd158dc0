"""One command, one address; a client that goes from there to a signed decision; and a clean end."""

import json
import signal

import httpx
import pytest
from deployment import eventually
from served import Served

from counterfoil.cli import main
from counterfoil.cli.keys import _SCOPES
from counterfoil.client import ApiError, Client, ReceiptError, TimedOutError, UnreachableError, verify_receipt
from counterfoil.service.access.scopes import Scope

pytestmark = pytest.mark.usefixtures("store")  # so that the models are there


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """One that all tests of this file ask."""
    with Served(tmp_path_factory.mktemp("served"), environment={"COUNTERFOIL_LOG_FORMAT": "text"}) as one:
        one.url = one.line(r"answers at (http://localhost:\d+)")[1]
        one.link = one.line(r"(http://localhost:\d+/verify#cft_[A-Za-z0-9_-]{43})")[1]
        one.line("worker is ready")
        yield one
        assert one.stop(signal.SIGTERM) == 0
        assert "Traceback" not in one.said
        assert "another starts" not in one.said
        assert one.said.rstrip().endswith("counterfoil: stopped")


@pytest.fixture
def command(served, monkeypatch, capsys):
    """Runs another command on the same records; gives what it wrote."""
    monkeypatch.setenv("XDG_DATA_HOME", served.environment["XDG_DATA_HOME"])

    def run(*arguments: str) -> str:
        assert main(arguments) == 0
        return capsys.readouterr().out.strip()

    return run


@pytest.fixture
def client(served, command):
    with Client(served.url, command("keys", "create", "tests", "--test", "--scope", "all")) as one:
        yield one


def test_it_prints_one_link_where_a_verification_can_be_completed(served):
    assert "".join(served.out).count("#cft_") == 1
    with httpx.Client(
        base_url=served.url, headers={"Origin": served.url, "Counterfoil-Page": "1"}, timeout=60
    ) as browser:
        assert browser.get("/verify").status_code == 200
        opened = browser.post("/v1/capture/session", json={"token": served.link.partition("#")[2]})
    assert (opened.status_code, opened.json()["policy"], opened.json()["next"]) == (200, "border", "consent")


@pytest.mark.parametrize(
    ("asked", "ends", "verdict"), [("accept", "decided", "accept"), ("reject", "decided", "reject")]
)
def test_a_test_ends_as_it_was_asked_to_with_a_receipt_that_holds(client, served, asked, ends, verdict):
    created = client.create("bank", test=asked, reference="order 11", expected={"name": "Anna Eriksson"})
    assert created.is_test
    assert created.capture_url.startswith(f"{served.url}/verify#")
    ended = client.wait(created.id, seconds=300)
    assert (ended.state, ended.verdict, ended.reference) == (ends, verdict, "order 11")
    assert (created.decided_by, ended.decided_by) == (None, "policy")
    claims = client.receipt(created.id)
    assert (claims["sub"], claims["verdict"]) == (created.id, verdict)
    assert client.result(created.id)["decision"] == verdict


def test_what_a_person_must_look_at_is_decided_by_review(client):
    created = client.create("bank", test="refer")
    with pytest.raises(TimedOutError, match="under_review"):
        until_under_review(client, created.id)
    assert client.review(created.id, "accept", "The same person: birth date and number agree.").verdict == "accept"
    with pytest.raises(ApiError) as again:
        client.review(created.id, "reject", "On second thoughts.")
    assert (again.value.status, again.value.code) == (409, "state_conflict")


def until_under_review(client, which):
    for seconds in (1, 2, 4, 8, 16, 32, 64):
        try:
            client.wait(which, seconds=seconds)
        except TimedOutError as wrong:
            if "under_review" in str(wrong):
                raise


def test_a_receipt_that_was_changed_does_not_hold(client):
    created = client.create("bank", test="accept")
    client.wait(created.id, seconds=300)
    receipt = client.get(f"/v1/verifications/{created.id}/receipt")["receipt"]
    keys = client.get("/v1/keys")
    assert verify_receipt(receipt, keys)["verdict"] == "accept"
    head, body, signature = receipt.split(".")
    for changed in (f"{head}.{body[:-4]}AAAA.{signature}", f"{head}.{body}.{signature[:-4]}AAAA", "", "a.b.c"):
        with pytest.raises(ReceiptError):
            verify_receipt(changed, keys)
    with pytest.raises(ReceiptError):
        verify_receipt(receipt, {"keys": []})


def test_pages_of_verifications_are_one_to_whoever_asks_for_them(client):
    made = {client.create("counter").id for _ in range(3)}
    assert made <= {one.id for one in client.verifications("created")}
    assert not made & {one.id for one in client.verifications("decided")}


def test_ones_own_reference_and_the_time_find_a_verification_again(client):
    made = client.create("counter", reference="order 12")
    assert [one.id for one in client.verifications(reference="order 12", created_from=made.created_at)] == [made.id]
    assert not list(client.verifications("created", reference="order 12", created_before=made.created_at))


def test_what_nobody_waits_for_is_called_off(client):
    made = client.create("counter")
    assert client.expire(made.id).state == "expired"
    assert client.wait(made.id).has_ended


def test_the_clock_of_records_begins_with_the_end_of_the_relationship(client):
    made = client.create("bank", test="accept")
    ended = client.wait(made.id, seconds=300)
    assert client.relationship_ended(made.id, ended.decided_at).year == ended.decided_at.year + 5


def test_erasing_leaves_nothing_to_ask_for(client):
    created = client.create("bank")
    assert client.link(created.id).url != created.capture_url
    assert client.erase(created.id).state == "erased"
    with pytest.raises(ApiError) as gone:
        client.receipt(created.id)
    assert gone.value.status == 410
    with pytest.raises(ValueError, match="told once"):
        _ = client.verification(created.id).capture_url


def test_what_is_not_there_says_so_by_its_code(client):
    with pytest.raises(ApiError) as wrong:
        client.verification("ver_00000000000000000000000000")
    assert (wrong.value.status, wrong.value.code) == (404, "not_found")
    assert wrong.value.request_id


def test_nobody_there_is_an_error_of_the_client(kept_port, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    with Client(f"http://127.0.0.1:{kept_port}", "cf_test_x") as client, pytest.raises(UnreachableError):
        client.create("bank")


def test_keys_are_listed_rotated_and_revoked_where_the_records_are(served, command, capsys):
    secret = command("keys", "create", "rotating", "--scope", "verifications:read")
    (made,) = [key for key in json.loads(command("keys", "list", "--json"))["keys"] if key["name"] == "rotating"]
    assert secret.startswith(made["hint"])
    assert secret not in command("keys", "list")
    rotated = json.loads(command("keys", "rotate", made["id"], "--json"))
    assert rotated["scopes"] == ["verifications:read"]
    command("keys", "revoke", rotated["id"])
    with Client(served.url, rotated["secret"]) as client, pytest.raises(ApiError) as wrong:
        client.verification("ver_00000000000000000000000000")
    assert wrong.value.status == 401
    for wrongly in (["create", "x", "--scope", "everything"], ["revoke", rotated["id"]], ["rotate", "key_x"]):
        assert main(["keys", *wrongly]) == 2
        assert capsys.readouterr().err.startswith("counterfoil: There is no ")


def test_a_port_in_use_is_one_line(served, capsys):
    port = served.url.rpartition(":")[2]
    assert main(["serve", "--port", port]) == 2
    assert capsys.readouterr().err == f"counterfoil: Port {port} is in use. Name another with --port.\n"


def test_a_policy_that_there_is_not_is_one_line_that_names_those_there_are(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main(["serve", "--port", "0", "--policy", "banc"]) == 2
    said = "counterfoil: There is no policy 'banc'. Name one of bank, border, counter, remote.\n"
    assert capsys.readouterr().err == said


def test_the_command_knows_every_scope():
    assert set(_SCOPES) == set(Scope)


def test_several_processes_answer_on_one_port_and_count_together(tmp_path):
    token = "a token for several processes"  # noqa: S105 - a test's own
    asked = ("--no-offer", "--no-worker", "--api-processes", "2")
    with Served(tmp_path, *asked, environment={"COUNTERFOIL_METRICS_TOKEN": token}) as one:
        url = one.line(r"answers at (http://localhost:\d+)")[1]
        with httpx.Client(base_url=url, timeout=300) as nobody:
            for _ in range(20):
                nobody.get("/v1/keys", headers={"Connection": "close"})

            def counted() -> bool:
                said = nobody.get("/metrics", headers={"Authorization": f"Bearer {token}"}).text
                return 'requests_total{method="GET",route="/v1/keys",status="200"} 20.0' in said

            assert eventually(counted)
        assert one.stop(signal.SIGINT) == 0
    assert "#cft_" not in one.said  # it was asked to offer nothing


def test_a_service_that_is_killed_leaves_no_worker_behind(tmp_path):
    with Served(tmp_path, "--no-offer") as one:
        one.line("worker is ready")
        assert one.kill_alone(300)
