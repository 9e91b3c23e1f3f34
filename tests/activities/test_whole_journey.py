"""A cohort on a real Temporal server carries people through the real activities to the catcher's mailbox."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from activities import open_activities
from engine.contracts.activities import DELIVERY_QUEUE, JOURNEY_QUEUE
from engine.contracts.cohort import COHORT, EVENTS, CohortInput, EventBatch, EventItem, Member
from engine.contracts.cursor import Cursor
from engine.journey.events import CONFIRMED
from engine.journey.plan import Await, Branch, Case, Exit, Plan, Update
from engine.runtime.connection import connect
from engine.store.consents import withdraw_consent
from engine.worker import make_worker
from tests import stack
from tests.activities.clinic import SEND, Clinic, make_plan


def _journey() -> Plan:
    """Send, listen for a confirmation or a second and a half, then branch on it."""
    return make_plan(
        journey="whole",
        nodes=(
            SEND,
            Await(id="answer", next=2, on={CONFIRMED: 2}, on_timeout=2, timeout_seconds=2),
            Branch(id="which", next=4, cases=(Case("yes", "confirmed()", 3),), otherwise=4, unknown=4),
            Update(id="note", next=5, tag=("confirmed",)),
            Exit(id="silent"),
            Exit(id="confirmed"),
        ),
    )


@asynccontextmanager
async def _workers(clinic: Clinic, address: str) -> AsyncIterator[Client]:
    keys = clinic.parts.settings.payload_keys
    client = await connect(address, namespace="careloom", keys=keys, identity="test")
    async with open_activities(clinic.parts.settings) as made:
        journeys: Worker = make_worker(client, JOURNEY_QUEUE, made[JOURNEY_QUEUE], 4)
        delivery: Worker = make_worker(client, DELIVERY_QUEUE, made[DELIVERY_QUEUE], 4)
        async with journeys, delivery:
            yield client


@pytest.mark.timeout(120)
async def test_a_cohort_is_written_to_answers_and_leaves_as_it_answered(
    clinic: Clinic, catcher: stack.Catcher, temporal_address: str
) -> None:
    before = (clinic.plan, clinic.version)
    await clinic.publish(_journey())
    try:
        await _run(clinic, catcher, temporal_address)
    finally:
        clinic.plan, clinic.version = before


async def _run(clinic: Clinic, catcher: stack.Catcher, temporal_address: str) -> None:
    people = [
        await clinic.add_person(f"{who}@example.org") for who in ("yes", "quiet", "stopped", "bounce-whole")
    ]
    enrollments = [await clinic.enroll(one) for one in people]
    yes, quiet, stopped, bounced = enrollments
    async with clinic.pool.acquire() as conn, conn.transaction():
        await withdraw_consent(conn, people[2], "", "front-desk", clinic.parts.moment())
    cohort = uuid4()
    await clinic.pool.execute(
        "insert into cohort (id, version, created_at) values ($1, $2, now())", cohort, clinic.version
    )
    await clinic.pool.execute(
        "update enrollment set cohort_id = $1 where id = any($2)", cohort, [UUID(one) for one in enrollments]
    )
    members = [Member(one, Cursor(node=0, entered=clinic.parts.now())) for one in enrollments]
    begin = CohortInput(cohort=str(cohort), version=clinic.version, plan=clinic.plan, members=members)
    async with _workers(clinic, temporal_address) as client:
        workflow = await client.start_workflow(COHORT, begin, id=f"cohort-{cohort}", task_queue=JOURNEY_QUEUE)
        while not catcher.mailbox().found([await _mail_of(clinic, yes)]):
            await asyncio.sleep(0.05)
        await clinic.pool.execute(
            "insert into engagement (id, message_id, enrollment_id, step, type, at)"
            " select gen_random_uuid(), id, enrollment_id, step, $2, now() from message"
            " where enrollment_id = $1",
            UUID(yes), CONFIRMED,
        )  # fmt: skip
        event = EventItem("e1", yes, CONFIRMED, clinic.parts.now(), SEND.id)
        await workflow.signal(EVENTS, EventBatch([event]))
        await asyncio.wait_for(workflow.result(), 60)

    outcomes = dict(
        await clinic.pool.fetch(
            "select id::text, outcome from enrollment where id = any($1)", [UUID(x) for x in enrollments]
        )
    )
    assert (outcomes[yes], outcomes[quiet], outcomes[stopped]) == ("confirmed", "silent", "silent")
    visits = await clinic.pool.fetch(
        "select enrollment_id::text, outcome from step_visit where step = $1 and enrollment_id = any($2)",
        SEND.id, [UUID(x) for x in enrollments],
    )  # fmt: skip
    assert dict(visits) == {
        yes: "sent:tls", quiet: "sent:tls", stopped: "skipped:opted-out", bounced: "failed:bounced",
    }  # fmt: skip
    assert await clinic.pool.fetchval("select tags from patient where id = $1", people[0]) == ["confirmed"]


async def _mail_of(clinic: Clinic, enrollment: str) -> str:
    row = await clinic.message(enrollment)
    return row["rfc_message_id"] if row else ""
