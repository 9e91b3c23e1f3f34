"""One worker process: polls the queues of its roles, runs the router and the watcher, stops cleanly.

Knows no activity by name; they are handed in, ready to run, by whoever starts it.
"""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import timedelta
from typing import Any, Final

from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from engine.contracts.activities import DELIVERY_QUEUE, JOURNEY_QUEUE
from engine.errors import Refused
from engine.runtime.cohort import Cohort
from engine.runtime.connection import connect
from engine.settings import Settings

Activities = Mapping[str, Sequence[Callable[..., Any]]]  # by queue
MakeActivities = Callable[[Settings], AbstractAsyncContextManager[Activities]]

QUEUES: Final[dict[str, str]] = {"journeys": JOURNEY_QUEUE, "delivery": DELIVERY_QUEUE}
ROLES: Final = frozenset({*QUEUES, "router", "watcher"})

# Loaded once and shared by all runs: they hold no state of their own. That they are pure is kept by the
# import rules and the replayed histories; the sandbox keeps watch over everything else.
PASSED_THROUGH: Final = ("msgspec", "engine.errors", "engine.journey", "engine.contracts", "engine.runtime")
CACHED_WORKFLOWS: Final = 1_000  # measured: 0.1 MB for a cohort of one, 0.9 MB for one of 500
WORKFLOW_TASKS: Final = 16  # at a time; more only wait for the interpreter lock
BUILD: Final = "careloom"  # the SDK's own default compiles every loaded module, which costs seconds
BEAT: Final = timedelta(seconds=1)
GRACE: Final = timedelta(seconds=60)  # for deliveries under way when a worker is asked to stop


def workflow_runner() -> SandboxedWorkflowRunner:
    """The same for workers and replay tests."""
    return SandboxedWorkflowRunner(SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH))


async def connect_as(settings: Settings, role: str) -> Client:
    """A sealed connection. Raises Unavailable `temporal-unreachable`."""
    return await connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        keys=settings.payload_keys,
        identity=f"careloom-{role}-{os.getpid()}",
    )


async def run(
    settings: Settings,
    roles: frozenset[str],
    make_activities: MakeActivities,
    stop: asyncio.Event | None = None,
) -> None:
    """Work until `stop` is set, or SIGINT or SIGTERM comes when none is given.

    Raises Refused `unknown-role`; ExceptionGroup when a part of it cannot go on.
    """
    if unknown := roles - ROLES:
        raise Refused("unknown-role", f"There is no worker role {', '.join(sorted(unknown))}.")
    stop = stop or _stop_on_signals()
    client = await connect_as(settings, "worker")
    async with AsyncExitStack() as stack:
        polled = [QUEUES[role] for role in sorted(roles & QUEUES.keys())]
        ready: Activities = await stack.enter_async_context(make_activities(settings)) if polled else {}
        workers = [
            make_worker(client, queue, ready.get(queue, ()), settings.database_pool) for queue in polled
        ]
        async with asyncio.TaskGroup() as group:
            for part in _parts(settings, roles, client, workers, stop):
                group.create_task(part)


def make_worker(
    client: Client,
    queue: str,
    activities: Sequence[Callable[..., Any]],
    at_once: int,
    grace: timedelta = GRACE,
) -> Worker:
    """`at_once`: activities at a time, never more than the database pool holds connections."""
    return Worker(
        client,
        task_queue=queue,
        workflows=[Cohort] if queue == JOURNEY_QUEUE else [],
        activities=activities,
        workflow_runner=workflow_runner(),
        build_id=BUILD,
        max_cached_workflows=CACHED_WORKFLOWS,
        max_concurrent_workflow_tasks=WORKFLOW_TASKS,
        max_concurrent_activities=max(at_once, 2),
        graceful_shutdown_timeout=grace,
        # Each sign of life goes out at once: held back till most of the patience is over (the SDK's default),
        # one on a busy machine comes too late, and a delivery under way is begun a second time.
        max_heartbeat_throttle_interval=BEAT,
    )


def _parts(
    settings: Settings, roles: frozenset[str], client: Client, workers: list[Worker], stop: asyncio.Event
) -> list[Coroutine[Any, Any, None]]:
    # Here, so that a worker without these roles does not load the database.
    from engine.intake import router, watcher  # noqa: PLC0415

    parts = [worker.run() for worker in workers]
    if "router" in roles:
        parts.append(router.run(settings, client, stop))
    if "watcher" in roles:
        parts.append(watcher.run(settings, client, stop))
    return [*parts, _shut_down(workers, stop)]


async def _shut_down(workers: list[Worker], stop: asyncio.Event) -> None:
    await stop.wait()
    await asyncio.gather(*(worker.shutdown() for worker in workers))


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop
