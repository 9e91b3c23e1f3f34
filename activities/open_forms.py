"""Opens the form of a form step to people, one for each enrollment and visit, until it expires."""

from datetime import UTC, datetime

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of, wrong_kind
from engine.contracts.activities import OPEN_FORMS, Batch, Opened, Openings, Planned
from engine.journey.plan import NOW, Form
from engine.policy.planning import plan_anchor
from engine.policy.times import Zones
from engine.store.facts import Facts, load_facts
from engine.store.forms import Opening, open_forms


class OpenForms:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=OPEN_FORMS)
    @told_by_code
    async def open_forms(self, batch: Batch) -> Openings:
        """`enrollment-unknown`, `form-unknown`; without an end where the moment it hangs on has no value."""
        ids = enrollments_of(batch.items)
        moment = self._parts.moment()
        async with self._parts.pool.acquire() as conn:
            plan, step = await step_of(conn, batch)
            if not isinstance(step, Form):
                raise wrong_kind()
            if step.form not in plan.forms:
                return Openings([Opened(False, reason="form-unknown") for _ in ids])
            fields = [] if step.expires.field == NOW else [step.expires.field]
            facts = await load_facts(conn, self._parts.vault, ids, fields, moment)
            ends = [
                _end(step, facts.get(one), moment.timestamp(), item.since)
                for one, item in zip(ids, batch.items, strict=True)
            ]
            openings = [
                Opening(one, item.visit, datetime.fromtimestamp(end.due, UTC))
                for one, item, end in zip(ids, batch.items, ends, strict=True)
                if end is not None and end.due is not None
            ]
            await open_forms(conn, batch.version, step, openings, moment)
        return Openings([_answer(end) for end in ends])


def _end(step: Form, facts: Facts | None, now: float, since: float) -> Planned | None:
    if facts is None:
        return None
    zones = Zones(patient=facts.zone, clinic=facts.organization.zone)
    value = facts.values.get(step.expires.field)
    return plan_anchor(step.expires, value, zones, facts.organization, now, since)


def _answer(end: Planned | None) -> Opened:
    return Opened(False, reason="enrollment-unknown") if end is None else Opened(True, end.due)
