"""Who may come in: API keys, links for capturing, accounts of reviewers, and requests that were answered already.

Tokens and keys are kept as SHA-256 digests: they are long and random, so that nobody finds them from it.
"""

from typing import Any, Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from counterfoil.records.tables.base import DIGEST, Moment, metadata, where


def _opened_by_a_secret(whose: str) -> tuple[Column[Any], ...]:
    """Return the columns of what a secret opens: its digest, what it opens, since when and until when."""
    return (
        Column("digest", DIGEST, primary_key=True),
        Column(whose, ForeignKey(f"{whose}s.id"), nullable=False, index=True),
        Column("created_at", Moment, nullable=False),
        Column("expires_at", Moment, nullable=False),
    )


api_keys: Final = Table(
    "api_keys",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant", ForeignKey("tenants.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("digest", DIGEST, nullable=False, unique=True),
    Column("hint", String(16), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("is_test", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("revoked_at", Moment),
    Column("last_used_on", String(10)),
)
"""Keys of integrators; ``hint`` is their beginning, to tell them apart. A rotated key goes on until it expires."""

capture_tokens: Final = Table(
    "capture_tokens",
    metadata,
    *_opened_by_a_secret("verification"),
    Column("used_at", Moment),
    Column("handed_on_by", DIGEST),
)
"""Links that open the capture page once; ``handed_on_by`` is the session that asked to go on with another device."""

capture_sessions: Final = Table(
    "capture_sessions",
    metadata,
    *_opened_by_a_secret("verification"),
    Column("ended_at", Moment),
    Column("follows_since", Moment),
)
"""What a link was exchanged for: one browser, one verification. A session that was handed on follows the other one."""

accounts: Final = Table(
    "accounts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("tenant", ForeignKey("tenants.id"), nullable=False),
    Column("name", String(128), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", Text),
    Column("oidc_subject", Text, unique=True),
    Column("totp_last_step", Integer),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("vouched_only_by", ForeignKey("accounts.id")),
    UniqueConstraint("tenant", "name"),
)
"""People who review or run the service; ``password`` is an Argon2id hash, the TOTP secret lies among the secrets.
``vouched_only_by`` is the supervisor who gave an account its password, until another one has confirmed it."""

account_sessions: Final = Table(
    "account_sessions",
    metadata,
    *_opened_by_a_secret("account"),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
"""Browsers that are signed in to the console."""

account_devices: Final = Table(
    "account_devices",
    metadata,
    *_opened_by_a_secret("account"),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Moment),
)
"""Browsers from which somebody has signed in to an account before: what strangers try does not lock these out."""

idempotency: Final = Table(
    "idempotency",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("caller", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("request", DIGEST, nullable=False),
    Column("status", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("subject", String(64)),
    Column("created_at", Moment, nullable=False),
    Index(None, "created_at"),
    Index(None, "subject", **where("subject IS NOT NULL")),
)
"""Answers that were given, kept for a day so that a request that is repeated does nothing twice; ``subject`` is the
verification that an answer is about, with which it is erased."""
