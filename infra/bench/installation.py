"""A Careloom for one measurement: the embedded stack on free ports in a temporary directory, gone afterwards.

The product's processes are those that `careloom up` starts, with nothing switched off; only the relay is the
bench's own sink, and the clock is real.
"""

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from engine import worker as engine_worker
from engine.compiler import compile_workspace
from engine.contracts.activities import DELIVERY_QUEUE, JOURNEY_QUEUE
from engine.errors import EngineError, Unavailable
from engine.settings import PREFIX, Settings, load_settings
from engine.store import migrate
from engine.store.pool import Pool, create_pool, open_vault
from engine.store.publishing import publish_workspace
from engine.store.sealing import Vault
from infra.bench import workspace
from infra.bench.sink import Mail
from infra.local.ports import LOOPBACK, free_port
from infra.local.processes import Part
from infra.local.stack import Stack, answers

# The same two worker processes as `careloom up`; a test holds the two together.
WORKERS: Final = {"journeys": "journeys,router,watcher", "delivery": "delivery"}
_POLL: Final = 0.02
_SETTLING: Final = 2.0  # seconds for the router, which connects beside the queues
_STALLED: Final = 60.0  # seconds without any progress after which a measurement is given up

Tell = Callable[[str], None]


class Stalled(EngineError):
    """A measurement stopped moving: its numbers would mean nothing."""


@dataclass
class Installation:
    """Open for the time of one measurement. `now()` is journey time, which here is real time."""

    settings: Settings
    stack: Stack
    pool: Pool
    vault: Vault
    versions: dict[str, str]  # journey → version in force
    ask_port: int
    tell: Tell

    @property
    def address(self) -> str:
        """Of the API, once it runs."""
        return f"http://{self.settings.web_host}:{self.settings.web_port}"

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def start_product(self, *, api: bool = False) -> None:
        """The workers as `careloom up` starts them, and the API where it is wanted."""
        if api:
            await self.start_api()
        for name, roles in WORKERS.items():
            await self.stack.run(self._part(name, "worker", "--roles", roles), _at_once)
        await self.until_polled(JOURNEY_QUEUE, DELIVERY_QUEUE)

    async def start_api(self) -> None:
        port = self.settings.web_port
        await self.stack.run(self._part("api", "api"), lambda: answers(port))

    async def run_worker(self, name: str, module: str, queue: str) -> None:
        """One worker of the bench's own beside the stack, with the same settings."""
        part = Part(name=name, argv=(sys.executable, "-m", module), env=self._env(), grace=20.0)
        await self.stack.run(part, _at_once)
        await self.until_polled(queue)

    async def until_polled(self, *queues: str) -> None:
        """Until a worker serves each of them: what is measured is work, not the loading of modules."""
        client = await self.connect()
        for queue in queues:
            for kind in TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY:
                if queue == DELIVERY_QUEUE and kind == TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW:
                    continue
                await _polled(client, queue, kind)
        await asyncio.sleep(_SETTLING)

    async def connect(self) -> Client:
        return await engine_worker.connect_as(self.settings, "bench")

    async def mails(self) -> list[Mail]:
        """All that the sink accepted, in order."""
        return msgspec.json.decode(await self._ask(b"mails"), type=list[Mail])

    async def mail_count(self) -> int:
        return msgspec.json.decode(await self._ask(b"count"), type=int)

    async def until(self, what: str, count: Callable[[], Awaitable[int]], wanted: int) -> float:
        """Wait until `await count()` reaches `wanted`; CLOCK_MONOTONIC then. Raises Stalled."""
        best, moved = -1, time.monotonic()
        while True:
            found = await count()
            now = time.monotonic()
            if found >= wanted:
                return now
            if found > best:
                best, moved = found, now
            if now - moved > _STALLED:
                told = f"{what}: {found} of {wanted}, and no more for {_STALLED:.0f} s."
                raise Stalled("bench-stalled", f"{told}\n{await self._standing()}")
            await asyncio.sleep(_POLL if wanted < 1000 else 0.1)

    def pids(self, names: Sequence[str] = tuple(WORKERS)) -> dict[str, int]:
        return {name: self.stack.processes.pid(name) for name in names}

    async def _standing(self) -> str:
        """Where everything stands, counted, and the last words of the workers."""
        counts = [
            f"{row['what']} {row['n']}"
            for row in await self.pool.fetch(
                "select 'event ' || outcome as what, count(*) as n from event group by 1"
                " union all select 'enrollment ' || step || ' ' || phase || ' ' || outcome, count(*)"
                " from enrollment group by 1"
                " union all select 'message ' || state || ' ' || reason, count(*) from message group by 1"
            )
        ]
        logs = [self.settings.data_dir / "logs" / f"{name}.log" for name in WORKERS]
        words = [path.read_text(errors="replace")[-1500:] for path in logs if path.exists()]
        return "\n".join(["Counted:", *counts, "Logged:", *words])

    def _part(self, name: str, *arguments: str) -> Part:
        argv = (sys.executable, "-m", "infra.cli.main", *arguments)
        return Part(name=name, argv=argv, env=self._env(), grace=20.0)

    def _env(self) -> dict[str, str]:
        return {PREFIX + "DATA_DIR": str(self.settings.data_dir)}

    async def _ask(self, word: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(LOOPBACK, self.ask_port)
        writer.write(word + b"\n")
        answer = await reader.read()
        writer.close()
        return answer


@contextlib.asynccontextmanager
async def open_installation(tell: Tell) -> AsyncIterator[Installation]:
    """Stack, sink, migrated database and the bench's journeys in force; no product process runs yet."""
    folder = temporary_folder()
    data = folder / "data"
    stack: Stack | None = None
    try:
        stack = Stack(load_settings({PREFIX + "DATA_DIR": str(data)}))
        stack.prepare()
        smtp_port, ask_port = free_port(), free_port()
        _write_settings(data, smtp_port, folder / "journeys")
        await stack.start()
        await _start_sink(stack, data, smtp_port, ask_port)
        settings = load_settings({PREFIX + "DATA_DIR": str(data)})
        await migrate.upgrade(settings.database_url)
        async with await create_pool(settings) as pool:
            versions = await _publish(pool, folder / "journeys")
            vault = open_vault(settings)
            yield Installation(settings, stack, pool, vault, versions, ask_port, tell)
    finally:
        if stack is not None:
            await stack.stop()
        shutil.rmtree(folder, ignore_errors=True)


def temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="careloom-bench-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as nobody and must pass through
    return folder


def forget_settings_of_others() -> None:
    """The bench measures an installation of its own: what the environment says of another is not meant."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    # Without compiled modules every start costs seconds, which no installation pays.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _write_settings(data: Path, smtp_port: int, journeys: Path) -> None:
    told = f'smtp_port = {smtp_port}\nweb_port = {free_port()}\njourneys_dir = "{journeys}"\n'
    (data / "settings.toml").write_text(told)


async def _start_sink(stack: Stack, data: Path, smtp_port: int, ask_port: int) -> None:
    argv = (sys.executable, "-m", "infra.bench.sink", str(smtp_port), str(ask_port), str(data / "tls"))
    await stack.run(Part(name="sink", argv=argv, grace=2.0), lambda: answers(smtp_port))


async def _publish(pool: Pool, folder: Path) -> dict[str, str]:
    await asyncio.to_thread(workspace.write, folder)
    compiled = await asyncio.to_thread(compile_workspace, folder)
    if compiled.has_errors:
        found = "; ".join(f"{each.code} {each.message}" for each in compiled.all_diagnostics)
        raise Unavailable("bench-journeys-do-not-compile", found)
    async with pool.acquire() as connection:
        done = await publish_workspace(connection, compiled, by="bench", now=datetime.now(UTC))
    return {each.slug: each.version for each in done}


async def _at_once() -> bool:
    return True


async def _polled(client: Client, queue: str, kind: TaskQueueType.ValueType) -> None:
    asked = DescribeTaskQueueRequest(
        namespace=client.namespace, task_queue=TaskQueue(name=queue), task_queue_type=kind
    )
    for _ in range(round(_STALLED / 0.2)):
        if (await client.workflow_service.describe_task_queue(asked)).pollers:
            return
        await asyncio.sleep(0.2)
    raise Stalled("bench-no-worker", f"No worker serves {queue}.")
