"""Where the time of cohorts went, by activity, read from their Temporal histories afterwards.

Histories hold names and times in clear and everything else sealed; only names and times are read.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client
from temporalio.service import RPCError

from infra.bench.figures import histogram, spread

_AT_ONCE: Final = 4


class Times:
    """Seconds that calls of one activity waited for a worker, and ran on it."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.ran: list[float] = []
        self.again = 0

    def told(self) -> dict[str, Any]:
        return {
            "calls": len(self.ran),
            "tried_again": self.again,
            "ran_seconds": round(sum(self.ran), 2),
            "waited_seconds": round(sum(self.waited), 2),
            "ran": msgspec.to_builtins(spread(self.ran)),
            "waited": msgspec.to_builtins(spread(self.waited)),
            "ran_histogram": histogram(self.ran),
        }


async def by_activity(client: Client, workflows: Sequence[str]) -> dict[str, Any]:
    """Activity → calls and times, over all these workflows; one that is gone is passed over."""
    found: defaultdict[str, Times] = defaultdict(Times)
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(workflow: str) -> None:
        async with gate:
            try:
                history = await client.get_workflow_handle(workflow).fetch_history()
            except RPCError:
                return
            _read(history.events, found)

    await asyncio.gather(*(one(each) for each in workflows))
    return {name: times.told() for name, times in sorted(found.items(), key=lambda kv: -sum(kv[1].ran))}


def _read(events: Sequence[HistoryEvent], found: defaultdict[str, Times]) -> None:
    asked: dict[int, tuple[str, float]] = {}
    begun: dict[int, float] = {}
    tasks: dict[int, float] = {}
    for event in events:
        at = event.event_time.seconds + event.event_time.nanos / 1e9
        kind = event.WhichOneof("attributes")
        if kind == "activity_task_scheduled_event_attributes":
            asked[event.event_id] = (event.activity_task_scheduled_event_attributes.activity_type.name, at)
        elif kind == "activity_task_started_event_attributes":
            started = event.activity_task_started_event_attributes
            name, since = asked[started.scheduled_event_id]
            begun[started.scheduled_event_id] = at
            found[name].waited.append(max(0.0, at - since))
            found[name].again += started.attempt > 1
        elif kind == "activity_task_completed_event_attributes":
            scheduled = event.activity_task_completed_event_attributes.scheduled_event_id
            found[asked[scheduled][0]].ran.append(max(0.0, at - begun[scheduled]))
        elif kind == "workflow_task_scheduled_event_attributes":
            tasks[event.event_id] = at
        elif kind == "workflow_task_started_event_attributes":
            scheduled = event.workflow_task_started_event_attributes.scheduled_event_id
            found["(workflow task)"].waited.append(max(0.0, at - tasks.get(scheduled, at)))
            tasks[event.event_id] = at
        elif kind == "workflow_task_completed_event_attributes":
            began = tasks.get(event.workflow_task_completed_event_attributes.started_event_id, at)
            found["(workflow task)"].ran.append(max(0.0, at - began))
