"""How durable engines are usually used: one workflow per patient, one activity per step per patient.

The comparison of the bench. The activities do the product's own work, one patient at a time.

    python -m infra.bench.one_patient
"""

import asyncio
import time
from typing import Any, Final

import uvloop
from temporalio import activity
from temporalio.worker import Worker

from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import relay_of
from activities.check_consent import CheckConsent
from activities.decide_branches import DecideBranches
from activities.deliver_messages import DeliverMessages
from activities.parts import Parts
from activities.record_progress import RecordProgress
from activities.render_messages import RenderMessages
from activities.update_patients import UpdatePatients
from engine import worker as engine_worker
from engine.contracts.activities import Batch, Delivery, Item, Progress, ProgressBatch
from engine.contracts.cursor import Cursor, Visit
from engine.settings import load_settings
from engine.store.pool import create_pool, open_vault
from infra.bench.one_patient_workflow import QUEUE, OnePatient, Patient

BRANCH, SEND, UPDATE, EXIT = 0, 1, 2, 3  # where four-steps has them
_AT_ONCE: Final = 32  # activities; more only wait for the interpreter and the database


class Steps:
    """One activity per step, each over a batch of one."""

    def __init__(self, parts: Parts, smtp: SmtpPool) -> None:
        self._decide = DecideBranches(parts).decide_branches
        self._consent = CheckConsent(parts).check_consent
        self._render = RenderMessages(parts).render_messages
        self._deliver = DeliverMessages(parts, smtp, None).deliver_messages
        self._update = UpdatePatients(parts).update_patients
        self._record = RecordProgress(parts).record_progress

    @activity.defn(name="one_branch")
    async def branch(self, one: Patient) -> int:
        return (await self._decide(_batch(one, BRANCH))).items[0]

    @activity.defn(name="one_send")
    async def send(self, one: Patient) -> Delivery:
        batch = _batch(one, SEND)
        decision = (await self._consent(batch)).items[0]
        if decision.verdict != "allow":
            return Delivery("blocked", decision.reason)
        await self._render(batch)
        return (await self._deliver(batch)).items[0]

    @activity.defn(name="one_update")
    async def update(self, one: Patient) -> bool:
        return (await self._update(_batch(one, UPDATE))).items[0].ok

    @activity.defn(name="one_exit")
    async def leave(self, one: Patient) -> int:
        now = time.time()
        cursor = Cursor(node=EXIT, phase="left", seq=1, entered=now, outcome="told")
        visits = [Visit(step, 1, now, now, "done") for step in ("which-way", "tell", "note", "told")]
        batch = ProgressBatch(one.cohort, one.version, [Progress(one.enrollment, cursor, visits)])
        return (await self._record(batch)).count

    def all(self) -> list[Any]:
        return [self.branch, self.send, self.update, self.leave]


async def serve() -> None:
    """Until the process is ended."""
    settings = load_settings()
    client = await engine_worker.connect_as(settings, "bench-one-patient")
    async with (
        await create_pool(settings) as pool,
        SmtpPool(relay_of(settings)) as smtp,
    ):
        parts = Parts(pool, open_vault(settings), settings, {})
        worker = Worker(
            client,
            task_queue=QUEUE,
            workflows=[OnePatient],
            activities=Steps(parts, smtp).all(),
            workflow_runner=engine_worker.workflow_runner(),
            max_cached_workflows=engine_worker.CACHED_WORKFLOWS,
            max_concurrent_workflow_tasks=engine_worker.WORKFLOW_TASKS,
            max_concurrent_activities=_AT_ONCE,
        )
        await worker.run()


def _batch(one: Patient, step: int) -> Batch:
    return Batch(one.version, step, [Item(one.enrollment, 1)])


def main() -> None:
    uvloop.install()
    asyncio.run(serve())


if __name__ == "__main__":
    main()
