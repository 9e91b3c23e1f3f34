"""Who has a journey open just now. A window that is not heard of for a while counts as closed.

Times here are real time.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from engine.store.pool import Connection

FORGOTTEN: Final = timedelta(seconds=20)


class Visitor(msgspec.Struct, frozen=True):
    """`draft_at`: when this person last saved a draft of the journey; None without one."""

    account: UUID
    name: str
    draft_at: datetime | None


async def note_visit(connection: Connection, journey: str, window: str, account: UUID, now: datetime) -> None:
    await connection.execute(
        'insert into journey_visitor (journey, "window", account_id, seen_at) values ($1, $2, $3, $4)'
        ' on conflict (journey, "window") do update set account_id = $3, seen_at = $4',
        journey,
        window,
        account,
        now,
    )


async def end_visit(connection: Connection, journey: str, window: str) -> None:
    await connection.execute(
        'delete from journey_visitor where journey = $1 and "window" = $2', journey, window
    )


async def list_visitors(connection: Connection, journey: str, now: datetime) -> list[Visitor]:
    """Each person once, by name. Forgets those who went without a word."""
    await connection.execute(
        "delete from journey_visitor where journey = $1 and seen_at < $2", journey, now - FORGOTTEN
    )
    rows = await connection.fetch(
        """
        select a.id, a.name, d.updated_at from account a
        left join journey_draft d on d.account_id = a.id and d.journey = $1
        where a.id in (select account_id from journey_visitor where journey = $1) order by a.name, a.id
        """,
        journey,
    )
    return [Visitor(*row) for row in rows]
