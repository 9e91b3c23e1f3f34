"""How far each audience was looked through: the run that goes on, the moment of the schedule it serves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from engine.store.pool import Connection

_FIELDS: Final = "journey, way, slot, began_at, finished_at, cursor, enrolled, waiting"
_LOCK: Final = 11  # of the two-part advisory locks, the number of this room


class AudienceRun(msgspec.Struct):
    """`way`: number of the way in, from 0. `cursor`: the last person looked at; None at the beginning.

    `waiting`: people of the audience for whom there was no room, counted when it was used up.
    """

    journey: str
    way: int
    slot: datetime
    began_at: datetime
    finished_at: datetime | None = None
    cursor: UUID | None = None
    enrolled: int = 0
    waiting: int = 0


async def load_runs(connection: Connection, journeys: Sequence[str]) -> dict[tuple[str, int], AudienceRun]:
    """The last run of each audience, by journey and way; absent where none has been."""
    rows = await connection.fetch(
        f"select {_FIELDS} from audience_run where journey = any($1)",  # noqa: S608 - constants alone
        list(journeys),
    )
    return {(row["journey"], row["way"]): AudienceRun(*row) for row in rows}


async def begin_run(connection: Connection, run: AudienceRun) -> None:
    """In place of the last one of the same audience."""
    await connection.execute(
        """
        insert into audience_run as r (journey, way, slot, began_at) values ($1, $2, $3, $4)
        on conflict (journey, way) do update set slot = $3, began_at = $4, finished_at = null,
            cursor = null, enrolled = 0, waiting = 0
        """,
        run.journey,
        run.way,
        run.slot,
        run.began_at,
    )


async def save_run(connection: Connection, run: AudienceRun) -> None:
    """Where it stands; in the transaction that enrolls a page, so that a kill repeats or loses nobody."""
    await connection.execute(
        """
        update audience_run set cursor = $3, enrolled = $4, waiting = $5, finished_at = $6
        where journey = $1 and way = $2
        """,
        run.journey,
        run.way,
        run.cursor,
        run.enrolled,
        run.waiting,
        run.finished_at,
    )


async def hold_audience(connection: Connection, journey: str, way: int) -> bool:
    """Whether this connection alone runs the audience from now on, over many transactions.

    The lock belongs to the session and ends with it if we die.
    """
    held: bool = await connection.fetchval(
        "select pg_try_advisory_lock(hashtextextended($1, $2))", f"{journey}/{way}", _LOCK
    )
    return held


async def let_go_of_audience(connection: Connection, journey: str, way: int) -> None:
    await connection.execute("select pg_advisory_unlock(hashtextextended($1, $2))", f"{journey}/{way}", _LOCK)


async def make_due(connection: Connection, journey: str, slot: datetime, way: int = 0) -> None:
    """As if the last run had served `slot` (journey time): a later moment of the schedule is due at once."""
    await begin_run(connection, AudienceRun(journey, way, slot, slot))
    await save_run(connection, AudienceRun(journey, way, slot, slot, finished_at=slot))
