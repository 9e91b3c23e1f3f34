"""The fixtures of real parts. A test pays only for what it names."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings as hypothesis_settings

from engine.settings import Settings
from infra.local.postgres import Postgres
from infra.local.processes import Processes
from tests import stack

# Two busy cores make single examples slow now and then; what must be quick is measured, not timed here.
# The same examples every time, so that a test fails for what was changed. CARELOOM_FUZZ looks for new ones.
hypothesis_settings.register_profile("careloom", deadline=None, derandomize="CARELOOM_FUZZ" not in os.environ)
hypothesis_settings.load_profile("careloom")


@pytest.fixture(scope="session")
def parts_folder() -> Iterator[Path]:
    with stack.temporary_folder() as folder:
        yield folder


@pytest_asyncio.fixture(scope="session")
async def processes(parts_folder: Path) -> AsyncIterator[Processes]:
    """Whatever a test starts here ends with the session."""
    kept = Processes(parts_folder / "logs")
    yield kept
    await kept.stop_all()


@pytest_asyncio.fixture(scope="session")
async def postgres(parts_folder: Path, processes: Processes) -> Postgres:
    return await stack.start_postgres(parts_folder, processes)


@pytest_asyncio.fixture(scope="module")
async def database_url(postgres: Postgres) -> AsyncIterator[str]:
    """A migrated database of this module's own."""
    async with stack.fresh_database(postgres) as url:
        yield url


@pytest_asyncio.fixture(scope="session")
async def temporal_address(parts_folder: Path, processes: Processes) -> str:
    return await stack.start_temporal(parts_folder, processes)


@pytest_asyncio.fixture(scope="session")
async def catcher(parts_folder: Path, processes: Processes) -> stack.Catcher:
    return await stack.start_catcher(parts_folder, processes)


@pytest.fixture(scope="session")
def time_skipping_server() -> Path:
    return stack.time_skipping_server()


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Settings]:
    """`make_settings(database_url=…, smtp_port=…)`: settings with keys, and a data directory."""

    def make(**told: object) -> Settings:
        return stack.settings_for_tests(tmp_path, **told)

    return make


@pytest_asyncio.fixture
async def empty_database(postgres: Postgres) -> AsyncIterator[str]:
    """A database without any table, for tests of the migrations themselves."""
    async with stack.fresh_database(postgres, template="template1") as url:
        yield url
