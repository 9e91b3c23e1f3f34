"""`careloom enroll` on a real database: an answer a line, exit codes, and that a list is safe to repeat."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import msgspec
import pytest
from click.testing import CliRunner, Result

from engine.intake.routing import Batch
from engine.journey import events
from engine.journey.plan import Cap, Enroll
from engine.settings import Settings
from engine.store.events import claim_events
from engine.store.ids import uuid7
from engine.store.journeys import publish
from engine.store.organization import save_organization
from engine.store.people import new_patient, save_identifiers, save_patients
from engine.store.pool import open_vault, prepare
from infra.cli.checks import entering
from infra.cli.enroll import enroll
from tests import stack
from tests.intake_router.house import ORGANIZATION, identifier
from tests.intake_router.ways import journey

NOW = datetime.now(UTC)


@pytest.fixture
async def settings(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with three people and a journey that takes two an hour by name."""
    made = stack.settings_for_tests(tmp_path, database_url=database_url)
    monkeypatch.setattr("infra.cli.enroll.load_settings", lambda: made)
    vault = open_vault(made)
    connection = await asyncpg.connect(database_url)
    await prepare(connection)
    try:
        await save_organization(connection, "test", {"organization": msgspec.to_builtins(ORGANIZATION)}, NOW)
        async with connection.transaction():
            way = Enroll(on=(events.ENROLLMENT_REQUESTED,), cap=Cap(2, 3600))
            await publish(connection, journey(way), "", (), by="test", now=NOW)
        people = [new_patient(vault, uuid7()) for _ in range(3)]
        await save_patients(connection, vault, people, NOW)
        await save_identifiers(connection, vault, [(identifier(n), one.id) for n, one in enumerate(people)])
    finally:
        await connection.close()
    return made


async def _run(*told: object) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, enroll, [str(one) for one in told])


async def _route(settings: Settings) -> None:
    connection = await asyncpg.connect(settings.database_url)
    await prepare(connection)
    try:
        async with connection.transaction():
            claimed, _ = await claim_events(connection, 500)
            await Batch(open_vault(settings)).route(connection, claimed, NOW)
    finally:
        await connection.close()


async def test_a_list_is_answered_line_by_line_and_may_be_repeated(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("identifier,system\n" + "".join(f"{n:06},RIVERSIDE\n" for n in range(3)))
    first = await _run("ways", path, "--wait", "0")
    assert (first.exit_code, first.output.splitlines()[-1]) == (1, "3 pending")
    await _route(settings)
    again = await _run("ways", path)
    assert again.exit_code == 0, again.output
    assert again.output.splitlines()[-1] == "2 enrolled, 1 waiting"
    assert "RIVERSIDE" not in again.output and "000001" not in again.output
    finding = await entering(settings)
    assert (finding.state, finding.words) == ("good", "1 waiting to enter ways")
    path.write_text("identifier,system\n000001,RIVERSIDE\n9,NOWHERE\n\n")
    other = await _run("ways", path, "--wait", "0", "--json")
    assert other.output.splitlines()[-1] == '{"line":2,"outcome":"patient-unknown"}'
    assert other.exit_code == 1
