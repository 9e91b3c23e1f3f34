"""Alembic revisions of the database. Applied by engine.store.migrate; never edited once released."""
