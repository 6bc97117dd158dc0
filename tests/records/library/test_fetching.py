"""Lists are fetched from a publisher when it has changed them, patiently, never for ever, and kept like any other."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from list_host import breaks_off, drips, gives, hosting, says, says_nothing

from counterfoil.errors import ListError
from counterfoil.records.library import PUBLISHERS, Library, Patience, fetch

NOW = datetime(2026, 11, 26, 10, 15, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
LIST = b"id,name\n1,Marin Exemplar\n"
OTHER = b"id,name\n1,Marin Exemplar\n2,Mara Exempel\n"
PATIENT = Patience(timeout=60.0, deadline=60.0, tries=3, pause=0.01, most_bytes=100_000)


@pytest.fixture(autouse=True)
def _online(monkeypatch):
    for name in ("COUNTERFOIL_OFFLINE", "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "lists")


@pytest.fixture
def host():
    with hosting() as host:
        yield host


def fetched(library, host, now=NOW, patience=PATIENT, **more):
    return fetch(library, host.url, now=now, is_plain_allowed=True, patience=patience, **more)


def refused(library, host, **more):
    with pytest.raises(ListError) as wrong:
        fetched(library, host, **more)
    assert "secret" not in str(wrong.value)
    assert not library.versions()
    return str(wrong.value)


def test_a_list_is_fetched_and_kept_with_its_address_but_without_what_may_be_secret_in_it(library, host):
    host.answers = [gives(LIST, Last_Modified="Wed, 25 Nov 2026 08:00:00 GMT")]
    version = fetched(library, host)
    assert version == library.current("own-csv")
    assert version.origin == host.url.removesuffix("?token=secret")
    assert (version.published, version.sources[0].name) == (date(2026, 11, 25), "watch.csv")
    assert host.asked[0]["User-Agent"] == "counterfoil"


def test_a_list_that_has_not_changed_is_not_sent_again_but_known_to_be_current(library, host):
    host.answers = [gives(LIST, ETag='"1"', Last_Modified="Wed, 25 Nov 2026 08:00:00 GMT"), says(304)]
    first = fetched(library, host)
    again = fetched(library, host, now=LATER)
    assert host.asked[1]["If-None-Match"] == '"1"'
    assert host.asked[1]["If-Modified-Since"] == "Wed, 25 Nov 2026 08:00:00 GMT"
    assert (again.id, again.confirmed_at, again.current_on) == (first.id, LATER, LATER.date())
    assert library.versions() == (again,)


def test_a_list_that_has_changed_is_a_new_version_of_the_same_list(library, host):
    host.answers = [gives(LIST, ETag='"1"'), gives(OTHER, ETag='"2"'), says(304)]
    fetched(library, host, name="watch")
    second = fetched(library, host, now=LATER)
    assert (second.name, second.entities) == ("watch", 2)
    fetched(library, host, now=LATER)
    assert [asked.get("If-None-Match") for asked in host.asked] == [None, '"1"', '"2"']


def test_a_file_that_was_handed_over_is_as_current_as_the_fetch_that_finds_it_unchanged(library, host, tmp_path):
    (tmp_path / "watch.csv").write_bytes(LIST)
    by_hand = library.add(tmp_path / "watch.csv", now=NOW, name="watch", published=date(2026, 1, 2))
    assert by_hand.current_on == date(2026, 1, 2)
    host.answers = [gives(LIST)]
    found = fetched(library, host, now=LATER, name="watch")
    assert (found.id, found.current_on, found.origin) == (by_hand.id, LATER.date(), host.url.partition("?")[0])
    again = library.add(tmp_path / "watch.csv", now=LATER + timedelta(days=9), name="watch")
    assert again.current_on == LATER.date(), "handing it over once more says nothing of what the publisher offers"


def test_the_stamp_of_another_version_is_not_used(library, host, tmp_path):
    host.answers = [gives(LIST, ETag='"1"'), gives(LIST)]
    fetched(library, host)
    (tmp_path / "other.csv").write_bytes(OTHER)
    library.add(tmp_path / "other.csv", now=LATER)
    assert fetched(library, host, now=LATER).entities == 1
    assert "If-None-Match" not in host.asked[1]


def test_what_a_host_says_of_passing_trouble_is_tried_again(library, host):
    host.answers = [says(500), says(503), gives(LIST)]
    assert fetched(library, host).entities == 1


def test_an_answer_that_is_cut_off_is_tried_again_and_never_used(library, host):
    host.answers = [breaks_off(LIST), gives(LIST)]
    assert fetched(library, host).entities == 1


@pytest.mark.parametrize(
    ("answer", "why", "tries"),
    [
        (says(500), "status 500 Internal Server Error, 3 times", 3),
        (says(404), "status 404 Not Found", 1),
        (says(403), "status 403 Forbidden", 1),
        (says(304), "status 304 Not Modified", 1),
        (breaks_off(LIST), "the answer was cut off, 3 times", 3),
        (says_nothing, "it does not answer in time, 3 times", 3),
        (drips, "it takes too long, 3 times", 3),
        (gives(b"x" * 200_000), "it offers more than 100,000 bytes", 1),
    ],
    ids=["defect", "missing", "forbidden", "unasked 304", "cut off", "silent", "dripping", "too large"],
)
def test_a_host_that_does_not_give_the_list_is_told_in_one_line(answer, why, tries, library, host):
    host.answers = [answer]
    short = {says_nothing: {"timeout": 0.3}, drips: {"deadline": 1.0}}.get(answer, {})
    patience = replace(PATIENT, **short)
    assert refused(library, host, patience=patience).startswith(f"127.0.0.1 does not give the list ({why})")
    host.wait_for(tries)
    assert len(host.asked) == tries


def test_a_size_that_is_not_announced_is_limited_too(library, host):
    def endless(request):
        request.send_response(200)
        request.end_headers()
        request.wfile.write(b"x" * 300_000)
        request.close_connection = True

    host.answers = [endless]
    assert "it sends more than 100,000 bytes" in refused(library, host)


def test_redirects_are_followed_but_not_for_ever_nor_away_from_the_web(library, host):
    host.answers = [says(302, Location=host.url), gives(LIST)]
    assert fetched(library, host).entities == 1
    library.remove(library.current("own-csv"))
    host.answers = [says(302, Location=host.url)]
    assert "it redirects without end" in refused(library, host)
    host.answers = [says(302, Location="file:///etc/passwd")]
    assert "does not give the list" in refused(library, host)


def test_an_address_without_tls_is_only_taken_when_that_is_asked_for(library, host):
    with pytest.raises(ListError, match="does not begin with https"):
        fetch(library, host.url, now=NOW, patience=PATIENT)
    assert host.asked == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://127.0.0.1/list", "https://", "http://[", "://", "data:,x://", "http://h:99999/"],
)
def test_what_is_no_address_of_the_web_is_refused(url, library):
    with pytest.raises(ListError):
        fetch(library, url, now=NOW, is_plain_allowed=True, patience=PATIENT)


def test_a_certificate_that_nobody_vouches_for_is_refused(library, tls_host):
    with pytest.raises(ListError, match="CERTIFICATE_VERIFY_FAILED"):
        fetch(library, tls_host, now=NOW, is_plain_allowed=True, patience=PATIENT)


def test_the_proxy_of_the_environment_is_used(library, host, monkeypatch):
    host.answers = [gives(LIST)]
    proxy = urlsplit(host.url)
    monkeypatch.setenv("http_proxy", f"http://{proxy.netloc}")
    version = fetch(library, "http://lists.invalid/w.csv", now=NOW, is_plain_allowed=True, patience=PATIENT)
    assert (version.origin, host.asked[0]["Host"]) == ("http://lists.invalid/w.csv", "lists.invalid")


def test_nothing_is_fetched_when_the_network_is_off(library, host, monkeypatch):
    monkeypatch.setenv("COUNTERFOIL_OFFLINE", "1")
    assert "The network is off" in refused(library, host)
    assert host.asked == []


def test_what_is_fetched_is_read_like_any_other_list(library, host):
    host.answers = [gives(b"<html>Please log in</html>")]
    assert "not known by its beginning" in refused(library, host)
    host.answers = [gives(LIST)]
    assert "digest is another" in refused(library, host, sha256="0" * 64)


def test_a_publisher_that_is_not_known_is_told_with_those_that_are(library):
    with pytest.raises(ListError, match="There are: ofac-sdn, ofac-cons, un, eu, uk"):
        fetch(library, "interpol", now=NOW)


def test_every_publishers_address_is_on_https():
    assert all(publisher.url.startswith("https://") for publisher in PUBLISHERS.values())
