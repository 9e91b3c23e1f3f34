"""The real application on a real database, spoken to over HTTP; and people signed in with each role."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx
import pytest
import pytest_asyncio
import uvicorn
from litestar import Litestar

from activities.staff_mail import open_courier
from designer_api.access.service import ensure_account, make_link
from designer_api.app import create_app
from engine.settings import PROJECT, Settings
from tests import stack

SENDER_KEY = "a-key-of-the-test-sender"


@dataclass
class Api:
    app: Litestar
    settings: Settings
    address: str

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.address)


@pytest_asyncio.fixture(scope="module")
async def api(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    folder: Path = tmp_path_factory.mktemp("api")
    settings = stack.settings_for_tests(
        folder, database_url=database_url, intake_keys={"clinic": SENDER_KEY}, database_pool=4
    )
    app = create_app(settings)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="on"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Api(app, settings, f"http://127.0.0.1:{port}")
    server.should_exit = True
    await serving


@pytest_asyncio.fixture
async def courier(api: Api, catcher: stack.Catcher) -> AsyncIterator[None]:
    """The real one, to the real catcher."""
    settings = stack.settings_for_tests(
        api.settings.data_dir,
        smtp_host=catcher.host,
        smtp_port=catcher.port,
        smtp_ca_file=catcher.authority,
    )
    async with open_courier(settings) as real:
        api.app.state.courier = real
        yield
    api.app.state.courier = None


@pytest_asyncio.fixture
async def conn(api: Api) -> AsyncIterator[asyncpg.Connection]:
    async with api.app.state.pool.acquire() as connection:
        yield connection


@contextmanager
def own_workspace(api: Api, root: Path, slug: str) -> Iterator[Path]:
    """The documents and one shipped journey: a directory of journeys that a test may change."""
    shutil.copytree(PROJECT / "journeys" / slug, root / slug)
    for document in (PROJECT / "journeys").glob("*.yaml"):
        shutil.copy(document, root)
    before = api.settings.journeys_dir
    object.__setattr__(api.settings, "journeys_dir", root)
    try:
        yield root
    finally:
        object.__setattr__(api.settings, "journeys_dir", before)


@pytest.fixture
def journeys(api: Api, tmp_path: Path) -> Iterator[Path]:
    with own_workspace(api, tmp_path / "journeys", "visit-reminder") as root:
        yield root


SignedIn = Callable[[str], Awaitable[httpx.AsyncClient]]


@pytest_asyncio.fixture
async def signed_in(api: Api, conn: asyncpg.Connection) -> AsyncIterator[SignedIn]:
    """`await signed_in("operator")`: a client with that role's session and CSRF header."""
    clients: list[httpx.AsyncClient] = []

    async def enter(role: str) -> httpx.AsyncClient:
        account: UUID = await ensure_account(conn, f"{role}@careloom.test", role.title(), role)
        client = api.client()
        clients.append(client)
        token = await make_link(conn, account)
        answer = await client.post("/api/session/link", json={"token": token})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return client

    yield enter
    for client in clients:
        await client.aclose()
