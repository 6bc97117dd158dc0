"""What the bearer is told of each reason: its public text, in every language, and nothing that tells of lists."""

from datetime import timedelta
from itertools import product

import pytest

from counterfoil.decision import Verdict
from counterfoil.reasons import Reason
from counterfoil.records import verifications
from counterfoil.records.vault import Clock
from counterfoil.service.capture.texts import LANGUAGES, texts
from tests.sealing import seal_within

OF_LISTS = [reason for reason in Reason if reason.code.startswith("screening_")]
ENDS = {Verdict.RETRY: "retry", Verdict.REFER: "review", Verdict.REJECT: "rejected"}
TELLING = ("screening", "sanction", "embargo", "terror", "watchlist")


def judged(deployment, tenant, which, verdict, reason):
    """Hand a verification in, and conclude it so."""
    books, now = deployment.books, deployment.clock()
    with books.database.writing() as connection:
        verifications.consent(connection, which, version="1", language="en", now=now)
        for kind in ("document_front", "probe"):
            seal = {"tenant": tenant, "subject": which, "kind": kind, "clock": Clock.BIOMETRICS, "now": now}
            piece = seal_within(books.vault, connection, content=b"a picture", media_type="image/jpeg", **seal)
            verifications.capture(connection, which, kind=kind, evidence=piece, now=now)
        attempt = verifications.submit(connection, which, now)
        said = {"attempt": attempt, "verdict": verdict, "reasons": [reason.code], "now": now + timedelta(seconds=3)}
        assert verifications.conclude(connection, which, **said)


def told(browser):
    """Everything that the bearer is told, by language."""
    said = {}
    for language in LANGUAGES:
        result = browser.get("/v1/capture/result", params={"language": language})
        progress = browser.get("/v1/capture", params={"language": language})
        assert (result.status_code, progress.status_code) == (200, 200)
        said[language] = (result.json(), progress.json())
    return said


@pytest.mark.parametrize("end", list(product(ENDS, Reason)), ids=lambda end: f"{end[0].value}-{end[1].code}")
def test_the_bearer_is_told_the_public_text_and_no_more(deployment, tenant, browser, created, end):
    verdict, reason = end
    judged(deployment, tenant, created["id"], verdict, reason)
    for language, (result, progress) in told(browser).items():
        assert result["outcome"] == ENDS[verdict]
        waits = verdict is Verdict.REFER  # a person looks, and there is nothing to do
        assert result["advice"] == ([] if waits else [texts(language)[f"reason.{reason.code}"]])
        assert progress["advice"] in ([], result["advice"])
        whole = f"{result} {progress}"
        assert reason.detail not in whole
        assert reason.code not in whole


@pytest.mark.parametrize("verdict", ENDS, ids=lambda verdict: verdict.value)
def test_of_lists_the_bearer_is_told_the_same_whatever_was_found(deployment, tenant, api, verdict):
    answers = []
    for reason in OF_LISTS:
        created = api.post("/v1/verifications", json={"policy": "remote"}).json()
        with deployment.opened(created["capture_url"]) as browser:
            judged(deployment, tenant, created["id"], verdict, reason)
            said = told(browser)
            for _, progress in said.values():
                progress.pop("verification")
            answers.append(said)
            advice = " ".join(" ".join(result["advice"]) for result, _ in said.values()).casefold()
            assert not any(word in advice for word in TELLING)
    assert len(OF_LISTS) >= 4
    assert all(answer == answers[0] for answer in answers)
