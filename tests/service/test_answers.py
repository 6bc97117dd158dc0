"""What every answer carries, and what a defect of ours tells: to the caller nothing, to the log its place."""

import json
import logging

import pytest
from deployment import eventually

from counterfoil import errors
from counterfoil.errors import CounterfoilError
from counterfoil.service import problems
from counterfoil.service.edge.headers import ALWAYS
from counterfoil.service.log_lines import set_up

OURS = "asked-by-this-test"


def every_error(kind=CounterfoilError):
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield below
        yield from every_error(below)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/health/live", 200),
        ("GET", "/v1/keys", 200),
        ("GET", "/v1/verifications", 401),
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/verifications/", 404),
        ("PATCH", "/v1/verifications", 405),
        ("POST", "/v1/capture/manual", 403),
        ("GET", "/v1/capture", 401),
        ("GET", "/metrics", 404),
        ("GET", "/v1/openapi.json", 200),
        ("GET", "/docs", 404),
    ],
)
def test_every_answer_keeps_browsers_from_doing_anything_with_it(deployment, method, path, status):
    with deployment.api() as nobody:
        answer = nobody.request(method, path)
    assert answer.status_code == status
    assert set(ALWAYS) <= {name.title().replace("Xss", "XSS") for name in answer.headers}
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "server" not in answer.headers
    if status >= 400:
        problem = answer.json()
        assert answer.headers["content-type"] == problems.MEDIA_TYPE
        assert problem["status"] == status
        assert problem["type"] == f"urn:counterfoil:problem:{problem['code']}"
        assert problem["request_id"] == answer.headers["x-request-id"]


def test_a_caller_may_name_a_request_but_not_write_into_headers_or_logs(deployment):
    with deployment.api() as nobody:
        assert (
            nobody.get("/v1/keys", headers={"X-Request-Id": "order-4711-a"}).headers["x-request-id"] == "order-4711-a"
        )
        for bad in ("short", "x" * 65, "with space and more", "a;b=c,d(e)f"):
            assert nobody.get("/v1/keys", headers={"X-Request-Id": bad}).headers["x-request-id"] != bad


@pytest.mark.parametrize("kind", list(every_error()), ids=lambda kind: kind.__name__)
def test_every_error_has_a_title_of_its_own(kind):
    assert problems.title(kind)
    assert 400 <= kind.status <= 599
    same = [other for other in every_error() if other.code == kind.code]
    assert same == [kind]


def test_a_defect_is_told_by_its_place_alone(deploy, monkeypatch, capfd):
    set_up("json")
    own = deploy()
    with own.api(own.key(own.new_tenant())) as api:
        monkeypatch.setattr(own.books.vault, "box", broken)
        answer = api.post("/v1/verifications", json={"policy": "bank"}, headers={"Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()["code"]) == (500, "defect")
    assert set(ALWAYS) <= {name.title().replace("Xss", "XSS") for name in answer.headers}
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    (told,) = [line for line in lines if line["said"] == "defect"]
    assert (told["defect"], told["request_id"]) == ("RuntimeError", answer.headers["x-request-id"])
    assert "Anna" not in answer.text + json.dumps(lines)


def broken(*_: object) -> bytes:
    raise RuntimeError("what Anna Eriksson's document says")


def test_log_lines_name_routes_and_never_addresses(deployment, capfd):
    set_up("json")
    with deployment.api() as nobody:
        nobody.get("/v1/verifications/ver_00000000000000000000000000?secret=canary", headers={"X-Request-Id": OURS})
        nobody.get("/canary/path", headers={"X-Request-Id": OURS})
    said, routes = "", []

    def both() -> bool:
        nonlocal said, routes
        said += capfd.readouterr().err
        lines = [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]
        routes = [line.get("route") for line in lines if line.get("request_id") == OURS]  # others may come late
        return len(routes) == 2

    assert eventually(both)
    assert routes == ["/v1/verifications/{verification}", "(none)"]
    assert "canary" not in said
    assert "ver_" not in said


def test_a_line_of_text_is_one_line_whatever_was_logged(capfd):
    set_up("text")
    logging.getLogger("counterfoil.test").warning("one\nforged line")
    logging.getLogger("sqlalchemy").info("SELECT secrets")
    said = capfd.readouterr().err  # what others did before may be said late
    assert said.count("counterfoil.test: one\n") == 1
    assert "forged" not in said
    assert "SELECT" not in said
    set_up("json")
