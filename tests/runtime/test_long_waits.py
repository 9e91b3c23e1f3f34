"""Months of journey time on the time-skipping test server."""

import sysconfig
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from engine.contracts.activities import PLAN_TIMES, Item, Planned
from engine.journey.plan import LEAVE, Anchor, Repeat, Send, Wait
from engine.runtime.payloads import data_converter
from tests.runtime.office import KEYS, Office
from tests.runtime.plans import DAY, plan_of
from tests.runtime.test_cohort import finished


@pytest_asyncio.fixture
async def calendar() -> AsyncIterator[WorkflowEnvironment]:
    server = Path(sysconfig.get_path("scripts")) / "temporal-test-server"
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(server),
        data_converter=data_converter(KEYS, "default"),
    ) as environment:
        yield environment


async def test_a_year_of_monthly_mails_leaves_on_time_and_never_early(calendar: WorkflowEnvironment):
    office = Office(calendar.client)
    begin = (await calendar.get_current_time()).timestamp()
    plan = plan_of(
        Wait(id="first", next=1, seconds=45 * DAY),  # farther than one timer reaches
        Repeat(id="monthly", next=LEAVE, body=2, every=30 * DAY, at_most=12),
        Send(id="mail", next=1, message="m", purpose="treatment"),
    )
    async with office.working():
        await finished(await office.start(plan, members=3))
    assert [visit.split(" ")[0] for visit in office.desk.visits["e0"] if "mail" in visit] == [
        f"mail#{month}" for month in range(1, 13)
    ]
    for enrollment in ("e0", "e1", "e2"):
        sent = [visit.ended for visit in office.desk.told[enrollment] if visit.step == "mail"]
        late = [at - (begin + (45 + 30 * month) * DAY) for month, at in enumerate(sent)]
        assert all(0 <= seconds < 600 for seconds in late), late


async def test_neighbours_with_one_deadline_are_woken_by_one_timer(calendar: WorkflowEnvironment):
    office = Office(calendar.client)
    begin = (await calendar.get_current_time()).timestamp()

    def a_day_later(item: Item) -> Planned:
        return Planned(begin + DAY + int(item.enrollment[1:]) * 0.001)

    office.desk.say[PLAN_TIMES] = a_day_later
    plan = plan_of(Wait(id="wait", next=LEAVE, until=Anchor("appointment.start")))
    async with office.working():
        handle = await office.start(plan, members=20)
        await finished(handle)
    history = await handle.fetch_history()
    started = [event for event in history.events if event.HasField("timer_started_event_attributes")]
    assert len(started) <= 2
