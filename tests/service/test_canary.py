"""A person goes the whole way, and nothing of them is anywhere but sealed: in no log, measure, address or row."""

import hashlib
import io
import json
from contextlib import redirect_stderr

import pytest
from deployment import Deployment

from counterfoil.decision import load_policy
from counterfoil.jobs.bench import Bench
from counterfoil.jobs.judging import judge
from counterfoil.records import ledger
from counterfoil.records.shelf import Shelf
from counterfoil.records.verifications import Retention
from counterfoil.service.log_lines import set_up

TOKEN = "a token for the canary's test"  # noqa: S105 - a test's own
EXPECTED = {"name": "Canaria Quetzalmint", "birth_date": "1987-06-05", "document_number": "CANARY4711"}


@pytest.fixture(scope="module")
def judged(tmp_path_factory, networks, specimens):
    """A deployment in which somebody went the whole way, with everything that it wrote."""
    own, logged = Deployment(tmp_path_factory.mktemp("canary"), metrics_token=TOKEN), io.StringIO()
    with redirect_stderr(logged):
        set_up("json")
    own.start()
    found = gone_the_whole_way(own, networks, specimens)
    own.stop()
    assert logged.getvalue().count("answered") > 10
    found["texts"]["log"] = logged.getvalue()
    return found


def gone_the_whole_way(own, networks, specimens):
    pictures = [(specimens / "p01" / name).read_bytes() for name in ("document-flat.jpg", "selfie-1.jpg")]
    with own.api(own.key(tenant := own.new_tenant())) as api:
        body = {"policy": "border", "expected": EXPECTED, "return_url": "https://example.org/"}
        created = api.post("/v1/verifications", json=body, headers={"Idempotency-Key": "k"}).json()
        with own.opened(created["capture_url"]) as browser:
            browser.post("/v1/capture/consent", json={"version": "1", "language": "en"})
            browser.put("/v1/capture/document/front", content=pictures[0])
            browser.put("/v1/capture/probe", content=pictures[1])
            assert browser.post("/v1/capture/submit").status_code == 200
        bench = Bench(own.books, networks, {"border": load_policy("border")}, Shelf(), Retention())
        assert judge(bench, created["id"], 1, own.clock)
        result = api.get(f"/v1/verifications/{created['id']}/result").json()
        refused = [
            api.post("/v1/verifications", json={"policy": "x", "expected": EXPECTED}),
            api.post("/v1/verifications", json={"policy": "border", "expected": EXPECTED | {"name": "Canaria\n"}}),
            api.get(f"/v1/verifications/{EXPECTED['document_number']}"),
            api.get("/v1/Quetzalmint", params={"name": "Canaria"}),
        ]
        told = [api.get(f"/v1/verifications/{created['id']}"), api.get(f"/v1/verifications/{created['id']}/receipt")]
    with own.api(TOKEN) as scraper:
        measured = scraper.get("/metrics").text
    with own.books.database.reading() as connection:
        entries = json.dumps([str(one) for one in ledger.entries(connection, tenant, limit=500)])
    return {
        "result": result,
        "pictures": pictures,
        "files": {str(path): path.read_bytes() for path in own.folder.rglob("*") if path.is_file()},
        "texts": {
            "measures": measured,
            "ledger": entries,
            "names of files": "\n".join(map(str, own.folder.rglob("*"))),
            **{f"answer {number}": answer.text for number, answer in enumerate((*refused, *told))},
        },
    }


def test_nothing_of_the_person_is_anywhere_but_sealed(judged):
    document = judged["result"]["document"]
    words = {document["surname"], document["number"], document["birth_date"], *document["mrz"]["lines"]}
    words |= {"Quetzalmint", "CANARY4711", "1987-06-05"}
    assert len(words) == 8  # the result does say it all, to whoever may read it
    found = {
        (word, where)
        for word in words
        for where, text in {**judged["texts"], **judged["files"]}.items()
        if (word.encode() in text if isinstance(text, bytes) else word.lower() in text.lower())
    }
    assert found == set()


def test_neither_is_a_picture_in_the_clear(judged):
    beginnings = [picture[200:264] for picture in judged["pictures"]]
    assert not [where for where, content in judged["files"].items() if any(part in content for part in beginnings)]


def test_the_digest_of_a_face_links_nothing(judged):
    digest = hashlib.sha256(judged["pictures"][1]).hexdigest()
    assert not [where for where, text in judged["texts"].items() if digest in text]
