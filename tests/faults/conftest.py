"""One installation for the faults: it is broken again and again and has to be whole for the next test."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.e2e.installation import Installation, running_installation
from tests.faults.workspace import make_two_mails


@pytest_asyncio.fixture(scope="session")
async def careloom(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    folder = tmp_path_factory.mktemp("faults")
    async with running_installation(folder / "data", journeys=make_two_mails(folder)) as installation:
        await installation.sign_in()
        yield installation
