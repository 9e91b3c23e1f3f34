"""From the anchors of a step to moments: with zone, window and appointment as they stand today."""

from datetime import datetime

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of
from engine.contracts.activities import PLAN_TIMES, Planned, PlannedTimes, TimesBatch
from engine.errors import Refused
from engine.journey.organization import Organization
from engine.journey.plan import Anchor, Await, Node, Send, Wait, Window
from engine.policy.holidays import holidays_of
from engine.policy.times import Zones, moment_of
from engine.policy.windows import next_opening
from engine.store.facts import Facts, load_facts

_MISSING = Planned(None, missing=True)


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
            anchor, window = _asked(step, batch.moment)
            fields = [anchor.field] if anchor else []
            facts = await load_facts(conn, self._parts.vault, ids, fields, moment)
        answers = [_planned(facts.get(one), anchor, window, moment) for one in ids]
        return PlannedTimes(answers)


def _asked(step: Node, moment: str) -> tuple[Anchor | None, Window | None]:
    """Raises Refused `step-has-no-such-moment`."""
    match step, moment:
        case Send(at=Anchor() as anchor), "at":
            return anchor, None
        case Wait(until=Anchor() as anchor), "until":
            return anchor, None
        case Wait(window=Window() as window), "window":
            return None, window
        case Await(timeout_at=Anchor() as anchor), "timeout":
            return anchor, None
    raise Refused("step-has-no-such-moment", "The step has no such moment to plan.")


def _planned(facts: Facts | None, anchor: Anchor | None, window: Window | None, now: datetime) -> Planned:
    if facts is None:
        return _MISSING
    zones = Zones(patient=facts.zone, clinic=facts.organization.zone)
    if window is not None:
        return _opening(window, zones, facts.organization, now)
    value = facts.values.get(anchor.field) if anchor else None
    if anchor is None or not isinstance(value, datetime):
        return _MISSING
    try:
        due = moment_of(anchor, value, zones)
    except OverflowError:
        return _MISSING
    return Planned(due, past=due < now.timestamp())


def _opening(window: Window, zones: Zones, organization: Organization, now: datetime) -> Planned:
    place = (organization.holiday_country, organization.holiday_subdivision)
    days = holidays_of(*place, now.year) if window.skip_holidays else frozenset()
    opening = next_opening(window, zones.named(window.zone), days, now.timestamp())
    return _MISSING if opening is None else Planned(opening)
