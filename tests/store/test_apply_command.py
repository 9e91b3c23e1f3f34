"""`careloom plan` and `careloom apply` on a real database: what they print, do, refuse, and how they exit."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from click import Command
from click.testing import CliRunner, Result

from engine.errors import Conflict
from engine.settings import PROJECT
from engine.store.applying import apply_plan
from engine.store.journeys import load_heads
from engine.store.pool import prepare
from engine.store.release_plan import ReleasePlan, read_plan
from infra.cli.apply import apply
from infra.cli.diff import diff
from infra.cli.plan import plan

Run = Callable[..., "asyncio.Future[Result]"]
SHIPPED = PROJECT / "journeys"


@pytest.fixture
def run(empty_of_journeys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CARELOOM_DATABASE_URL", empty_of_journeys)
    monkeypatch.setenv("CARELOOM_EMBEDDED", "yes")
    monkeypatch.setenv("CARELOOM_DATA_DIR", str(tmp_path / "data"))

    def invoke(command: Command, *arguments: str) -> "asyncio.Future[Result]":
        # In a thread of its own: the command starts its own event loop.
        return asyncio.ensure_future(asyncio.to_thread(CliRunner().invoke, command, list(arguments)))

    return invoke


@pytest.fixture
async def empty_of_journeys(database_url: str) -> str:
    await ask(database_url, "truncate journey, journey_version, template, organization, release cascade")
    return database_url


@pytest.fixture
def journeys(tmp_path: Path) -> Path:
    """The documents and three journeys, to be edited."""
    root = tmp_path / "journeys"
    for name in ("visit-reminder", "visit-follow-up", "care-gap-screening"):
        shutil.copytree(SHIPPED / name, root / name)
    for document in SHIPPED.glob("*.yaml"):
        shutil.copy(document, root)
    return root


async def ask(database_url: str, query: str) -> list[Any]:
    connection = await asyncpg.connect(database_url)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


async def test_apply_publishes_what_is_new_and_then_has_nothing_to_do(run: Run, journeys: Path) -> None:
    first, again = await run(apply, str(journeys), "--yes"), await run(apply, str(journeys), "--yes")
    assert (first.exit_code, again.exit_code) == (0, 0), first.output
    assert "visit-reminder: version 1" in first.output
    assert "Nothing to do" in again.output


async def test_plan_checks_for_drift_with_an_exit_code_of_its_own(run: Run, journeys: Path) -> None:
    assert (await run(plan, str(journeys), "--check")).exit_code == 2
    await run(apply, str(journeys), "--yes")
    assert (await run(plan, str(journeys), "--check")).exit_code == 0
    edit(journeys / "visit-reminder/journey.yaml", "by: 26h", "by: 30h")
    changed = await run(plan, str(journeys), "--check")
    assert changed.exit_code == 2
    assert "until: 26 hours before the visit, continue if past → 30 hours" in changed.output
    assert (await run(plan, str(journeys))).exit_code == 0


async def test_a_saved_plan_does_what_it_showed_whatever_became_of_the_directory(
    run: Run, journeys: Path, tmp_path: Path, database_url: str
) -> None:
    await run(apply, str(journeys), "--yes")
    edit(journeys / "visit-reminder/journey.yaml", "by: 26h", "by: 30h")
    file = str(tmp_path / "plan.json")
    await run(plan, str(journeys), "--out", file)
    edit(journeys / "visit-reminder/journey.yaml", "by: 30h", "by: 40h")
    done = await run(apply, file, "--yes")
    assert done.exit_code == 0, done.output
    in_force = "select source from journey j join journey_version using (version)"
    [(source,)] = await ask(database_url, f"{in_force} where j.slug = 'visit-reminder'")
    assert "by: 30h" in source
    again = await run(apply, file, "--yes")
    assert again.exit_code == 0, again.output
    assert "published" not in again.output


async def test_a_plan_is_refused_once_the_world_has_moved(run: Run, journeys: Path, tmp_path: Path) -> None:
    await run(apply, str(journeys), "--yes")
    edit(journeys / "visit-reminder/journey.yaml", "by: 26h", "by: 30h")
    await run(plan, str(journeys), "--out", str(tmp_path / "plan.json"))
    edit(journeys / "visit-reminder/journey.yaml", "by: 30h", "by: 40h")
    await run(apply, str(journeys), "--yes")
    done = await run(apply, str(tmp_path / "plan.json"), "--yes")
    assert getattr(done.exception, "code", "") == "world-moved"
    assert (await run(plan, str(journeys), "--check")).exit_code == 0


async def test_a_journey_that_is_gone_is_closed_to_entry_and_opens_again(
    run: Run, journeys: Path, database_url: str
) -> None:
    await run(apply, str(journeys), "--yes")
    shutil.move(journeys / "visit-follow-up", journeys.parent / "aside")
    shown = await run(apply, str(journeys), "--yes")
    assert "- visit-follow-up: nobody enters any more; nobody is inside" in shown.output
    closed = "select slug from journey where closed_at is not null"
    assert await ask(database_url, closed) == [("visit-follow-up",)]
    connection = await asyncpg.connect(database_url)
    try:
        entered, braked = await load_heads(connection), await load_heads(connection, closed=True)
    finally:
        await connection.close()
    assert {one.slug for one in braked} - {one.slug for one in entered} == {"visit-follow-up"}
    assert (await run(plan, str(journeys), "--check")).exit_code == 0
    shutil.move(journeys.parent / "aside", journeys / "visit-follow-up")
    await run(apply, str(journeys), "--yes")
    assert await ask(database_url, closed) == []


async def test_a_release_remembers_its_commit_its_author_and_what_was_not_committed(
    run: Run, journeys: Path, database_url: str
) -> None:
    git = ["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "as shipped"]):
        subprocess.run([*git, *command], cwd=journeys, check=True)
    await run(apply, str(journeys), "--yes", "--note", "first")
    edit(journeys / "visit-reminder/journey.yaml", "by: 26h", "by: 30h")
    await run(apply, str(journeys), "--yes")
    await run(apply, str(journeys), "--rev", "HEAD", "--yes")
    rows = await ask(
        database_url, "select length(commit_hash), author, uncommitted, note from release order by id"
    )
    assert rows == [(40, "Ana", False, "first"), (40, "Ana", True, ""), (40, "Ana", False, "")]
    versions = "select distinct journeys ->> 'visit-reminder' from release where not uncommitted"
    assert len(await ask(database_url, versions)) == 1


async def test_what_the_designer_published_meanwhile_is_told_as_drift(
    run: Run, journeys: Path, database_url: str
) -> None:
    await run(apply, str(journeys), "--yes")
    await ask(
        database_url,
        "with v as (insert into journey_version"
        " (version, slug, number, plan, source, published_at, published_by)"
        " select 'x', slug, 2, plan, source, now(), 'Ben' from journey_version where slug = 'visit-reminder'"
        " returning slug) update journey set version = 'x' from v where journey.slug = v.slug",
    )
    shown = await run(plan, str(journeys))
    assert "visit-reminder version 2, published by Ben" in shown.output


async def test_nothing_is_done_where_nobody_can_be_asked(run: Run, journeys: Path, database_url: str) -> None:
    done = await run(apply, str(journeys))
    assert getattr(done.exception, "code", "") == "nobody-to-ask"
    assert await ask(database_url, "select 1 from journey") == []


async def test_an_approval_is_demanded_by_the_rules_that_are_in_force(
    run: Run, journeys: Path, database_url: str
) -> None:
    with (journeys / "organization.yaml").open("a") as file:
        file.write("\napprovals: {timing: operator}\n")
    assert (await run(apply, str(journeys), "--yes")).exit_code == 0
    edit(journeys / "visit-reminder/journey.yaml", "by: 26h", "by: 30h")
    edit(journeys / "organization.yaml", "\napprovals: {timing: operator}\n", "\n")
    missing = await run(apply, str(journeys), "--yes")
    assert missing.exit_code == 3
    assert "timing (visit-reminder): missing; it takes a person with the role operator" in missing.output, (
        missing.output
    )
    await ask(
        database_url,
        "insert into account (id, email, name, role, created_at) values"
        " (gen_random_uuid(), 'olga@example.org', 'Olga', 'operator', now()),"
        " (gen_random_uuid(), 'vic@example.org', 'Vic', 'viewer', now()) on conflict do nothing",
    )
    assert (await run(apply, str(journeys), "--yes", "--approved-by", "vic@example.org")).exit_code == 3
    given = await run(apply, str(journeys), "--yes", "--approved-by", "olga@example.org")
    assert given.exit_code == 0, given.output
    [(approvals,)] = await ask(database_url, "select approvals from release order by id desc limit 1")
    assert json.loads(approvals) == {"timing": "olga@example.org"}


async def test_apply_refuses_journeys_with_an_error_and_shows_where(
    run: Run, journeys: Path, database_url: str
) -> None:
    edit(journeys / "visit-reminder/journey.yaml", "purpose: treatment", "purpose: surprise")
    result = await run(apply, str(journeys), "--note", "never stored", "--yes")
    assert result.exit_code == 1
    assert "visit-reminder/journey.yaml" in result.output
    assert await ask(database_url, "select 1 from journey_version") == []


async def test_a_changed_field_names_the_versions_that_people_are_inside_of(
    run: Run, journeys: Path, database_url: str
) -> None:
    await run(apply, str(journeys), "--yes")
    edit(journeys / "dictionary.yaml", "{type: int, class: demographic", "{type: int, class: identifier")
    shown = await run(plan, str(journeys), "--format", "json")
    found = json.loads(shown.output)
    assert [(one["field"], one["what"]) for one in found["schema"]] == [
        ("patient.age", "class demographic → identifier")
    ]


async def test_of_two_plans_made_at_once_one_is_applied_and_the_other_refused(
    run: Run, journeys: Path, tmp_path: Path, database_url: str
) -> None:
    await run(apply, str(journeys), "--yes")
    plans = []
    for number, hours in enumerate(("30h", "40h")):
        edit(journeys / "visit-reminder/journey.yaml", ("26h", "30h")[number], hours)
        await run(plan, str(journeys), "--out", str(tmp_path / f"{number}.json"))
        plans.append(read_plan((tmp_path / f"{number}.json").read_bytes()))

    async def apply_one(one: ReleasePlan) -> str:
        connection = await asyncpg.connect(database_url)
        try:
            await prepare(connection)
            await apply_plan(connection, one, by="test", now=datetime.now(UTC))
        except Conflict as refused:
            return refused.code
        else:
            return "applied"
        finally:
            await connection.close()

    assert sorted(await asyncio.gather(*map(apply_one, plans))) == ["applied", "world-moved"]


async def test_a_file_that_is_no_plan_or_names_files_elsewhere_is_refused(
    run: Run, journeys: Path, tmp_path: Path
) -> None:
    file = tmp_path / "plan.json"
    file.write_text("{}")
    assert getattr((await run(apply, str(file), "--yes")).exception, "code", "") == "plan-unreadable"
    await run(plan, str(journeys), "--out", str(file))
    found = json.loads(file.read_text())
    found["files"] = {f"../{name}": text for name, text in found["files"].items()}
    file.write_text(json.dumps(found))
    assert getattr((await run(apply, str(file), "--yes")).exception, "code", "") == "plan-unreadable"


async def test_diff_tells_how_many_people_stand_where(run: Run, journeys: Path) -> None:
    await run(apply, str(journeys), "--yes")
    other = journeys.parent / "other"
    shutil.copytree(journeys, other)
    edit(other / "visit-reminder/journey.yaml", "by: 26h", "by: 30h")
    shown = await run(diff, str(journeys), str(other), "--live", "--format", "json")
    assert json.loads(shown.output)["inside"] == {}
