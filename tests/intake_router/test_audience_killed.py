"""A process that runs an audience is killed again and again; the next goes on, and everybody enters once."""

import asyncio
import pickle
import random
import signal
import sys
from datetime import date, timedelta
from pathlib import Path

from temporalio.client import Client

from engine.settings import PROJECT
from engine.store.audience_runs import make_due
from engine.store.ids import uuid7
from engine.store.people import Person, new_patient, save_patients
from tests.intake_router.house import NOW, House
from tests.intake_router.test_router_audiences import screening

_PEOPLE, _KILLS = 3_000, 2
_PROGRAM = """
import asyncio, pickle, sys
from engine.intake.audiences import Audiences
from engine.runtime.connection import connect
from engine.store.pool import create_pool

async def run():
    settings = pickle.loads(open(sys.argv[1], "rb").read())
    client = await connect(settings.temporal_address, namespace=settings.temporal_namespace,
        keys=settings.payload_keys, identity="careloom-test")
    async with await create_pool(settings) as pool:
        await Audiences(pool, client, settings).run_due()

asyncio.run(run())
"""


async def test_an_audience_survives_kill_9_and_nobody_enters_twice(
    house: House, client: Client, tmp_path: Path
) -> None:
    """`again: after exit`, and everybody leaves at once: a page done a second time would enrol them again."""
    await house.open(screening(again=0))
    for _ in range(_PEOPLE // 1_000):
        people = [new_patient(house.vault, uuid7()) for _ in range(1_000)]
        for each in people:
            each.person = Person(birth_date=date(1950, 1, 1))
        async with house.pool.acquire() as connection:
            await save_patients(connection, house.vault, people, NOW)
    told = tmp_path / "settings"
    told.write_bytes(pickle.dumps(house.settings))
    await make_due(house.pool, "screening", NOW - timedelta(days=2))
    killed = 0
    while await house.one("select finished_at is null or began_at = slot from audience_run"):
        runner = await asyncio.create_subprocess_exec(sys.executable, "-c", _PROGRAM, str(told), cwd=PROJECT)
        if killed < _KILLS:
            before = await _entered(house)
            while await _entered(house) == before and runner.returncode is None:
                await asyncio.sleep(0.01)
            await asyncio.sleep(random.random() * 0.1)
            if runner.returncode is None:
                runner.send_signal(signal.SIGKILL)
                killed += 1
        await runner.wait()
        await house.pool.execute(
            "update enrollment set state = 'left', left_at = now() where state = 'active'"
        )
    assert killed
    assert await house.rows("select count(*), count(distinct patient_id) from enrollment") == [
        (_PEOPLE, _PEOPLE)
    ]


async def _entered(house: House) -> object:
    return await house.one("select count(*) from enrollment")
