"""The line while routers run by themselves: everybody enters, exactly as early as the cap allows."""

import asyncio
from datetime import datetime

from engine.journey import events
from engine.journey.plan import Cap, Enroll
from tests.intake_router.house import House, booked
from tests.intake_router.ways import journey

_COUNT, _SECONDS, _PEOPLE = 2, 3, 7


async def test_people_enter_when_there_is_room_and_never_before(house: House, routing: None) -> None:
    way = Enroll(on=(events.APPOINTMENT_BOOKED,), cap=Cap(_COUNT, _SECONDS))
    await house.open(journey(way))
    await house.hear_each([booked(number) for number in range(_PEOPLE)])
    async with asyncio.timeout(60):
        while await house.one("select count(*) from enrollment") != _PEOPLE:
            await asyncio.sleep(0.1)
    rows = await house.rows(
        "select e.entered_at from enrollment e join event v on v.id = e.event_id order by v.seq"
    )
    entered = [at for (at,) in rows if isinstance(at, datetime)]
    assert entered == sorted(entered)
    for earlier, later in zip(entered, entered[_COUNT:], strict=False):
        assert _SECONDS <= (later - earlier).total_seconds() < _SECONDS + 5  # a busy machine looks late
