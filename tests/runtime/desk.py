"""Real activities for tests of the cohort: they answer what the test says and remember what was asked."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from engine.contracts.activities import (
    CHECK_CONSENT,
    DECIDE_BRANCHES,
    DELIVER_MESSAGES,
    DELIVERY_QUEUE,
    JOURNEY_QUEUE,
    MOVE_PEOPLE,
    PLAN_TIMES,
    RECORD_PROGRESS,
    RENDER_MESSAGES,
    UPDATE_PATIENTS,
    Batch,
    Choices,
    Decision,
    Decisions,
    Deliveries,
    Delivery,
    HandedOver,
    Handover,
    Item,
    Planned,
    PlannedTimes,
    ProgressBatch,
    Recorded,
    Rendering,
    Renderings,
    TimesBatch,
    Updates,
)
from engine.contracts.cursor import Cursor, Visit

Say = Callable[[Item], Any]


class Desk:
    def __init__(self) -> None:
        self.asked: list[tuple[str, int, list[Item]]] = []  # activity, step, items
        self.batches = Counter[str]()
        self.cursors: dict[str, Cursor] = {}
        self.visits: dict[str, list[str]] = defaultdict(list)
        self.told: dict[str, list[Visit]] = defaultdict(list)
        self.say: dict[str, Say] = {
            PLAN_TIMES: lambda _: Planned(None, past=True),
            DECIDE_BRANCHES: lambda _: 0,
            CHECK_CONSENT: lambda _: Decision("allow"),
            RENDER_MESSAGES: lambda _: Rendering(True),
            DELIVER_MESSAGES: lambda _: Delivery("sent", "tls"),
            UPDATE_PATIENTS: lambda _: Rendering(True),
        }
        self.handovers: list[Handover] = []
        self.staying: set[str] = set()  # whom the store does not take over
        self.poisoned: set[str] = set()  # enrollments that spoil any batch they are in
        self.spoiled: dict[str, set[str]] = {}  # the same for one activity alone
        self.stumbles: dict[str, set[str]] = {}  # the same with an error that nobody foresaw
        self.outages: Counter[str] = Counter()  # activity → how often it still fails as a whole
        self.gates: dict[str, asyncio.Event] = {}  # activity → shut until set
        self.reached = asyncio.Event()  # a shut gate was met

    def activities(self) -> dict[str, list[Callable[..., Any]]]:
        @activity.defn(name=PLAN_TIMES)
        async def plan_times(batch: TimesBatch) -> PlannedTimes:
            return PlannedTimes(await self._answer(PLAN_TIMES, batch))

        @activity.defn(name=DECIDE_BRANCHES)
        async def decide_branches(batch: Batch) -> Choices:
            return Choices(await self._answer(DECIDE_BRANCHES, batch))

        @activity.defn(name=CHECK_CONSENT)
        async def check_consent(batch: Batch) -> Decisions:
            return Decisions(await self._answer(CHECK_CONSENT, batch))

        @activity.defn(name=RENDER_MESSAGES)
        async def render_messages(batch: Batch) -> Renderings:
            return Renderings(await self._answer(RENDER_MESSAGES, batch))

        @activity.defn(name=DELIVER_MESSAGES)
        async def deliver_messages(batch: Batch) -> Deliveries:
            return Deliveries(await self._answer(DELIVER_MESSAGES, batch))

        @activity.defn(name=UPDATE_PATIENTS)
        async def update_patients(batch: Batch) -> Updates:
            return Updates(await self._answer(UPDATE_PATIENTS, batch))

        return {
            JOURNEY_QUEUE: [
                plan_times,
                decide_branches,
                check_consent,
                update_patients,
                self._recorder(),
                self._mover(),
            ],
            DELIVERY_QUEUE: [render_messages, deliver_messages],
        }

    def _recorder(self) -> Callable[..., Any]:
        @activity.defn(name=RECORD_PROGRESS)
        async def record_progress(batch: ProgressBatch) -> Recorded:
            await self._meet(RECORD_PROGRESS, {item.enrollment for item in batch.items})
            for item in batch.items:
                known = self.cursors.get(item.enrollment)
                if known is None or known.seq <= item.cursor.seq:
                    self.cursors[item.enrollment] = item.cursor
                for visit in item.visits:
                    told = f"{visit.step}#{visit.visit} {visit.outcome}"
                    if told not in self.visits[item.enrollment]:
                        self.told[item.enrollment].append(visit)
                        self.visits[item.enrollment].append(told)
            return Recorded(len(batch.items))

        return record_progress

    def _mover(self) -> Callable[..., Any]:
        @activity.defn(name=MOVE_PEOPLE)
        async def move_people(handover: Handover) -> HandedOver:
            people = [item.enrollment for item in handover.items]
            await self._meet(MOVE_PEOPLE, set(people))
            self.handovers.append(handover)
            return HandedOver([one not in self.staying for one in people])

        return move_people

    async def _answer(self, name: str, batch: Batch | TimesBatch) -> list[Any]:
        self.asked.append((name, batch.step, batch.items))
        await self._meet(name, {item.enrollment for item in batch.items})
        return [self.say[name](item) for item in batch.items]

    async def _meet(self, name: str, enrollments: set[str]) -> None:
        self.batches[name] += 1
        gate = self.gates.get(name)
        if gate is not None and not gate.is_set():
            self.reached.set()
            while not gate.is_set():
                activity.heartbeat()
                await asyncio.sleep(0.02)
        if self.outages[name] > 0:
            self.outages[name] -= 1
            raise ConnectionError("down")
        if enrollments & (self.poisoned | self.spoiled.get(name, set())):
            raise ApplicationError("canary-text-of-a-failure", type="patient-unreadable", non_retryable=True)
        if enrollments & self.stumbles.get(name, set()):
            raise ApplicationError("unforeseen", type="unforeseen")
