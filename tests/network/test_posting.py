"""Telling somebody something, on real sockets: those who behave and those who do not."""

import contextlib
import itertools
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.network.posting import PostError, Trouble, Way, post
from counterfoil.network.reach import PUBLIC, Reach
from counterfoil.network.target import Target
from tests.receivers import Authority, listening, receiving

LOOPBACK = Reach.of("127.0.0.0/8")
HOST = "hooks.example"
SAID = {"Content-Type": "application/json", "Webhook-Id": "whm_1"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


def here(host, port):
    del host, port
    return ["127.0.0.1"]


def tell(port, *, authority=None, scheme="https", reach=LOOPBACK, resolve=here, host=HOST, seconds=60.0):
    target = Target(scheme, host, port, "/hooks?a=b")
    trust = authority.trust() if authority else None
    return post(target, b'{"a":1}', SAID, Way(reach=reach, resolve=resolve, trust=trust, seconds=seconds))


def trouble(*args, **kwargs):
    with pytest.raises(PostError) as failed:
        tell(*args, **kwargs)
    return failed.value.trouble


def test_a_host_that_proves_its_name_is_told(authority):
    with receiving(authority.proof(HOST)) as receiver:
        assert tell(receiver.port, authority=authority).status == 200
    headers, body = receiver.told[0]
    assert body == b'{"a":1}'
    assert headers["host"] == f"{HOST}:{receiver.port}"
    assert headers["content-type"] == "application/json"
    assert headers["webhook-id"] == "whm_1"
    assert headers["connection"] == "close"


def test_any_status_is_an_answer(authority):
    with receiving(authority.proof(HOST)) as receiver:
        receiver.answers[:] = [(204, {}), (410, {}), (503, {"Retry-After": "120"}), (429, {"Retry-After": "soon"})]
        answers = [tell(receiver.port, authority=authority) for _ in range(4)]
    assert [(answer.status, answer.retry_after) for answer in answers] == [
        (204, None),
        (410, None),
        (503, 120),
        (429, None),
    ]


def test_a_certificate_for_another_name_is_refused_before_anything_is_said(authority):
    with receiving(authority.proof("other.example")) as receiver:
        assert trouble(receiver.port, authority=authority) is Trouble.TLS_FAILED
    assert not receiver.told


def test_a_certificate_of_an_unknown_authority_is_refused(authority):
    with receiving(authority.proof(HOST)) as receiver:
        assert trouble(receiver.port) is Trouble.TLS_FAILED
    assert not receiver.told


def test_a_host_without_tls_is_not_told_what_was_meant_for_one_with_it(authority):
    with receiving() as receiver:
        assert trouble(receiver.port, authority=authority) is Trouble.TLS_FAILED
    assert not receiver.told


def test_a_name_that_leads_here_is_not_followed():
    with listening(lambda connection, _: connection.recv(1)) as host:
        assert trouble(host.port, reach=PUBLIC) is Trouble.ADDRESS_REFUSED
        mixed = ["93.184.215.14", "127.0.0.1"]
        assert trouble(host.port, reach=PUBLIC, resolve=lambda *_: mixed) is Trouble.ADDRESS_REFUSED
    assert host.visits == 0


@given(st.sampled_from(["127.0.0.1", "0.0.0.0", "::ffff:127.0.0.1", "::1", "::", "64:ff9b::7f00:1", "2002:7f00:1::1"]))  # noqa: S104 - nothing is bound to it
def test_whichever_way_its_answer_says_it(answer):
    assert trouble(443, reach=PUBLIC, resolve=lambda *_: [answer]) is Trouble.ADDRESS_REFUSED


def test_a_name_is_asked_for_once_so_that_its_answer_cannot_change(authority):
    answers = itertools.chain([["127.0.0.1"]], itertools.repeat(["10.0.0.1"]))
    asked = []

    def resolve(host, port):
        asked.append((host, port))
        return next(answers)

    with receiving(authority.proof(HOST)) as receiver:
        assert tell(receiver.port, authority=authority, resolve=resolve).status == 200
    assert asked == [(HOST, receiver.port)]


def test_the_next_address_is_tried_where_one_is_closed(authority):
    with receiving(authority.proof(HOST)) as receiver:
        answers = ["127.0.0.9", "127.0.0.1"]
        assert tell(receiver.port, authority=authority, resolve=lambda *_: answers).status == 200


def test_a_redirect_is_an_answer_and_not_an_order(authority):
    with listening(lambda connection, _: connection.recv(1)) as elsewhere, receiving(authority.proof(HOST)) as receiver:
        receiver.answers[:] = [(307, {"Location": f"http://127.0.0.1:{elsewhere.port}/"})]
        assert tell(receiver.port, authority=authority).status == 307
    assert elsewhere.visits == 0
    assert len(receiver.told) == 1


def test_proxies_of_the_environment_are_not_asked(authority, monkeypatch):
    with listening(lambda connection, _: connection.recv(1)) as proxy, receiving(authority.proof(HOST)) as receiver:
        for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert tell(receiver.port, authority=authority).status == 200
    assert proxy.visits == 0


def test_this_machine_may_be_told_without_tls_where_its_operator_says_so():
    with receiving() as receiver:
        assert tell(receiver.port, scheme="http", host="localhost").status == 200
        assert trouble(receiver.port, scheme="http", host="localhost", reach=PUBLIC) is Trouble.ADDRESS_REFUSED


def test_nobody_else_is_told_without_tls_whatever_localhost_resolves_to():
    reach = Reach.of("10.0.0.0/8, 127.0.0.0/8")
    refused = trouble(8080, scheme="http", host="localhost", reach=reach, resolve=lambda *_: ["10.0.0.1"])
    assert refused is Trouble.ADDRESS_REFUSED


def hear(connection):
    """Read what is said, so that closing does not cut off the answer."""
    heard = b""
    while not heard.endswith(b'{"a":1}'):
        heard += connection.recv(1 << 16)


def drip(connection, over, beginning=b""):
    connection.sendall(beginning)
    while not over.wait(0.02):
        connection.sendall(b"a")


@pytest.mark.parametrize("beginning", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: "], ids=["status", "header"])
def test_a_host_that_speaks_a_letter_at_a_time_is_left(authority, beginning):
    with listening(lambda connection, over: drip(connection, over, beginning), authority.proof(HOST)) as host:
        assert trouble(host.port, authority=authority, seconds=0.5) in {Trouble.TIMED_OUT, Trouble.CONNECTION_BROKEN}


def test_so_is_one_that_says_nothing_be_it_before_the_handshake_or_after(authority):
    def silent(_connection, over):
        over.wait()

    with listening(silent) as before, listening(silent, authority.proof(HOST)) as after:
        assert trouble(before.port, authority=authority, seconds=0.5) is Trouble.TIMED_OUT
        assert trouble(after.port, authority=authority, seconds=0.5) is Trouble.TIMED_OUT


def test_so_is_a_resolver_that_does_not_answer():
    over = threading.Event()
    assert trouble(443, resolve=lambda *_: over.wait(), seconds=0.1) is Trouble.TIMED_OUT
    over.set()


def test_a_status_counts_whatever_becomes_of_the_rest(authority):
    def endless(connection, over):
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not over.is_set():
            connection.sendall(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")

    def cut(connection, _over):
        hear(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nnothing more")

    def slow(connection, over):
        drip(connection, over, b"HTTP/1.1 202 Accepted\r\nContent-Length: 1000000\r\n\r\n")

    for misbehaving in (endless, cut):
        with listening(misbehaving, authority.proof(HOST)) as host:
            assert tell(host.port, authority=authority).status == 200
    with listening(slow, authority.proof(HOST)) as host:
        assert status_in_time(host.port, authority) == 202


def status_in_time(port, authority):
    """Return the status of a host that never ends, with as much time as this machine needs to come to the status."""
    for seconds in (1.0, 4.0, 16.0, 64.0):
        with contextlib.suppress(PostError):
            return tell(port, authority=authority, seconds=seconds).status
    return None


def test_what_is_no_answer_is_none(authority):
    def closing(connection, _over):
        hear(connection)

    def babbling(connection, over):
        connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
        over.wait()

    def heading_without_end(connection, over):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not over.is_set():
            connection.sendall(b"X-More: " + b"a" * 1000 + b"\r\n")

    for misbehaving in (closing, babbling, heading_without_end):
        with listening(misbehaving, authority.proof(HOST)) as host:
            assert trouble(host.port, authority=authority) is Trouble.CONNECTION_BROKEN


def test_a_closed_door_and_an_unknown_name_are_told_apart(kept_port):
    def unknown(*_):
        raise OSError

    assert trouble(kept_port) is Trouble.CONNECTION_FAILED
    assert trouble(443, resolve=unknown) is Trouble.NAME_UNKNOWN
    assert trouble(443, resolve=lambda *_: []) is Trouble.NAME_UNKNOWN
