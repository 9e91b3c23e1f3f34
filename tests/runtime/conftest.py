"""A Temporal development server of our own, so that no other test's worker takes our cohorts."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from tests.runtime.office import Office, open_office, start_server


@pytest_asyncio.fixture(scope="session")
async def own_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[WorkflowEnvironment]:
    async with await start_server(tmp_path_factory.mktemp("temporal")) as server:
        yield server


@pytest_asyncio.fixture
async def office(own_server: WorkflowEnvironment) -> Office:
    return await open_office(own_server)
