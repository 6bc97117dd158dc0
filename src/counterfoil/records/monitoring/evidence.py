"""A hit as an alert keeps it."""

from dataclasses import replace
from typing import Final

from counterfoil.records.alerts import Evidence
from counterfoil.records.customers.fingerprint import document_digest, entity_digest
from counterfoil.records.monitoring.run import Run
from counterfoil.screening.hit import Hit
from counterfoil.screening.hit_json import hit_as_json
from counterfoil.screening.matching.evidence import DOCUMENT_NUMBER

_NOT_KEPT: Final = "a number that was not kept"


def evidence_of(hit: Hit, customer_digest: str, run: Run, salt: bytes) -> Evidence:
    """Return what an alert keeps of a hit.

    Args:
        hit: What was found; its evidence has numbers of documents as digests.
        customer_digest: Of the customer.
        run: The run that found it.
        salt: Of the database.
    """
    clear = {document_digest(number, salt): number for number in hit.entity.document_numbers}
    shown = tuple(
        replace(one, said=clear.get(one.said, _NOT_KEPT), listed=clear.get(one.listed, one.listed))
        if one.field == DOCUMENT_NUMBER
        else one
        for one in hit.evidence
    )
    return Evidence(
        score=hit.score,
        name_score=hit.name_score,
        fpr=hit.false_positive_rate,
        rate=run.rate,
        list_version=hit.list_version,
        matcher=run.matcher,
        customer_digest=customer_digest,
        entity_digest=entity_digest(hit.entity),
        explanation=hit_as_json(replace(hit, evidence=shown), is_alert=True),
    )
