"""Tenants, verifications and reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "tenants",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_tenants"),
    )
    op.create_table(
        "verifications",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("magic", sa.String(length=32)),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("route", sa.String(length=16), nullable=False),
        sa.Column("policy", sa.String(length=64), nullable=False),
        sa.Column("policy_sha256", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("consent_version", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16)),
        sa.Column("reference", sa.Text()),
        sa.Column("return_url", sa.Text()),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("attempts_allowed", sa.Integer(), nullable=False),
        sa.Column("needs_second_review", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(length=16)),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.String(length=16)),
        sa.Column("receipt", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True)),
        sa.Column("processing_at", sa.DateTime(timezone=True)),
        sa.Column("under_review_at", sa.DateTime(timezone=True)),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("biometrics_due_at", sa.DateTime(timezone=True)),
        sa.Column("records_due_at", sa.DateTime(timezone=True)),
        sa.Column("biometrics_erased_at", sa.DateTime(timezone=True)),
        sa.Column("erased_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["tenant"], ["tenants.id"], name="fk_verifications_tenant"),
        sa.PrimaryKeyConstraint("id", name="pk_verifications"),
    )
    clocks = ("biometrics_due_at", "tenant", "state"), ("records_due_at", "tenant")
    for columns, erased in zip(clocks, ("biometrics_erased_at", "erased_at"), strict=True):
        condition = sa.text(f"{erased} IS NULL")
        op.create_index(
            f"ix_verifications_{'_'.join(columns)}",
            "verifications",
            columns,
            sqlite_where=condition,
            postgresql_where=condition,
        )
    named = sa.text("reference IS NOT NULL")
    op.create_index(
        "ix_verifications_tenant_reference",
        "verifications",
        ["tenant", "reference"],
        sqlite_where=named,
        postgresql_where=named,
    )
    op.create_index("ix_verifications_state_expires_at", "verifications", ["state", "expires_at"])
    with_people = sa.text("under_review_at IS NOT NULL")
    op.create_index(
        "ix_verifications_under_review",
        "verifications",
        ["tenant", "state", "is_test", "under_review_at"],
        sqlite_where=with_people,
        postgresql_where=with_people,
    )
    moments = ("consented_at", "processing_at", "decided_at", "under_review_at")
    created = ("route", "state", "verdict", "decided_by", *moments, "id")
    op.create_index("ix_verifications_created", "verifications", ["tenant", "is_test", "created_at", *created])
    decided = ("decided_by", "verdict", "processing_at", "consented_at", "created_at")
    op.create_index("ix_verifications_decided", "verifications", ["tenant", "is_test", "decided_at", *decided])
    op.create_index("ix_verifications_tenant_id", "verifications", ["tenant", "id"])
    op.create_index("ix_verifications_tenant_state_changed_at", "verifications", ["tenant", "state", "changed_at"])
    op.create_table(
        "reviews",
        sa.Column("verification", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=16)),
        sa.Column("reason", sa.String(length=64)),
        sa.ForeignKeyConstraint(["reason"], ["evidence.id"], name="fk_reviews_reason"),
        sa.ForeignKeyConstraint(["verification"], ["verifications.id"], name="fk_reviews_verification"),
        sa.PrimaryKeyConstraint("verification", "number", name="pk_reviews"),
    )
    op.create_table(
        "review_leases",
        sa.Column("verification", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["verification"], ["verifications.id"], name="fk_review_leases_verification"),
        sa.PrimaryKeyConstraint("verification", name="pk_review_leases"),
    )
