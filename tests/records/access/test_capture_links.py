"""Links that open the capture page: once, for a quarter of an hour, and one verification only."""

from datetime import timedelta

import pytest
from pairs_made import NOW

from counterfoil.errors import LinkError
from counterfoil.records import verifications
from counterfoil.records.access.capture_tokens import (
    end_session,
    find_session,
    issue_link,
    redeem_link,
)
from tests.at_once import at_once
from tests.beginning import begun

MINUTE = timedelta(minutes=1)


@pytest.fixture
def verification(tenanted):
    with tenanted.writing() as connection:
        return begun(connection, NOW).id


@pytest.fixture
def link(tenanted, verification):
    with tenanted.writing() as connection:
        return issue_link(connection, verification, actor="key:key_1", now=NOW)


def redeem(database, token, now=NOW):
    with database.writing() as connection:
        return redeem_link(connection, token, now)


def found(database, secret, now=NOW):
    with database.reading() as connection:
        return find_session(connection, secret, now)


def test_a_link_is_exchanged_for_a_session_of_its_verification(tenanted, verification, link):
    secret, session = redeem(tenanted, link, NOW + 14 * MINUTE)
    assert (session.verification, session.tenant) == (verification, "default")
    assert found(tenanted, secret, NOW + 14 * MINUTE) == session
    assert secret != link
    assert (link[:4], secret[:4]) == ("cft_", "cfs_")


def test_an_unknown_a_used_and_an_expired_link_are_refused_in_the_same_words(tenanted, link):
    said = set()
    for token, now in ((link + "x", NOW), (link, NOW + 15 * MINUTE), ("", NOW)):
        with pytest.raises(LinkError) as wrong:
            redeem(tenanted, token, now)
        said.add(str(wrong.value))
    redeem(tenanted, link)
    with pytest.raises(LinkError) as wrong:
        redeem(tenanted, link)
    assert said == {str(wrong.value)}


def test_opening_a_link_ends_those_that_nobody_has_opened(tenanted, verification, link):
    with tenanted.writing() as connection:
        seen_by_somebody, elsewhere = (
            issue_link(connection, verification, actor="bearer", now=NOW),
            issue_link(connection, begun(connection, NOW).id, actor="key:key_1", now=NOW),
        )
    secret, _ = redeem(tenanted, link)
    with pytest.raises(LinkError):
        redeem(tenanted, seen_by_somebody, NOW + MINUTE)
    assert found(tenanted, secret, NOW + MINUTE)
    assert redeem(tenanted, elsewhere, NOW + MINUTE)


def test_of_many_browsers_at_once_one_gets_in(tenanted, link):
    came = at_once(*[lambda: redeem(tenanted, link)] * 6)
    assert sorted(isinstance(one, LinkError) for one in came) == [False] + [True] * 5


def test_a_session_ends_when_its_time_is_over_or_it_is_ended(tenanted, link):
    secret, session = redeem(tenanted, link)
    assert found(tenanted, secret, session.expires_at) is None
    assert found(tenanted, "cfs_nothing") is None
    with tenanted.writing() as connection:
        end_session(connection, secret, NOW)
    assert found(tenanted, secret) is None


def test_expiry_and_erasure_end_links_and_sessions(tenanted, verification, link):
    secret, _ = redeem(tenanted, link)
    with tenanted.writing() as connection:
        unused = issue_link(connection, verification, actor="bearer", now=NOW)
        verifications.expire(connection, NOW + timedelta(days=1))
    assert found(tenanted, secret) is None
    with pytest.raises(LinkError):
        redeem(tenanted, unused)


def test_a_disabled_tenants_links_open_nothing(tenanted, link, disable_default):
    disable_default()
    with pytest.raises(LinkError):
        redeem(tenanted, link)
