"""Alembic's environment: writes SQL only, which engine.store.migrate runs over asyncpg.

There is no other PostgreSQL driver in the house, so nothing here opens a connection.
"""

from alembic import context

from engine.store.tables import metadata

context.configure(
    dialect_name="postgresql",
    target_metadata=metadata,
    literal_binds=True,
    transactional_ddl=False,  # migrate holds the one transaction
)
with context.begin_transaction():
    context.run_migrations()
