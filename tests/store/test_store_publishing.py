"""Putting the shipped journeys in force."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from engine.compiler import compile_workspace
from engine.errors import NotFound, Refused
from engine.journey.plan import version_of
from engine.settings import PROJECT, Settings
from engine.store.journeys import load_heads, load_plan, set_paused
from engine.store.organization import load_documents, load_organization
from engine.store.pool import create_pool
from engine.store.publishing import publish_workspace

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest_asyncio.fixture
async def connection(
    database_url: str, make_settings: Callable[..., Settings]
) -> AsyncIterator[asyncpg.pool.PoolConnectionProxy]:
    async with await create_pool(make_settings(database_url=database_url)) as pool, pool.acquire() as one:
        transaction = one.transaction()
        await transaction.start()
        yield one
        await transaction.rollback()


async def test_a_workspace_is_published_and_publishing_it_again_changes_nothing(
    connection: asyncpg.pool.PoolConnectionProxy,
) -> None:
    workspace = compile_workspace(PROJECT / "journeys")
    first = await publish_workspace(connection, workspace, by="test", now=NOW)
    again = await publish_workspace(connection, workspace, by="test", now=NOW)
    assert [(each.slug, each.number, each.new) for each in first] == [
        (journey.slug, 1, True) for journey in workspace.journeys
    ]
    assert [(each.version, each.number, each.new) for each in again] == [
        (each.version, 1, False) for each in first
    ]
    assert {head.version for head in await load_heads(connection)} == {each.version for each in first}
    assert (await load_organization(connection)).name == workspace.organization.name  # type: ignore[union-attr]
    assert {"consents", "dictionary", "segments"} <= (await load_documents(connection)).keys()


async def test_a_stored_plan_is_the_compiled_one_and_its_templates_are_there(
    connection: asyncpg.pool.PoolConnectionProxy,
) -> None:
    workspace = compile_workspace(PROJECT / "journeys")
    for each in await publish_workspace(connection, workspace, by="test", now=NOW):
        plan = await load_plan(connection, each.version)
        assert version_of(plan) == each.version
        wanted = {sha for message in plan.messages.values() for sha in message.variants.values()}
        stored = await connection.fetchval(
            "select count(*) from template where sha256 = any($1)", list(wanted)
        )
        assert stored == len(wanted) > 0


async def test_going_back_to_a_former_version_keeps_its_number(
    connection: asyncpg.pool.PoolConnectionProxy, tmp_path: Path
) -> None:
    workspace = compile_workspace(PROJECT / "journeys")
    await publish_workspace(connection, workspace, by="test", now=NOW)
    slug = workspace.journeys[0].slug
    _copy(PROJECT / "journeys", tmp_path)
    text = (tmp_path / slug / "journey.yaml").read_text()
    (tmp_path / slug / "journey.yaml").write_text(text.replace("title: ", "title: New ", 1))
    changed = await publish_workspace(connection, compile_workspace(tmp_path), by="test", now=NOW)
    assert [(each.number, each.new) for each in changed if each.slug == slug] == [(2, True)]
    back = await publish_workspace(connection, workspace, by="test", now=NOW)
    assert [(each.number, each.new) for each in back if each.slug == slug] == [(1, True)]


async def test_a_workspace_with_an_error_publishes_nothing(
    connection: asyncpg.pool.PoolConnectionProxy, tmp_path: Path
) -> None:
    _copy(PROJECT / "journeys", tmp_path)
    broken = tmp_path / "visit-reminder" / "journey.yaml"
    broken.write_text(broken.read_text() + "\nsurprise: 1\n")
    with pytest.raises(Refused):
        await publish_workspace(connection, compile_workspace(tmp_path), by="test", now=NOW)
    assert await connection.fetchval("select count(*) from journey") == 0


async def test_an_unknown_journey_cannot_be_paused(connection: asyncpg.pool.PoolConnectionProxy) -> None:
    with pytest.raises(NotFound):
        await set_paused(connection, "nothing", True, at=NOW)


def _copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            (target / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            (target / path.relative_to(source)).write_bytes(path.read_bytes())
