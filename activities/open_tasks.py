"""Opens the tasks of a task step, one for each enrollment and visit, however often it is asked."""

from datetime import UTC, datetime

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of, wrong_kind
from engine.contracts.activities import OPEN_TASKS, Batch, Item, Opened, Openings
from engine.journey.organization import Organization
from engine.journey.plan import Task
from engine.policy.planning import plan_for_staff
from engine.store.tasks import Opening, open_tasks


class OpenTasks:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=OPEN_TASKS)
    @told_by_code
    async def open_tasks(self, batch: Batch) -> Openings:
        """`enrollment-unknown`; `left-journey` where nobody would wait for it any more."""
        ids = enrollments_of(batch.items)
        now = self._parts.now()
        async with self._parts.pool.acquire() as conn:
            _, step = await step_of(conn, batch)
            if not isinstance(step, Task):
                raise wrong_kind()
            house = await self._parts.house(conn)
            dues = [_due(step, house.organization, item, now) for item in batch.items]
            openings = [
                Opening(one, item.visit, None if due is None else datetime.fromtimestamp(due, UTC))
                for one, item, due in zip(ids, batch.items, dues, strict=True)
            ]
            states = await open_tasks(conn, step, openings, self._parts.moment())
        return Openings(
            [
                _answer(states.get((one, item.visit)), due)
                for one, item, due in zip(ids, batch.items, dues, strict=True)
            ]
        )


def _due(step: Task, organization: Organization, item: Item, now: float) -> float | None:
    return plan_for_staff(step.due, organization, now, item.since).due if step.due else None


def _answer(state: str | None, due: float | None) -> Opened:
    if state is None:
        return Opened(False, reason="enrollment-unknown")
    return Opened(True, due) if state == "active" else Opened(False, reason="left-journey")
