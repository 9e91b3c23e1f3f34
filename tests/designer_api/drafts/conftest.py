"""A directory of journeys of its own, which is a git repository or not; and two people besides."""

import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from tests.designer_api.conftest import Api, own_workspace

SLUG = "visit-reminder"
DRAFT = f"/api/journeys/{SLUG}/draft"


@pytest.fixture
def workspace(api: Api, tmp_path: Path) -> Iterator[Path]:
    with own_workspace(api, tmp_path / "journeys", SLUG) as root:
        yield root


@pytest.fixture
def repository(workspace: Path) -> Path:
    git(workspace, "init", "-q", "-b", "main")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "as it was")
    return workspace


def git(folder: Path, *arguments: str) -> str:
    people = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *people, "-C", str(folder), *arguments], capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


@pytest_asyncio.fixture(autouse=True)
async def no_drafts(conn: asyncpg.Connection) -> AsyncIterator[None]:
    await conn.execute("delete from journey_draft")
    yield
