"""Carries out update steps: preferences and tags of people, one statement a batch. Never clinical data."""

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of, wrong_kind
from engine.contracts.activities import UPDATE_PATIENTS, Batch, Rendering, Updates
from engine.journey.plan import Update
from engine.store.preferences import WRITABLE, update_preferences


class UpdatePatients:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=UPDATE_PATIENTS)
    @told_by_code
    async def update_patients(self, batch: Batch) -> Updates:
        """`field-not-writable` for a step that sets anything but a preference; `enrollment-unknown`."""
        ids = enrollments_of(batch.items)
        async with self._parts.pool.acquire() as conn:
            _, step = await step_of(conn, batch)
            if not isinstance(step, Update):
                raise wrong_kind()
            if not set(step.set) <= WRITABLE:
                return Updates([Rendering(ok=False, reason="field-not-writable") for _ in ids])
            done = await update_preferences(conn, ids, step, self._parts.moment())
        return Updates(
            [
                Rendering(ok=True) if one in done else Rendering(ok=False, reason="enrollment-unknown")
                for one in ids
            ]
        )
