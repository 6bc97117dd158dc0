"""The schemas of FollowTheMoney that name parties, and ours for each."""

from collections.abc import Mapping
from typing import Final

from counterfoil.screening.entity import Schema

SCHEMAS: Final[Mapping[str, Schema]] = {
    "Person": Schema.PERSON,
    "LegalEntity": Schema.LEGAL_ENTITY,
    "Organization": Schema.ORGANIZATION,
    "PublicBody": Schema.ORGANIZATION,
    "Company": Schema.COMPANY,
    "Asset": Schema.LEGAL_ENTITY,
    "Vehicle": Schema.LEGAL_ENTITY,
    "Vessel": Schema.VESSEL,
    "Airplane": Schema.AIRPLANE,
}
