"""Which way now? Reads today's values and what has happened, and lets engine.policy.choices choose."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of, wrong_kind
from engine.contracts.activities import DECIDE_BRANCHES, Batch, Choices
from engine.expressions.facts import NO_FACTS
from engine.expressions.facts import Facts as Happenings
from engine.journey.plan import Branch, Plan, Repeat, Split
from engine.policy.choices import VALUE_MISSING, choose_way, conditions_of, path_for
from engine.policy.experiments import signature
from engine.store.experiments import first_paths, load_standing
from engine.store.facts import load_facts
from engine.store.happenings import load_happenings
from engine.store.pool import Connection


class DecideBranches:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=DECIDE_BRANCHES)
    @told_by_code
    async def decide_branches(self, batch: Batch) -> Choices:
        ids = enrollments_of(batch.items)
        async with self._parts.pool.acquire() as conn:
            plan, step = await step_of(conn, batch)
            if isinstance(step, Split):
                again = [one for one, item in zip(ids, batch.items, strict=True) if item.visit > 1]
                return Choices(await self._split(conn, plan, step, ids, again))
            if not isinstance(step, Branch | Repeat):
                raise wrong_kind()
            return Choices(await self._branch(conn, batch.version, plan, step, ids))

    async def _branch(
        self, conn: Connection, version: str, plan: Plan, step: Branch | Repeat, ids: Sequence[UUID]
    ) -> list[int]:
        moment = self._parts.moment()
        house = await self._parts.house(conn)
        facts = await load_facts(conn, self._parts.vault, ids, plan.fields, moment)
        evaluator = self._parts.evaluator(version, plan)
        happened: Mapping[UUID, Happenings] = {}
        if evaluator.asks_for_facts(conditions_of(step)):
            happened = await load_happenings(conn, ids, house.consents, moment.timestamp())

        def choose(one: UUID) -> int:
            if one not in facts:
                return VALUE_MISSING
            values, signs = facts[one].values, happened.get(one, NO_FACTS)
            return choose_way(step, lambda text: evaluator.evaluate(text, values, signs, now=moment))

        return [choose(one) for one in ids]

    async def _split(
        self, conn: Connection, plan: Plan, split: Split, ids: Sequence[UUID], again: Sequence[UUID]
    ) -> list[int]:
        """`again`: who has been here before and stays on their path, whatever was decided meanwhile."""
        facts = await load_facts(conn, self._parts.vault, ids, (), self._parts.moment())
        winner, before = "", dict[UUID, str]()
        if split.winner is not None:
            winner = (await load_standing(conn, plan.journey, split.id, signature(split))).winner
            before = await first_paths(conn, again, split.id) if again else {}
        return [
            path_for(split, facts[one].patient.id, winner, before.get(one, ""))
            if one in facts
            else VALUE_MISSING
            for one in ids
        ]
