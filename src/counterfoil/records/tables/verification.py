"""Tenants, verifications, the decisions of reviewers."""

from typing import Final

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from counterfoil.records.tables.base import DIGEST, Moment, metadata, where

tenants: Final = Table(
    "tenants",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
)
"""Whose verifications they are. Nobody sees those of another."""

verifications: Final = Table(
    "verifications",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant", ForeignKey("tenants.id"), nullable=False),
    Column("is_test", Boolean, nullable=False),
    Column("magic", String(32)),
    Column("state", String(16), nullable=False),
    Column("route", String(16), nullable=False),
    Column("policy", String(64), nullable=False),
    Column("policy_sha256", DIGEST, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("consent_version", String(64), nullable=False),
    Column("language", String(16)),
    Column("reference", Text),
    Column("return_url", Text),
    Column("attempt", Integer, nullable=False),
    Column("attempts_allowed", Integer, nullable=False),
    Column("needs_second_review", Boolean, nullable=False),
    Column("verdict", String(16)),
    Column("reasons", JSON, nullable=False),
    Column("decided_by", String(16)),
    Column("receipt", Text),
    Column("created_at", Moment, nullable=False),
    Column("consented_at", Moment),
    Column("processing_at", Moment),
    Column("under_review_at", Moment),
    Column("decided_at", Moment),
    Column("changed_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("biometrics_due_at", Moment),
    Column("records_due_at", Moment),
    Column("biometrics_erased_at", Moment),
    Column("erased_at", Moment),
    Index(None, "tenant", "id"),
    Index(None, "tenant", "state", "changed_at"),
    # These two hold all that `counting` asks for, so that it need not look at the rows, which are wide.
    Index(
        "ix_verifications_created",
        "tenant",
        "is_test",
        "created_at",
        "route",
        "state",
        "verdict",
        "decided_by",
        "consented_at",
        "processing_at",
        "decided_at",
        "under_review_at",
        "id",
    ),
    Index(
        "ix_verifications_decided",
        "tenant",
        "is_test",
        "decided_at",
        "decided_by",
        "verdict",
        "processing_at",
        "consented_at",
        "created_at",
    ),
    Index(None, "tenant", "reference", **where("reference IS NOT NULL")),
    Index(None, "state", "expires_at"),
    Index(
        "ix_verifications_under_review",
        "tenant",
        "state",
        "is_test",
        "under_review_at",
        **where("under_review_at IS NOT NULL"),
    ),
    # What has been erased is not due any more: these two stay small however old the service is.
    Index(None, "biometrics_due_at", "tenant", "state", **where("biometrics_erased_at IS NULL")),
    Index(None, "records_due_at", "tenant", **where("erased_at IS NULL")),
)
"""One bearer, one document, one purpose. Nothing personal stands here: what was seen, read and said lies in the vault
under the verification's id as its subject. ``reasons`` holds codes."""

reviews: Final = Table(
    "reviews",
    metadata,
    Column("verification", ForeignKey("verifications.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", String(64), nullable=False),
    Column("action", String(16), nullable=False),
    Column("verdict", String(16)),
    Column("reason", ForeignKey("evidence.id")),
)
"""What reviewers did: proposed, confirmed, sent back; ``by`` is the id of an account or a key, the reason is sealed."""

review_leases: Final = Table(
    "review_leases",
    metadata,
    Column("verification", ForeignKey("verifications.id"), primary_key=True),
    Column("account", String(64), nullable=False),
    Column("until", Moment, nullable=False),
)
"""Who has a case open, so that two do not work on one; it runs out by itself."""
