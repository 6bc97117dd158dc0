"""Pictures and clips as phones send them, and as nobody should: counted, looked at with care, kept once."""

import io
import socket
import struct
import zlib
from contextlib import suppress

import numpy as np
import pytest
from deployment import eventually
from PIL import Image

from counterfoil.records import ledger, verifications
from counterfoil.records.vault import Clock, Unsealed
from tests.sealing import Slow, held_up


@pytest.fixture
def capturing(browser):
    assert browser.post("/v1/capture/consent", json={"version": "1", "language": "en"}).status_code == 200
    return browser


@pytest.fixture
def page(specimens):
    return (specimens / "p01/document-flat.jpg").read_bytes()


def put(browser, content, what="document/front", **headers):
    return browser.put(f"/v1/capture/{what}", content=content, headers=headers)


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header says that it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9)) + chunk(b"IEND", b"")


def jpeg_2000() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "JPEG2000", no_jp2=True)
    return out.getvalue()


def jpeg_2000_in_boxes() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "JPEG2000")
    return out.getvalue()


class TestWhatIsTaken:
    def test_the_same_bytes_again_are_the_same_evidence(self, capturing, deployment, tenant, created, page):
        first, again = put(capturing, page), put(capturing, page)
        assert first.json() == again.json()
        assert first.json()["version"] == 1
        with deployment.books.database.reading() as connection:
            assert len(deployment.books.vault.find(connection, tenant, created["id"], "document_front")) == 1
            kinds = [one.kind for one in ledger.entries(connection, tenant, subject=created["id"])]
        assert kinds.count("verification.captured") == 1

    def test_what_is_under_way_when_the_person_goes_on_elsewhere_is_not_taken(
        self, capturing, deployment, page, monkeypatch
    ):
        link = capturing.post("/v1/capture/handoff").json()["url"]
        slow = Slow(deployment.books.vault.store)
        monkeypatch.setattr(deployment.books.vault, "store", slow)
        with held_up(slow, lambda: put(capturing, page)) as sending, deployment.opened(link):
            pass
        answer = sending.result()
        assert (answer.status_code, answer.json()["code"]) == (403, "session_follows")
        assert capturing.get("/v1/capture").json()["there"] == []

    def test_other_bytes_take_their_place(self, capturing, page, specimens):
        put(capturing, page)
        assert put(capturing, (specimens / "p05/document-flat.jpg").read_bytes()).json()["version"] == 2
        assert put(capturing, page).json()["version"] == 3

    @pytest.mark.parametrize("orientation", [3, 6, 8])
    def test_a_photo_that_lies_sideways_is_looked_at_upright(self, capturing, page, orientation):
        turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
        picture = Image.open(io.BytesIO(page)).transpose(turned[orientation])
        exif = Image.Exif()
        exif[0x0112] = orientation
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=95, exif=exif)
        answer = put(capturing, out.getvalue())
        assert (answer.status_code, answer.json()["good"]) == (200, True)

    def test_what_shows_no_page_says_at_once_what_to_do(self, capturing):
        out = io.BytesIO()
        Image.fromarray(np.full((900, 1200, 3), 127, np.uint8)).save(out, "JPEG")
        front, back = put(capturing, out.getvalue()).json(), put(capturing, out.getvalue(), "document/back").json()
        assert (front["good"], front["reasons"]) == (False, ["portrait_not_found"])
        assert (back["good"], back["reasons"]) == (False, ["document_not_found"])
        assert front["advice"] == ["Show the page with your photograph, whole and without glare."]

    def test_a_probe_without_a_face_says_so_too(self, capturing):
        out = io.BytesIO()
        Image.fromarray(np.full((900, 1200, 3), 127, np.uint8)).save(out, "PNG")
        assert put(capturing, out.getvalue(), "probe").json()["reasons"] == ["face_not_found"]

    def test_what_the_bytes_are_counts_and_not_what_they_are_called(self, capturing, deployment, tenant, created, page):
        headers = {"Content-Type": "text/html", "Content-Disposition": 'attachment; filename="../../etc/passwd"'}
        assert put(capturing, page, **headers).status_code == 200
        with deployment.books.database.reading() as connection:
            (piece,) = deployment.books.vault.find(connection, tenant, created["id"], "document_front")
        assert piece.media_type == "image/jpeg"
        assert not [path for path in deployment.folder.rglob("*") if "passwd" in path.name]

    def test_while_others_wait_a_picture_is_taken_as_it_is(self, deploy, page, specimens):
        crowded = deploy(waiting_while_looking=0)
        out = io.BytesIO()
        Image.fromarray(np.full((900, 1200, 3), 127, np.uint8)).save(out, "JPEG")
        answers = []
        with crowded.api(crowded.key(crowded.new_tenant())) as api:
            for content in (page, out.getvalue()):
                url = api.post("/v1/verifications", json={"policy": "counter"}).json()["capture_url"]
                with crowded.opened(url) as browser:
                    browser.post("/v1/capture/consent", json={"version": "1", "language": "en"})
                    answers += [put(browser, content), put(browser, b"not a picture")]
                    put(browser, (specimens / "p01/selfie-1.jpg").read_bytes(), "probe")
                    assert browser.post("/v1/capture/submit").status_code == 200
        assert [answer.status_code for answer in answers] == [200, 422, 200, 422]
        assert (answers[2].json()["good"], answers[2].json()["advice"]) == (True, [])


class TestWhatIsNot:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"not a picture",
            b"\xff\xd8\xff\xe0 cut off",
            png_that_claims(60_000, 60_000),
            png_that_claims(9000, 9000),
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
            jpeg_2000(),
            jpeg_2000_in_boxes(),
        ],
        ids=[
            "nothing",
            "text",
            "half a JPEG",
            "a bomb by its sides",
            "a bomb by its pixels",
            "a PDF",
            "a JPEG 2000",
            "another",
        ],
    )
    @pytest.mark.parametrize("what", ["document/front", "document/back", "probe"])
    def test_what_is_no_picture_is_refused_and_not_kept(self, capturing, content, what):
        answer = put(capturing, content, what)
        assert (answer.status_code, answer.json()["code"]) == (422, "image_unusable")
        assert capturing.get("/v1/capture").json()["there"] == []

    @pytest.mark.parametrize("side", ["..%2f..%2fetc%2fpasswd", "front%00", "FRONT", "front%2f..%2fback"])
    def test_a_side_is_front_or_back_and_no_path(self, capturing, page, side):
        assert put(capturing, page, f"document/{side}").status_code in (404, 422)

    def test_a_body_that_says_it_is_too_large_is_refused_before_it_comes(self, deployment, capturing):
        head = (
            f"PUT /v1/capture/probe HTTP/1.1\r\nHost: x\r\nContent-Length: {33 * 2**20}\r\n"
            f"Cookie: counterfoil_capture={capturing.cookies['counterfoil_capture']}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", int(deployment.url.rpartition(":")[2])), timeout=300) as raw:
            raw.sendall(head.encode())
            assert raw.recv(100).startswith(b"HTTP/1.1 413")

    def test_a_body_that_does_not_say_its_length_is_counted_as_it_comes(self, capturing):
        def endless():
            for _ in range(40):
                yield bytes(2**20)

        answer = put(capturing, endless(), "probe")
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")

    @pytest.mark.parametrize("length", ["-1", "1e9", "99999999999999999999"])
    def test_a_length_that_is_none_is_refused(self, deployment, length):
        with socket.create_connection(("127.0.0.1", int(deployment.url.rpartition(":")[2])), timeout=300) as raw:
            raw.sendall(f"POST /v1/match HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
            assert raw.recv(100)[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 413")

    @pytest.mark.parametrize("place", ["/v1/verifications", "/v1/capture/session", "/console/sign-in"])
    def test_other_bodies_are_small(self, api, place):
        answer = api.post(place, content=b"x" * (2**16 + 1))
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")

    @pytest.mark.parametrize(("size", "status"), [(2**19, 422), (2**20 + 1, 413)])
    def test_lists_of_names_are_larger(self, api, size, status):
        assert api.post("/v1/match", content=b"x" * size).status_code == status

    def test_a_body_that_never_ends_is_given_up(self, deploy):
        own = deploy(body_seconds=1)
        head = f"Authorization: Bearer {own.key(own.new_tenant())}\r\nContent-Type: application/json\r\n"
        begun = f"POST /v1/match HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n{head}\r\n{{".encode()
        place = "127.0.0.1", int(own.url.rpartition(":")[2])
        answer = b""

        def is_answered() -> bool:
            nonlocal answer
            with suppress(ConnectionError), socket.create_connection(place, timeout=300) as raw:
                raw.sendall(begun)
                answer = raw.recv(100)
            return answer != b""

        assert eventually(is_answered)  # on a slow machine, the head itself may come too late
        assert answer.startswith(b"HTTP/1.1 408")


class TestWhenNothingIsTaken:
    """What is not looked at is not called unusable either: the state is what is wrong, whatever the bytes are."""

    @pytest.mark.parametrize("what", ["document/front", "document/back", "probe"])
    def test_nothing_is_looked_at_before_consent(self, browser, what):
        answer = put(browser, b"not a picture", what)
        assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")

    @pytest.mark.parametrize("step", ["manual", "submit"])
    def test_nor_once_it_is_out_of_the_bearers_hands(self, capturing, page, specimens, step):
        put(capturing, page)
        put(capturing, (specimens / "p01/selfie-1.jpg").read_bytes(), "probe")
        assert capturing.post(f"/v1/capture/{step}").status_code == 200
        for content in (page, b"not a picture"):
            answer = put(capturing, content)
            assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")

    def test_nobody_fills_the_disk_with_one_link(self, deployment, tenant, created, capturing, page):
        books, now = deployment.books, deployment.clock()
        for number in range(verifications.MOST_CAPTURES - 1):
            piece = Unsealed("document_front", Clock.BIOMETRICS, bytes([number]), "image/jpeg")
            sealed = books.vault.seal(books.database, tenant=tenant, subject=created["id"], pieces=[piece], now=now)
            with books.database.writing() as connection:
                (evidence,) = books.vault.register(connection, sealed)
                verifications.capture(connection, created["id"], kind=piece.kind, evidence=evidence, now=now)
        assert put(capturing, page).json()["version"] == verifications.MOST_CAPTURES
        answer = put(capturing, page + b" ")
        assert (answer.status_code, answer.json()["code"]) == (409, "capture_incomplete")
