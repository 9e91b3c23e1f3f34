"""A cohort on a real Temporal server whose host fails for one of its people: the others do not wait."""

import asyncio
import base64
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
from temporalio.client import Client

from activities import open_activities
from engine.contracts.activities import DELIVERY_QUEUE, JOURNEY_QUEUE
from engine.contracts.cohort import COHORT, CohortInput, Member
from engine.contracts.cursor import Cursor
from engine.journey.organization import Connector
from engine.journey.plan import Call, Exit
from engine.runtime.connection import connect
from engine.settings import Settings
from engine.worker import make_worker
from tests.activities.clinic import ORGANIZATION, Clinic, make_plan
from tests.activities.receiver import Heard, Receiver, open_receiver


@asynccontextmanager
async def _workers(settings: Settings, address: str) -> AsyncIterator[Client]:
    client = await connect(address, namespace="careloom", keys=settings.payload_keys, identity="calls")
    async with open_activities(settings) as made:
        journeys = make_worker(client, JOURNEY_QUEUE, made[JOURNEY_QUEUE], 4)
        delivery = make_worker(client, DELIVERY_QUEUE, made[DELIVERY_QUEUE], 4)
        async with journeys, delivery:
            yield client


async def _prepare(clinic: Clinic, receiver: Receiver, people: int) -> tuple[str, list[str]]:
    connectors = {"registry": Connector("The registry", receiver.url)}
    await clinic.apply(msgspec.structs.replace(ORGANIZATION, connectors=connectors))
    await clinic.publish(
        make_plan(journey="told", nodes=(Call("tell", 1, connector="registry"), Exit("done")))
    )
    patient = await clinic.add_person(f"{uuid4().hex}@example.org")
    enrollments = [await clinic.enroll(patient) for _ in range(people)]
    cohort = str(await clinic.pool.fetchval("select cohort_id from enrollment order by id desc limit 1"))
    await clinic.pool.execute(
        "update enrollment set cohort_id = $1 where id = any($2)",
        UUID(cohort), [UUID(one) for one in enrollments],
    )  # fmt: skip
    return cohort, enrollments


@pytest.mark.timeout(120)
async def test_one_call_that_must_wait_keeps_nobody_else(
    clinic: Clinic, temporal_address: str, tmp_path: Path
) -> None:
    before = (clinic.plan, clinic.version)
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    async with open_receiver(tmp_path) as receiver:
        cohort, enrollments = await _prepare(clinic, receiver, 5)
        slow, done_before = enrollments[2], asyncio.Event()

        def script(heard: Heard) -> tuple[int, dict[str, str]]:
            waits = slow.encode() in heard.body and not done_before.is_set()
            return (503, {}) if waits else (204, {})

        receiver.script = script
        settings = replace(
            clinic.parts.settings,
            webhook_secrets={"registry": secret},
            webhook_ca_file=receiver.authority,
            webhook_private=True,
        )
        members = [Member(one, Cursor(node=0, entered=clinic.parts.now())) for one in enrollments]
        begin = CohortInput(cohort=cohort, version=clinic.version, plan=clinic.plan, members=members)
        async with _workers(settings, temporal_address) as client:
            workflow = await client.start_workflow(
                COHORT, begin, id=f"cohort-{cohort}", task_queue=JOURNEY_QUEUE
            )
            left = "select count(*) from enrollment where cohort_id = $1 and state = 'left'"
            while await clinic.pool.fetchval(left, UUID(cohort)) < 4:
                await asyncio.sleep(0.05)
            done_before.set()
            await asyncio.wait_for(workflow.result(), 60)
    clinic.plan, clinic.version = before
    rows = await clinic.pool.fetch(
        "select c.tries, v.outcome from webhook_call c join step_visit v using (enrollment_id, step, visit)"
        " where c.enrollment_id = any($1) order by c.tries",
        [UUID(one) for one in enrollments],
    )
    assert [tuple(row) for row in rows][:4] == [(1, "called")] * 4
    assert rows[4]["tries"] >= 2 and rows[4]["outcome"] == "called"
