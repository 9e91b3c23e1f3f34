"""Installations for the stories that do not break them: the shipped journeys, and ones that act at once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.e2e.installation import Installation, running_installation
from tests.e2e.workspace import make_workspace


@pytest_asyncio.fixture(scope="module")
async def careloom(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    async with running_installation(tmp_path_factory.mktemp("careloom")) as installation:
        await installation.sign_in()
        yield installation


@pytest_asyncio.fixture(scope="module")
async def quick(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    """Everybody who is booked gets a clinical mail at once, and thanks after confirming."""
    folder = tmp_path_factory.mktemp("quick")
    text = "this is about {{ appointment.kind | default('your visit') }}."
    journeys = make_workspace(folder, data_class="clinical", text=text)
    async with running_installation(folder / "data", journeys=journeys) as installation:
        await installation.sign_in()
        yield installation
