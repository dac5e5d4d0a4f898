"""How Alembic runs: on the connection, and in the transaction, of sayso.ledger.migrating."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
