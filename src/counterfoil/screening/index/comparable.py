"""Which schemas are compared with which, as bits of a mask."""

from typing import Final

from counterfoil.screening.entity import Schema

NUMBER: Final = {schema: number for number, schema in enumerate(Schema)}
"""The number under which an index keeps a schema."""


def bit(schema: Schema) -> int:
    """Return the bit of a schema."""
    return 1 << NUMBER[schema]


def _mask(*schemas: Schema) -> int:
    return sum(bit(schema) for schema in schemas)


_BODIES: Final = _mask(Schema.ORGANIZATION, Schema.COMPANY, Schema.LEGAL_ENTITY)

COMPARED: Final = {
    Schema.PERSON: _mask(Schema.PERSON, Schema.LEGAL_ENTITY),
    Schema.ORGANIZATION: _BODIES,
    Schema.COMPANY: _BODIES,
    Schema.LEGAL_ENTITY: _BODIES | _mask(Schema.VESSEL, Schema.AIRPLANE),
    Schema.VESSEL: _mask(Schema.VESSEL),
    Schema.AIRPLANE: _mask(Schema.AIRPLANE),
}
"""The schemas that a query of a schema is compared with. A listed ``LegalEntity`` may be a person: who knows."""
