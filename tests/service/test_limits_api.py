"""Too much is answered at once, with 429 and when to come back; whoever is too much does not get in others' way."""

import select
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from itertools import count

import pytest
from deployment import eventually
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import BusyError
from counterfoil.service.access.crowd import Crowd
from counterfoil.service.access.rates import Rates


def is_refused(answer):
    said = answer.json()
    return (answer.status_code, said["code"]) == (429, "too_many_requests") and int(answer.headers["retry-after"]) >= 1


def first_refused(ask):
    """Ask until the answer is a refusal: on a slow machine, a token may be back before all are taken."""
    return next(answer for answer in (ask() for _ in range(100)) if answer.status_code == 429)


class TestRequests:
    def test_a_key_that_asks_too_often_is_told_when_to_come_back_and_others_are_not(self, deploy):
        own = deploy(requests_per_minute_key=5)
        tenant = own.new_tenant()
        with own.api(own.key(tenant)) as eager, own.api(own.key(tenant)) as other:
            assert [eager.get("/v1/policies").status_code for _ in range(5)] == [200] * 5
            assert is_refused(first_refused(lambda: eager.get("/v1/policies")))
            assert other.get("/v1/policies").status_code == 200

    def test_a_capture_session_has_its_own_limit(self, deploy):
        own = deploy(requests_per_minute_session=3)
        with own.api(own.key(own.new_tenant())) as api:
            made = [api.post("/v1/verifications", json={"policy": "bank"}).json()["capture_url"] for _ in range(2)]
        with own.opened(made[0]) as eager, own.opened(made[1]) as other:
            assert [eager.get("/v1/capture").status_code for _ in range(3)] == [200] * 3
            assert is_refused(first_refused(lambda: eager.get("/v1/capture")))
            assert other.get("/v1/capture").status_code == 200

    def test_whoever_tries_keys_is_held_back_by_address(self, deploy):
        own = deploy(requests_per_minute_address=3)
        with own.api("cf_live_" + "A" * 43) as guessing:
            assert [guessing.get("/v1/policies").status_code for _ in range(3)] == [401] * 3
            assert is_refused(first_refused(lambda: guessing.get("/v1/policies")))

    def test_whoever_tries_links_is_too(self, deploy):
        own = deploy(requests_per_minute_address=3)
        with own.page() as guessing:
            guess = partial(guessing.post, "/v1/capture/session", json={"token": "cft_" + "A" * 43})
            assert [guess().status_code for _ in range(3)] == [410] * 3
            assert is_refused(first_refused(guess))

    def test_an_address_that_nobody_vouches_for_is_not_believed(self, deploy):
        own = deploy(requests_per_minute_address=2)
        with own.api() as nobody:
            numbers = count()

            def spoofed():
                return nobody.get("/v1/keys", headers={"X-Forwarded-For": f"192.0.2.{next(numbers)}"})

            assert [spoofed().status_code for _ in range(2)] == [200] * 2
            assert is_refused(first_refused(spoofed))


class TestBuckets:
    @given(st.integers(1, 1000), st.lists(st.floats(0, 5), max_size=200))
    def test_never_more_than_a_bucket_and_what_has_flowed_in(self, per_minute, waits):
        now = [0.0]
        rates, taken = Rates(per_minute, lambda: now[0]), 0
        for wait in waits:
            now[0] += wait
            with suppress(BusyError):
                rates.take("a")
                taken += 1
        assert taken <= per_minute + now[0] * per_minute / 60 + 1e-6

    def test_a_bucket_is_full_again_after_a_minute(self):
        now = [0.0]
        rates = Rates(3, lambda: now[0])
        for _ in range(3):
            rates.take("a")
        with pytest.raises(BusyError) as refused:
            rates.take("a")
        now[0] += refused.value.retry_after
        rates.take("a")
        now[0] += 60
        for _ in range(3):
            rates.take("a")

    def test_looking_whether_there_is_a_token_takes_none(self):
        rates = Rates(1)
        for _ in range(5):
            rates.require("a")
        rates.take("a")

    def test_nobody_fills_the_memory_with_callers(self):
        rates = Rates(1)
        for number in range(60_000):
            rates.take(str(number))
        assert len(rates._buckets) <= 50_000  # noqa: SLF001 - there is no other way to see it


class TestHeavyWork:
    def test_whoever_comes_when_all_places_are_taken_is_refused_and_a_place_is_free_again(self):
        crowd = Crowd(2)
        with crowd.place(), crowd.place(), pytest.raises(BusyError), crowd.place():
            pass
        with crowd.place():
            pass

    def test_nobody_holds_the_places_of_everybody(self):
        crowd = Crowd(16)
        with crowd.place("a"), crowd.place("a"):
            with pytest.raises(BusyError), crowd.place("a"):
                pass
            with crowd.place("b"):
                pass
        with crowd.place("a"):
            pass

    def test_one_bearer_holds_up_no_other(self, deploy, specimens):
        own = deploy(uploads_at_once=4)
        with own.api(own.key(own.new_tenant())) as api, ExitStack() as open_ones:
            links = [api.post("/v1/verifications", json={"policy": "bank"}).json()["capture_url"] for _ in range(2)]
            slow, quick = (open_ones.enter_context(own.opened(link)) for link in links)
            for browser in (slow, quick):
                browser.post("/v1/capture/consent", json={"version": "1", "language": "en"})
            head = (
                "PUT /v1/capture/probe HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                f"Cookie: counterfoil_capture={slow.cookies['counterfoil_capture']}\r\n"
                f"Origin: {own.url}\r\nCounterfoil-Page: 1\r\n\r\n"
            )
            place = "127.0.0.1", int(own.url.rpartition(":")[2])
            waiting = [open_ones.enter_context(socket.create_connection(place)) for _ in range(8)]
            for one in waiting:
                one.sendall(head.encode())
            assert eventually(lambda: len(select.select(waiting, [], [], 0)[0]) == 6)  # two are let in
            picture = (specimens / "p01/document-flat.jpg").read_bytes()
            assert slow.put("/v1/capture/document/front", content=picture).status_code == 429
            assert quick.put("/v1/capture/document/front", content=picture).status_code == 200

    def test_uploads_beyond_the_places_are_told_to_come_back(self, deploy, specimens):
        own = deploy(heavy_at_once=1)
        with own.api(own.key(own.new_tenant())) as api:
            created = api.post("/v1/verifications", json={"policy": "bank"}).json()
        picture = (specimens / "p01/document-flat.jpg").read_bytes()
        with own.opened(created["capture_url"]) as browser, ThreadPoolExecutor(8) as pool:
            browser.post("/v1/capture/consent", json={"version": "1", "language": "en"})
            answers = list(pool.map(lambda _: browser.put("/v1/capture/document/front", content=picture), range(16)))
        assert {answer.status_code for answer in answers} == {200, 429}
        assert all(is_refused(answer) for answer in answers if answer.status_code == 429)
        assert {answer.json()["version"] for answer in answers if answer.status_code == 200} == {1}
