"""Events of one type: later looks read only what came since, and tell what a whole look would."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg

from designer_api.events.latest import LatestEvents
from engine.store.ids import first_id_of
from tests.designer_api.conftest import SignedIn

KIND = "test.seldom"


async def _came(conn: asyncpg.Connection, minutes_ago: int, kind: str = KIND) -> UUID:
    at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    made = UUID(int=first_id_of(at).int | secrets.randbits(70))
    await conn.execute(
        "insert into event (id, source, message_id, type, occurred_at, received_at)"
        " values ($1, 'test', $2, $3, $4, $4)",
        made,
        str(made),
        kind,
        at,
    )
    return made


async def test_what_came_since_the_last_look_stands_before_what_was_found_then(
    conn: asyncpg.Connection,
) -> None:
    kind, latest = "test.in-order", LatestEvents(3)
    oldest, old = await _came(conn, 90, kind), await _came(conn, 60, kind)

    async def told(below: UUID | None = None) -> list[UUID]:
        return [row["id"] for row in await latest.list(conn, kind, below)]

    assert await told() == [old, oldest]
    just_written = await _came(conn, 5, kind)  # of a transaction that ended after the first look
    assert await told() == [just_written, old, oldest]
    await _came(conn, 1, "test.another")
    newest = await _came(conn, 0, kind)
    assert await told() == [newest, just_written, old]
    assert await told() == [newest, just_written, old]
    assert await told(below=old) == [oldest]


async def test_what_became_of_an_event_is_told_though_it_was_found_before(
    conn: asyncpg.Connection, signed_in: SignedIn
) -> None:
    operator, event = await signed_in("operator"), await _came(conn, 60)

    async def outcomes() -> list[str]:
        answer = await operator.get("/api/events", params={"type": KIND})
        return [each["outcome"] for each in answer.json()["items"]]

    assert await outcomes() == ["waiting"]
    await conn.execute("update event set routed_at = now(), outcome = 'enrolled' where id = $1", event)
    assert await outcomes() == ["enrolled"]
