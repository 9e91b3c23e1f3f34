"""`careloom apply` on a real database: what it prints and how it exits."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from click.testing import CliRunner, Result

from engine.settings import PROJECT
from infra.cli.apply import apply

Run = Callable[..., "asyncio.Future[Result]"]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CARELOOM_DATABASE_URL", database_url)
    monkeypatch.setenv("CARELOOM_EMBEDDED", "yes")
    monkeypatch.setenv("CARELOOM_DATA_DIR", str(tmp_path / "data"))

    def invoke(*arguments: str) -> "asyncio.Future[Result]":
        # In a thread of its own: the command starts its own event loop.
        return asyncio.ensure_future(asyncio.to_thread(CliRunner().invoke, apply, list(arguments)))

    return invoke


async def test_apply_publishes_what_changed_and_says_what_is_in_force_already(run: Run) -> None:
    first, again = await run(str(PROJECT / "journeys")), await run(str(PROJECT / "journeys"))
    assert (first.exit_code, again.exit_code) == (0, 0), first.output
    assert "visit-reminder: version 1" in first.output
    assert first.output.count("published") == 3
    assert again.output.count("in force already") == 3


async def test_apply_refuses_journeys_with_an_error_and_shows_where(
    run: Run, tmp_path: Path, database_url: str
) -> None:
    for path in (PROJECT / "journeys").rglob("*.*"):
        (tmp_path / path.relative_to(PROJECT)).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path.relative_to(PROJECT)).write_bytes(path.read_bytes())
    broken = tmp_path / "journeys" / "visit-reminder" / "journey.yaml"
    broken.write_text(broken.read_text().replace("purpose: treatment", "purpose: surprise"))
    before = await _versions(database_url)
    result = await run(str(tmp_path / "journeys"), "--note", "never stored")
    assert result.exit_code == 1
    assert "visit-reminder/journey.yaml" in result.output
    assert await _versions(database_url) == before


async def _versions(database_url: str) -> int:
    connection = await asyncpg.connect(database_url)
    try:
        return int(await connection.fetchval("select count(*) from journey_version"))
    finally:
        await connection.close()
