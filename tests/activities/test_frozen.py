"""A worker that is stopped while it holds locks must not hold up the others for long."""

import asyncio

from engine.store.ledger import let_go_when_frozen, lock_entries
from tests.activities.clinic import Clinic
from tests.activities.test_recovery import _written


async def test_a_frozen_transaction_gives_its_locks_back(clinic: Clinic) -> None:
    enrollments = await _written(clinic, 1, "frozen")
    one = (await clinic.message(enrollments[0]))["id"]
    async with clinic.pool.acquire() as conn:
        begun = conn.transaction()
        await begun.start()
        await let_go_when_frozen(conn)
        assert await conn.fetchval("show idle_in_transaction_session_timeout") == "10s"
        await conn.execute("set local idle_in_transaction_session_timeout = '200ms'")
        await lock_entries(conn, [one])
        delivered = await asyncio.wait_for(clinic.deliver(enrollments), 20)
        assert delivered[0].outcome == "sent"
