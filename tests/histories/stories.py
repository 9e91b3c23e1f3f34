"""The runs that are recorded: between them they use every kind of step and every kind of disturbance."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from temporalio.client import WorkflowHandle

from engine.contracts.activities import (
    CHECK_CONSENT,
    DECIDE_BRANCHES,
    DELIVER_MESSAGES,
    PLAN_TIMES,
    RECORD_PROGRESS,
    Decision,
    Planned,
)
from engine.contracts.cohort import LEAVE as LEAVE_NOW
from engine.contracts.cohort import PAUSE, RESUME, Departure, Hold
from engine.journey import events
from engine.journey.plan import (
    Anchor,
    Await,
    Branch,
    Case,
    Exit,
    Path,
    Plan,
    Repeat,
    Send,
    Split,
    Update,
    Wait,
)
from tests.runtime.office import Office
from tests.runtime.plans import plan_of

Run = WorkflowHandle[Any, Any]
Story = Callable[[Office], Awaitable[Run]]

ANCHOR = Anchor("appointment.start", days=-7, if_past="now")


def every_kind() -> Plan:
    return plan_of(
        Send(id="mail", next=1, message="m", purpose="treatment", at=ANCHOR),
        Await(id="react", next=2, on={events.CLICKED: 2}, on_timeout=2, timeout_seconds=3600),
        Branch(id="who", next=3, cases=(Case("young", "a", 3),), otherwise=3, unknown=3),
        Split(id="test", next=4, paths=(Path("a", 50, 4), Path("b", 50, 4))),
        Repeat(id="again", next=7, body=5, every=1, at_most=2, until_when="x"),
        Update(id="mark", next=6, tag=("t",)),
        Wait(id="breathe", next=4, seconds=1),
        Exit(id="done"),
    )


async def every_kind_of_step(office: Office) -> Run:
    handle = await office.start(every_kind(), members=3)
    await office.until(lambda: len(office.desk.cursors) == 3)
    await office.tell(handle, events.CLICKED, "e0", "e1", "e2")
    return handle


async def held_released_and_left(office: Office) -> Run:
    handle = await office.start(every_kind(), members=3, paused=True)
    await handle.signal(RESUME, Hold(["e0"]))
    await handle.signal(PAUSE, Hold())
    await handle.signal(LEAVE_NOW, Departure(["e1"], "moved-away"))
    await handle.signal(RESUME, Hold())
    await office.until(lambda: len(office.desk.cursors) == 3)
    await office.tell(handle, events.CLICKED, "e0", "e2")
    return handle


async def died_during_delivery(office: Office) -> Run:
    gate = office.desk.gates[DELIVER_MESSAGES] = asyncio.Event()
    handle = await office.start(every_kind(), members=2)
    await office.desk.reached.wait()
    await office.tell(handle, events.PATIENT_DECEASED, "e0")
    await office.until(lambda: "e0" in office.desk.cursors)
    await office.tell(handle, events.CLICKED, "e1")
    gate.set()
    return handle


async def rescheduled_while_waiting(office: Office) -> Run:
    answers = iter([Planned(4_000_000_000.0), Planned(None, past=True)])
    office.desk.say[PLAN_TIMES] = lambda _: next(answers)
    handle = await office.start(every_kind())
    await office.until(lambda: "e0" in office.desk.cursors)
    await office.tell(handle, events.APPOINTMENT_RESCHEDULED, "e0")
    await office.until(lambda: office.desk.cursors["e0"].phase == "awaiting")
    await office.tell(handle, events.CLICKED, "e0")
    return handle


async def one_of_five_spoils_the_batch(office: Office) -> Run:
    said = office.desk.say[DECIDE_BRANCHES]
    office.desk.say[DECIDE_BRANCHES] = lambda item: said(item) if item.enrollment != "e3" else -2
    office.desk.say[CHECK_CONSENT] = lambda item: (
        Decision("block", "no-consent") if item.enrollment == "e1" else Decision("allow")
    )
    office.desk.spoiled[CHECK_CONSENT] = {"e4"}
    handle = await office.start(every_kind(), members=5)
    await office.until(lambda: len(office.desk.cursors) == 5)
    await office.tell(handle, events.CLICKED, "e0", "e1", "e2", "e3")
    return handle


async def one_stumbles_until_it_is_mended(office: Office) -> Run:
    office.desk.stumbles[CHECK_CONSENT] = {"e1"}
    handle = await office.start(every_kind(), members=4)
    await office.until(lambda: len(office.desk.cursors) == 3)
    office.desk.stumbles.clear()
    await office.until(lambda: len(office.desk.cursors) == 4)
    await office.tell(handle, events.CLICKED, "e0", "e1", "e2", "e3")
    return handle


async def store_down_at_first(office: Office) -> Run:
    office.desk.outages[RECORD_PROGRESS] = 1
    return await every_kind_of_step(office)


async def flooded_and_continued_as_new(office: Office) -> Run:
    handle = await office.start(every_kind(), members=2, most_signals=8)
    await office.until(lambda: len(office.desk.cursors) == 2)
    for _ in range(12):
        await office.tell(handle, events.VIEWED, "e0")
    await office.tell(handle, events.CLICKED, "e0", "e1")
    return handle


STORIES: list[Story] = [
    every_kind_of_step,
    held_released_and_left,
    died_during_delivery,
    rescheduled_while_waiting,
    one_of_five_spoils_the_batch,
    one_stumbles_until_it_is_mended,
    store_down_at_first,
    flooded_and_continued_as_new,
]
