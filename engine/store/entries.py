"""Ways in that have a cap or a ramp: how many came in, counted under a lock. Times are journey time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from engine.journey.plan import Enroll
from engine.policy.entry import Entered
from engine.store.pool import Connection

_LOCK: Final = 13  # of the two-part advisory locks, the number of this room
Way = tuple[str, int]  # journey, number of the way in


async def hold_rooms(connection: Connection, journeys: Iterable[str]) -> None:
    """Until the transaction ends nobody else lets people into these journeys: what is read stays true."""
    for journey in sorted(set(journeys)):  # in one order, so that two routers never wait for each other
        await connection.execute("select pg_advisory_xact_lock(hashtextextended($1, $2))", journey, _LOCK)


async def read_room(connection: Connection, way: Way, trigger: Enroll, now: datetime, today: date) -> Entered:
    """What counts at `now`; `today` is the organisation's."""
    moments = []
    if trigger.cap is not None:
        rows = await connection.fetch(
            "select at, people from entry_moment where journey = $1 and way = $2 and at > $3",
            *way,
            now - timedelta(seconds=trigger.cap.seconds),
        )
        moments = [(row["at"], row["people"]) for row in rows]
    days, people = 0, 0
    if trigger.ramp:
        counted = await connection.fetchrow(
            """
            select (select count(*) from (select 1 from entry_day where journey = $1 and way = $2 and day < $3
                    and people > 0 limit $4) d),
                coalesce((select people from entry_day where journey = $1 and way = $2 and day = $3), 0)
            """,
            *way,
            today,
            len(trigger.ramp),
        )
        days, people = (counted[0], counted[1]) if counted else (0, 0)
    return Entered(moments, days, people)


async def note_entries(
    connection: Connection, way: Way, trigger: Enroll, people: int, now: datetime, today: date
) -> None:
    """So many came in at `now`; what the cap counts no more is forgotten."""
    if trigger.cap is not None:
        await connection.execute(
            "delete from entry_moment where journey = $1 and way = $2 and at <= $3",
            *way,
            now - timedelta(seconds=trigger.cap.seconds),
        )
        await connection.execute(
            """
            insert into entry_moment as e (journey, way, at, people) values ($1, $2, $3, $4)
            on conflict (journey, way, at) do update set people = e.people + excluded.people
            """,
            *way,
            now,
            people,
        )
    if trigger.ramp:
        await connection.execute(
            """
            insert into entry_day as e (journey, way, day, people) values ($1, $2, $3, $4)
            on conflict (journey, way, day) do update set people = e.people + excluded.people
            """,
            *way,
            today,
            people,
        )
