"""What the migrations make is what the tables say."""

import asyncpg
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from engine.store import migrate
from engine.store.tables import metadata

_COLUMNS = """
    select table_name, column_name, data_type, is_nullable, column_default, is_identity
    from information_schema.columns
    where table_schema = 'public' and table_name <> 'alembic_version' order by 1, 2
"""
_INDEXES = """
    select tablename, indexdef from pg_indexes
    where schemaname = 'public' and tablename <> 'alembic_version' order by 1, 2
"""
_CONSTRAINTS = """
    select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace
      and conrelid::regclass::text <> 'alembic_version' order by 1, 2
"""


def _ddl() -> str:
    dialect = postgresql.dialect()
    statements = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        statements += [str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes]
    return ";\n".join(statements)


async def _shape(connection: asyncpg.Connection) -> list[list[tuple[object, ...]]]:
    return [
        [tuple(row) for row in await connection.fetch(question)]
        for question in (_COLUMNS, _INDEXES, _CONSTRAINTS)
    ]


async def test_migrations_make_exactly_the_tables_that_the_classes_declare(empty_database: str) -> None:
    connection = await asyncpg.connect(empty_database)
    try:
        await connection.execute("create schema declared; set search_path to declared")
        await connection.execute(_ddl())
        await connection.execute(
            "alter schema public rename to nothing; alter schema declared rename to public"
        )
        await connection.execute("set search_path to public")
        declared = await _shape(connection)
        await connection.execute("drop schema public cascade; alter schema nothing rename to public")
        await migrate.upgrade(empty_database)
        assert await _shape(connection) == declared
    finally:
        await connection.close()


async def test_a_fresh_database_has_no_revision_and_then_the_newest(empty_database: str) -> None:
    assert await migrate.current(empty_database) is None
    await migrate.upgrade(empty_database)
    assert await migrate.current(empty_database) == migrate.newest()


async def test_upgrading_twice_changes_nothing(empty_database: str) -> None:
    await migrate.upgrade(empty_database)
    await migrate.upgrade(empty_database)
    assert await migrate.current(empty_database) == migrate.newest()
