"""A clinic with a real database and the embedded catcher as its relay."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests import stack
from tests.activities.clinic import Clinic, open_clinic


@pytest_asyncio.fixture(scope="module")
async def clinic(database_url: str, catcher: stack.Catcher, parts_folder: Path) -> AsyncIterator[Clinic]:
    settings = stack.settings_for_tests(
        parts_folder,
        database_url=database_url,
        smtp_host=catcher.host,
        smtp_port=catcher.port,
        smtp_ca_file=catcher.authority,
        mailbox_path=catcher.mailbox_path,
    )
    made = await open_clinic(settings)
    yield made
    await made.smtp.close()
    await made.pool.close()
