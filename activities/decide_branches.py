"""Which way now? Reads today's values and what has happened, and lets engine.policy.choices choose."""

from collections.abc import Mapping
from uuid import UUID

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of, wrong_kind
from engine.contracts.activities import DECIDE_BRANCHES, Batch, Choices
from engine.expressions.facts import NO_FACTS
from engine.expressions.facts import Facts as Happenings
from engine.journey.plan import Branch, Repeat, Split
from engine.policy.choices import VALUE_MISSING, choose_way, conditions_of, path_of
from engine.store.facts import load_facts
from engine.store.happenings import load_happenings


class DecideBranches:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=DECIDE_BRANCHES)
    @told_by_code
    async def decide_branches(self, batch: Batch) -> Choices:
        ids = enrollments_of(batch.items)
        moment = self._parts.moment()
        async with self._parts.pool.acquire() as conn:
            plan, step = await step_of(conn, batch)
            if not isinstance(step, Branch | Split | Repeat):
                raise wrong_kind()
            house = await self._parts.house(conn)
            facts = await load_facts(conn, self._parts.vault, ids, plan.fields, moment)
            evaluator = self._parts.evaluator(batch.version, plan)
            happened: Mapping[UUID, Happenings] = {}
            if evaluator.asks_for_facts(conditions_of(step)):
                happened = await load_happenings(conn, ids, house.consents, moment.timestamp())

        def choose(one: UUID) -> int:
            if one not in facts:
                return VALUE_MISSING
            if isinstance(step, Split):
                return path_of(step, facts[one].patient.id)
            values, signs = facts[one].values, happened.get(one, NO_FACTS)
            return choose_way(step, lambda text: evaluator.evaluate(text, values, signs, now=moment))

        return Choices([choose(one) for one in ids])
