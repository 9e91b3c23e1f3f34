"""From the anchors of a step to moments: with zone, window and appointment as they stand today."""

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of
from engine.contracts.activities import PLAN_TIMES, Planned, PlannedTimes, TimesBatch
from engine.journey.plan import NOW, Anchor, Window
from engine.policy.planning import MISSING, asked_moment, plan_anchor, plan_opening
from engine.policy.times import Zones
from engine.store.facts import Facts, load_facts


class PlanTimes:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=PLAN_TIMES)
    @told_by_code
    async def plan_times(self, batch: TimesBatch) -> PlannedTimes:
        """Whom nobody knows any more has no value, like a field that was never said."""
        ids = enrollments_of(batch.items)
        moment = self._parts.moment()
        async with self._parts.pool.acquire() as conn:
            _, step = await step_of(conn, batch)
            anchor, window = asked_moment(step, batch.moment)
            fields = [anchor.field] if anchor and anchor.field != NOW else []
            facts = await load_facts(conn, self._parts.vault, ids, fields, moment)
        now = moment.timestamp()
        return PlannedTimes(
            [
                _planned(facts.get(one), anchor, window, now, item.since)
                for one, item in zip(ids, batch.items, strict=True)
            ]
        )


def _planned(
    facts: Facts | None, anchor: Anchor | None, window: Window | None, now: float, since: float
) -> Planned:
    if facts is None:
        return MISSING
    zones = Zones(patient=facts.zone, clinic=facts.organization.zone)
    if window is not None:
        return plan_opening(window, zones, facts.organization, now)
    if anchor is None:
        return MISSING
    return plan_anchor(anchor, facts.values.get(anchor.field), zones, facts.organization, now, since)
