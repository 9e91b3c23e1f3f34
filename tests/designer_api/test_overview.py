"""/api/overview: what happened in the last day, and what stands still and needs somebody."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
import pytest_asyncio

from designer_api.overview import reading
from engine.journey.plan import Exit, Wait
from engine.store.ids import uuid7
from engine.store.journeys import set_paused
from tests.activities.clinic import Clinic, make_plan, open_clinic
from tests.designer_api.conftest import Api, SignedIn

SLUG: Final = "stopped"


@pytest_asyncio.fixture
async def clinic(api: Api) -> AsyncIterator[Clinic]:
    made = await open_clinic(api.settings)
    await made.pool.execute("truncate task, message, step_visit, enrollment cascade")
    await made.publish(make_plan(journey=SLUG))
    yield made
    await made.smtp.close()
    await made.pool.close()


async def _someone(clinic: Clinic) -> UUID:
    return UUID(await clinic.enroll(await clinic.add_person(f"{uuid4().hex}@example.org")))


async def _mail(clinic: Clinic, enrollment: UUID, state: str = "sent") -> UUID:
    one, now = uuid7(), clinic.parts.moment()
    await clinic.pool.execute(
        "insert into message (id, enrollment_id, step, visit, journey, version, patient_id, template,"
        " language, purpose, data_class, state, rfc_message_id, sealed, method, created_at, sent_at)"
        " select $1, id, 'week-ahead', 1, journey, version, patient_id, '', 'en', 'treatment', 'identifier',"
        " $3, $4, '', 'tls', $5, $6 from enrollment where id = $2",
        one, enrollment, state, str(one), now, now if state == "sent" else None,
    )  # fmt: skip
    return one


async def _held(clinic: Clinic, enrollment: UUID, reason: str, step: str = "week-ahead") -> None:
    now = clinic.parts.moment()
    await clinic.pool.execute(
        "insert into step_visit (enrollment_id, step, visit, entered_at, ended_at, outcome)"
        " values ($1, $4, 1, $2, $2, $3)",
        enrollment, now, f"skipped:{reason}", step,
    )  # fmt: skip


async def _late_task(clinic: Clinic, enrollment: UUID) -> None:
    await clinic.pool.execute(
        "insert into task (id, enrollment_id, step, visit, journey, patient_id, queue, title, opened_at,"
        " due_at) select $1, id, 'call', 1, journey, patient_id, 'desk', 'Call', $3, $3"
        " from enrollment where id = $2",
        uuid7(), enrollment, clinic.parts.moment() - timedelta(hours=1),
    )  # fmt: skip


async def _told(client: httpx.AsyncClient, what: str = "") -> Any:
    answer = await client.get(f"/api/overview{what}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_what_happened_to_several_at_one_place_is_one_line(clinic: Clinic, signed_in: SignedIn) -> None:
    first, second, third = [await _someone(clinic) for _ in range(3)]
    mails = [await _mail(clinic, first), await _mail(clinic, second)]
    await _held(clinic, third, "opted-out")
    told = await _told(await signed_in("operator"))
    lines = {one["kind"]: (one["code"], one["people"], one["message"]) for one in told["happened"]}
    assert lines == {"sent": ("tls", 2, None), "held": ("opted-out", 1, None), "entered": ("", 3, None)}
    counted = [told[name] for name in ("began", "inside", "sent_last_day", "not_sent_last_day")]
    assert counted == [True, 3, 2, 1]
    assert (told["methods"], told["not_sent_because"]) == ({"tls": 2}, {"opted-out": 1})
    await clinic.pool.execute("delete from message where id = $1", mails[0])
    [sent] = [one for one in (await _told(await signed_in("operator")))["happened"] if one["kind"] == "sent"]
    assert sent["message"] == str(mails[1])  # of a single mail it is said which


async def test_a_wait_that_is_passed_by_is_no_mail_that_was_not_sent(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    await clinic.publish(make_plan(journey=SLUG, nodes=(Wait("pause", 1, seconds=60), Exit("done"))))
    await _held(clinic, await _someone(clinic), "moment-passed", "pause")
    told = await _told(await signed_in("operator"))
    assert (told["not_sent_last_day"], [one["kind"] for one in told["happened"]]) == (0, ["entered"])


async def test_what_happened_is_for_those_who_may_see_people(clinic: Clinic, signed_in: SignedIn) -> None:
    await _mail(clinic, await _someone(clinic))
    told = await _told(await signed_in("author"))
    assert (told["coarse"], told["began"], told["inside"], told["happened"]) == (True, True, 10, [])


async def test_tasks_that_are_late_and_mails_in_doubt_need_an_operator(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    enrollment = await _someone(clinic)
    await _late_task(clinic, enrollment)
    await _mail(clinic, enrollment, "uncertain")
    needs = [await _told(await signed_in(role), "/needs") for role in ("operator", "author")]
    assert [(one["late_tasks"], one["uncertain"]) for one in needs] == [(1, 1), (0, 0)]


async def test_a_journey_that_a_brake_stopped_is_told_with_the_brake(
    signed_in: SignedIn, conn: asyncpg.Connection, clinic: Clinic
) -> None:
    viewer, now = await signed_in("viewer"), datetime.now(UTC)
    await set_paused(conn, SLUG, paused=True, at=now, reason="sends-per-hour")
    told = (await _told(viewer, "/needs"))["stopped"]
    assert [(one["journey"], one["reason"]) for one in told] == [(SLUG, "sends-per-hour")]
    assert told[0]["title"]
    mapped = (await viewer.get("/api/map")).json()["journeys"]
    assert [(one["paused"], one["paused_reason"]) for one in mapped if one["slug"] == SLUG] == [
        (True, "sends-per-hour")
    ]
    await set_paused(conn, SLUG, paused=False, at=now)
    assert (await _told(viewer, "/needs"))["stopped"] == []


@pytest.mark.parametrize("query", ["_NUMBERS", "_METHODS", "_ENTERED", "_SENT", "_HELD", "_WAITING"])
async def test_no_window_that_stays_open_reads_a_whole_table(conn: asyncpg.Connection, query: str) -> None:
    """With every index allowed and reading on and on forbidden, the planner finds another way."""
    sql: str = getattr(reading, query)
    moment = [datetime.now(UTC)] if "$1" in sql else []
    async with conn.transaction():
        await conn.execute("set local enable_seqscan = off")
        plan = "\n".join(row[0] for row in await conn.fetch(f"explain {sql}", *moment))
    assert [
        name for name in ("message", "step_visit", "enrollment", "event") if f"Seq Scan on {name}" in plan
    ] == []
