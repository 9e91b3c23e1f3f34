"""Where the tests run cohorts: a sealed connection, workers with a desk, a server of our own."""

import asyncio
import contextlib
import sysconfig
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from engine.contracts.activities import JOURNEY_QUEUE
from engine.contracts.cohort import COHORT, EVENTS, CohortInput, EventBatch, EventItem, Member
from engine.contracts.cursor import Cursor
from engine.journey.plan import Plan
from engine.runtime.connection import connect
from engine.worker import make_worker
from tests.runtime.desk import Desk

NAMESPACE = "careloom-tests"
KEYS = {"test-1": b"0123456789abcdef0123456789abcdef"}
SIGNALS_THE_SERVER_TAKES = 600


class Office:
    """Starts cohorts and the workers that carry them."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.desk = Desk()
        self.heartbeat = 10.0

    @contextlib.asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            for queue, activities in self.desk.activities().items():
                worker = make_worker(self.client, queue, activities, 20, grace=timedelta(0))
                await stack.enter_async_context(worker)
            yield

    async def start(self, plan: Plan, members: int = 1, **more: Any) -> WorkflowHandle[Any, Any]:
        people = [Member(f"e{number}", Cursor(plan.start)) for number in range(members)]
        cohort = f"cohort-{uuid.uuid4()}"
        given = CohortInput(cohort, "v1", plan, people, tick=0.05, heartbeat=self.heartbeat, **more)
        return await self.client.start_workflow(COHORT, given, id=cohort, task_queue=JOURNEY_QUEUE)

    async def tell(self, handle: WorkflowHandle[Any, Any], event: str, *enrollments: str) -> None:
        items = [EventItem(uuid.uuid4().hex, one, event, 1.0) for one in enrollments]
        await handle.signal(EVENTS, EventBatch(items))

    async def until(self, condition: Any) -> None:
        async with asyncio.timeout(30):
            while not condition():
                await asyncio.sleep(0.02)


async def start_server(folder: Path) -> WorkflowEnvironment:
    limit = f"history.maximumSignalsPerExecution={SIGNALS_THE_SERVER_TAKES}"
    return await WorkflowEnvironment.start_local(
        namespace=NAMESPACE,
        dev_server_existing_path=str(Path(sysconfig.get_path("scripts")) / "temporal"),
        dev_server_database_filename=str(folder / "temporal.sqlite"),
        dev_server_log_level="error",
        dev_server_extra_args=["--dynamic-config-value", limit, "--sqlite-pragma", "journal_mode=WAL"],
    )


async def open_office(server: WorkflowEnvironment) -> Office:
    address = server.client.service_client.config.target_host
    return Office(await connect(address, namespace=NAMESPACE, keys=KEYS))
