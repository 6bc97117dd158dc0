"""What Alembic runs: the migrations, on the connection that counterfoil.records.migrating hands it."""

from alembic import context

context.run_migrations()
