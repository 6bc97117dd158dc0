"""Ids sort by time and are never the same; secrets are long, and kept as digests."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterfoil.records.ids import is_id, new_id, new_token, token_digest

moments = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, st.integers(1, 10**9))
def test_a_later_millisecond_sorts_after(moment, later):
    assert new_id("ver", moment) < new_id("ver", moment + timedelta(milliseconds=later))


@given(moments)
def test_an_id_is_one_and_nothing_else_is(moment):
    made = new_id("ver", moment)
    assert is_id("ver", made)
    assert not any(is_id("ver", wrong) for wrong in (made + "0", made[:-1], made.upper(), made + "\n", "", "ver_"))
    assert not is_id("evd", made)


def test_no_two_are_the_same_in_one_millisecond():
    moment = datetime(2026, 11, 26, tzinfo=UTC)
    assert len({new_id("ver", moment) for _ in range(1000)}) == 1000


def test_a_token_is_long_random_and_fit_for_a_url():
    tokens = {new_token("cft") for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 47 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)


@given(st.text(st.characters()))
def test_whatever_is_sent_has_a_digest(text):
    assert len(token_digest(text)) == 64


def test_a_digest_is_sha_256():
    assert token_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
