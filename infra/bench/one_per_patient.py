"""Journeys a second with one workflow per patient and one activity per step per patient."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any, Final

from temporalio.client import Client

from engine.store.enrollments import NewEnrollment
from infra.bench import histories, seeding
from infra.bench.installation import Installation, Tell, open_installation
from infra.bench.machine import Surroundings, cpu_seconds, used
from infra.bench.one_patient_workflow import QUEUE, OnePatient, Patient
from infra.bench.workspace import FOUR_STEPS

_STARTING: Final = 16
_PARTS: Final = ("one-patient", "postgres", "temporal", "sink")


async def measure(tell: Tell, count: int) -> dict[str, Any]:
    """`count` of the same four-step journeys, all started at once."""
    async with open_installation(tell) as house:
        people = await seeding.seed_people(house, count + _STARTING)
        enrolled = await seeding.seed_enrollments(house, people, FOUR_STEPS, together=1)
        await house.run_worker("one-patient", "infra.bench.one_patient", QUEUE)
        client = await house.connect()
        await _start(house, client, enrolled[:_STARTING])
        await house.until("first journeys", lambda: _over(house), _STARTING)
        surroundings, before = Surroundings(), cpu_seconds(house.pids(_PARTS))
        tell(f"{count:,} journeys, one workflow each")
        began = time.monotonic()
        await _start(house, client, enrolled[_STARTING:])
        over = await house.until("journeys", lambda: _over(house), count + _STARTING)
        return {
            "patients": count,
            "seconds": round(over - began, 2),
            "journeys_per_second": round(count / (over - began), 1),
            "mails": await house.mail_count() - _STARTING,
            "cpu_seconds": used(before, cpu_seconds(house.pids(_PARTS))),
            "surroundings": surroundings.told(),
            "activities": await histories.by_activity(client, [str(each.id) for each in enrolled[-100:]]),
        }


async def _start(house: Installation, client: Client, enrolled: Sequence[NewEnrollment]) -> None:
    gate = asyncio.Semaphore(_STARTING)

    async def one(each: NewEnrollment) -> None:
        async with gate:
            argument = Patient(str(each.id), str(each.cohort_id), house.versions[FOUR_STEPS])
            await client.start_workflow(OnePatient.run, argument, id=str(each.id), task_queue=QUEUE)

    await asyncio.gather(*(one(each) for each in enrolled))


async def _over(house: Installation) -> int:
    found: int = await house.pool.fetchval("select count(*) from enrollment where state = 'left'")
    return found
