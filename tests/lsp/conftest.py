"""One language server for all stories of a file, and a small directory of journeys for each."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.language.examples import WORKSPACE
from tests.lsp.client import Client, connected


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[Client]:
    async with connected() as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small workspace of the language tests."""
    shutil.copytree(WORKSPACE, tmp_path / "journeys")
    return tmp_path / "journeys"
