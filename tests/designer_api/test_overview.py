"""/api/overview: what stands still needs somebody, and is told."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import asyncpg
import pytest_asyncio

from engine.store.journeys import set_paused
from tests.activities.clinic import make_plan, open_clinic
from tests.designer_api.conftest import Api, SignedIn

SLUG = "stopped"


@pytest_asyncio.fixture
async def journey(api: Api) -> AsyncIterator[str]:
    clinic = await open_clinic(api.settings)
    await clinic.publish(make_plan(journey=SLUG))
    yield SLUG
    await clinic.smtp.close()
    await clinic.pool.close()


async def test_a_journey_that_a_brake_stopped_is_told_with_the_brake(
    signed_in: SignedIn, conn: asyncpg.Connection, journey: str
) -> None:
    viewer, now = await signed_in("viewer"), datetime.now(UTC)
    await set_paused(conn, journey, paused=True, at=now, reason="sends-per-hour")
    told = (await viewer.get("/api/overview")).json()["stopped"]
    assert [(one["journey"], one["reason"]) for one in told] == [(SLUG, "sends-per-hour")]
    assert told[0]["title"]
    mapped = (await viewer.get("/api/map")).json()["journeys"]
    assert [(one["paused"], one["paused_reason"]) for one in mapped if one["slug"] == SLUG] == [
        (True, "sends-per-hour")
    ]
    await set_paused(conn, journey, paused=False, at=now)
    assert (await viewer.get("/api/overview")).json()["stopped"] == []
