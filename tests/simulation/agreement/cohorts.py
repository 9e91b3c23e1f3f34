"""The same worlds carried by real cohorts: the workflow of production on a server that skips time.

The activities' answers come from the same `World` that a simulation asks, for the moment at which the cohort
asked; nothing but the host differs.
"""

import asyncio
import contextlib
import contextvars
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

from temporalio import activity, workflow
from temporalio.client import Client, WorkflowHandle
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import (
    ActivityInboundInterceptor,
    ExecuteActivityInput,
    Interceptor,
    StartActivityInput,
    StartLocalActivityInput,
    Worker,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)

from engine.contracts import activities as asked
from engine.contracts.activities import (
    Batch,
    Calls,
    Choices,
    Decisions,
    Deliveries,
    Delivery,
    Openings,
    PlannedTimes,
    ProgressBatch,
    Recorded,
    Renderings,
    TimesBatch,
    Updates,
)
from engine.contracts.cohort import (
    COHORT,
    EVENTS,
    LEAVE,
    CohortInput,
    Departure,
    EventBatch,
    EventItem,
    Member,
)
from engine.contracts.cursor import Cursor, Visit
from engine.runtime.cohort import Cohort
from engine.runtime.stimulus import Effect, EventArrived
from engine.simulation.world import World
from engine.worker import workflow_runner

NOW = "asked-at"  # the header that carries the workflow's clock to its activities
DAY = 86_400


class Told:
    """What became of the enrollments of one world, in the order in which they entered."""

    def __init__(self) -> None:
        self.visits: dict[str, list[Visit]] = {}
        self.outcomes: dict[str, str] = {}

    def stories(self) -> list[tuple[list[Visit], str]]:
        return [(visits, self.outcomes.get(one, "")) for one, visits in self.visits.items()]


class Carrier:
    """Lets worlds happen: their events at their times, their enrollments in cohorts of several."""

    def __init__(self, environment: WorkflowEnvironment, client: Client) -> None:
        self._environment, self._client = environment, client
        self._worlds: dict[str, World] = {}  # by enrollment
        self._handles: dict[str, WorkflowHandle[Any, Any]] = {}
        self._told: dict[int, Told] = defaultdict(Told)
        self._open: set[str] = set()
        self._seen: set[tuple[str, str, int]] = set()
        self._turn = asyncio.Semaphore(40)  # calls to the server at a time

    async def carry(self, groups: list[list[World]]) -> dict[int, list[tuple[list[Visit], str]]]:
        """`groups`: worlds of one journey each. By `id` of the world: what became of it."""
        instants: dict[float, list[tuple[int, World, int]]] = defaultdict(list)
        for group, worlds in enumerate(groups):
            for world in worlds:
                for number, one in enumerate(world.scenario.events):
                    instants[one.at or 0.0].append((group, world, number))
        for at in sorted(instants):
            await self._pass_time(at)
            await self._happen(at, instants[at])
        while self._open:
            await self._environment.sleep(timedelta(days=1))
        return {one: told.stories() for one, told in self._told.items()}

    async def _pass_time(self, until: float) -> None:
        now = (await self._environment.get_current_time()).timestamp()
        if until > now:
            await self._environment.sleep(timedelta(seconds=until - now))

    async def _happen(self, at: float, those: list[tuple[int, World, int]]) -> None:
        entering: dict[int, list[str]] = defaultdict(list)
        signals: list[tuple[str, Any]] = []
        for group, world, number in those:
            outcome = world.happen(number, at)
            signals += [(str(enrollment), stimulus) for enrollment, stimulus in outcome.stirred]
            for passage in outcome.entered:
                enrollment = str(passage.id)
                self._worlds[enrollment] = world
                self._told[id(world)].visits[enrollment] = []
                self._open.add(enrollment)
                entering[group].append(enrollment)
        await asyncio.gather(*(self._signal(one, stimulus, at) for one, stimulus in signals))
        await asyncio.gather(*(self._start(those, at) for those in entering.values()))

    async def _signal(self, enrollment: str, stimulus: Any, at: float) -> None:
        handle = self._handles[enrollment]
        if isinstance(stimulus, EventArrived):
            item = EventItem(uuid.uuid4().hex, enrollment, stimulus.type, at, stimulus.step)
            call = handle.signal(EVENTS, EventBatch([item]))
        else:
            call = handle.signal(LEAVE, Departure([enrollment], stimulus.reason))
        async with self._turn:
            with contextlib.suppress(RPCError):  # its cohort is over: nobody hears it any more
                await call

    async def _start(self, enrollments: list[str], at: float) -> None:
        stage = self._worlds[enrollments[0]].stage
        members = [Member(one, Cursor(stage.plan.start, entered=at)) for one in enrollments]
        cohort = f"cohort-{uuid.uuid4()}"
        given = CohortInput(cohort, stage.journey.version, stage.plan, members, tick=0.05)
        async with self._turn:
            handle = await self._client.start_workflow(
                COHORT, given, id=cohort, task_queue=asked.JOURNEY_QUEUE
            )
        self._handles |= dict.fromkeys(enrollments, handle)

    # Activities

    def activities(self) -> dict[str, list[Callable[..., Any]]]:
        quick = {
            asked.DECIDE_BRANCHES: Choices,
            asked.CHECK_CONSENT: Decisions,
            asked.UPDATE_PATIENTS: Updates,
            asked.OPEN_TASKS: Openings,
            asked.OPEN_FORMS: Openings,
        }
        slow = {
            asked.RENDER_MESSAGES: Renderings,
            asked.DELIVER_MESSAGES: Deliveries,
            asked.CALL_WEBHOOKS: Calls,
        }
        return {
            asked.JOURNEY_QUEUE: [
                self._planner(),
                self._recorder(),
                *(self._made(*one) for one in quick.items()),
            ],
            asked.DELIVERY_QUEUE: [self._made(*one) for one in slow.items()],
        }

    def _made(self, name: str, result: Any) -> Callable[..., Any]:
        @activity.defn(name=name)
        async def answer(batch: Batch) -> Any:
            return result(self._answer(name, batch))

        return answer

    def _planner(self) -> Callable[..., Any]:
        @activity.defn(name=asked.PLAN_TIMES)
        async def plan_times(batch: TimesBatch) -> PlannedTimes:
            return PlannedTimes(self._answer(asked.PLAN_TIMES, batch))

        return plan_times

    def _answer(self, name: str, batch: Batch | TimesBatch) -> list[Any]:
        moment = batch.moment if isinstance(batch, TimesBatch) else ""
        answers = []
        for item in batch.items:
            world, enrollment = self._worlds[item.enrollment], uuid.UUID(item.enrollment)
            effect = Effect(name, batch.step, item.visit, 0, moment, item.since)
            answer = world.answer(enrollment, effect, asked_at.get())
            if name in (asked.OPEN_TASKS, asked.OPEN_FORMS) or _sent(answer):
                world.reach(world.passages[enrollment], world.stage.plan.nodes[batch.step].id)
            answers.append(answer)
        return answers

    def _recorder(self) -> Callable[..., Any]:
        @activity.defn(name=asked.RECORD_PROGRESS)
        async def record_progress(batch: ProgressBatch) -> Recorded:
            for item in batch.items:
                world = self._worlds[item.enrollment]
                told = self._told[id(world)]
                for visit in item.visits:
                    known = (item.enrollment, visit.step, visit.visit)
                    if known not in self._seen:
                        self._seen.add(known)
                        told.visits[item.enrollment].append(visit)
                if item.cursor.phase == "left" and not item.cursor.asked and item.enrollment in self._open:
                    told.outcomes[item.enrollment] = item.cursor.outcome
                    self._open.discard(item.enrollment)
                    world.leave(uuid.UUID(item.enrollment), asked_at.get())
            return Recorded(len(batch.items))

        return record_progress


def _sent(answer: Any) -> bool:
    return isinstance(answer, Delivery) and answer.outcome == "sent"


# The clock of the workflow, told to the activity


asked_at = contextvars.ContextVar[float]("asked_at")  # journey time at which the activity was asked for


class TellsTime(Interceptor):
    def intercept_activity(self, inner: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        return _Reads(inner)

    def workflow_interceptor_class(
        self, _input: WorkflowInterceptorClassInput
    ) -> type[WorkflowInboundInterceptor]:
        return _Writes


class _Reads(ActivityInboundInterceptor):
    async def execute_activity(self, given: ExecuteActivityInput) -> Any:
        at = activity.payload_converter().from_payload(given.headers[NOW], float)
        asked_at.set(at)
        return await super().execute_activity(given)


class _Writes(WorkflowInboundInterceptor):
    def init(self, outbound: WorkflowOutboundInterceptor) -> None:
        super().init(_WritesOut(outbound))


class _WritesOut(WorkflowOutboundInterceptor):
    def start_activity(self, given: StartActivityInput) -> Any:
        given.headers = {**given.headers, NOW: _now()}
        return super().start_activity(given)

    def start_local_activity(self, given: StartLocalActivityInput) -> Any:
        given.headers = {**given.headers, NOW: _now()}
        return super().start_local_activity(given)


def _now() -> Any:
    return workflow.payload_converter().to_payload(workflow.time())


@contextlib.asynccontextmanager
async def working(client: Client, carrier: Carrier) -> AsyncIterator[None]:
    async with contextlib.AsyncExitStack() as stack:
        for queue, activities in carrier.activities().items():
            worker = Worker(
                client,
                task_queue=queue,
                workflows=[Cohort] if queue == asked.JOURNEY_QUEUE else [],
                activities=activities,
                workflow_runner=workflow_runner(),
                interceptors=[TellsTime()],
                build_id="agreement",
                max_cached_workflows=2_000,
                max_concurrent_activities=50,
                max_concurrent_local_activities=100,
                graceful_shutdown_timeout=timedelta(0),
            )
            await stack.enter_async_context(worker)
        yield
