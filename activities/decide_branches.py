"""Which way now? Conditions over today's values, and experiments by a hash that can be computed again.

Three-valued: a missing value is neither true nor false (-2 where it leaves the question open).
"""

import hashlib
from collections.abc import Callable, Mapping
from uuid import UUID

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, step_of, wrong_kind
from engine.contracts.activities import DECIDE_BRANCHES, Batch, Choices
from engine.expressions.evaluate import UNKNOWN, Truth
from engine.expressions.facts import NO_FACTS
from engine.expressions.facts import Facts as Happenings
from engine.journey.plan import Branch, Repeat, Split
from engine.store.facts import load_facts
from engine.store.happenings import load_happenings

NONE_TRUE = -1
VALUE_MISSING = -2

Ask = Callable[[str], Truth]


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
            if evaluator.asks_for_facts(_conditions(step)):
                happened = await load_happenings(conn, ids, house.consents, moment.timestamp())

        def choose(one: UUID) -> int:
            if one not in facts:
                return VALUE_MISSING
            if isinstance(step, Split):
                return path_of(step, facts[one].patient.id)
            values, signs = facts[one].values, happened.get(one, NO_FACTS)
            return _answer(step, lambda text: evaluator.evaluate(text, values, signs, now=moment))

        return Choices([choose(one) for one in ids])


def _conditions(step: Branch | Split | Repeat) -> list[str]:
    match step:
        case Branch():
            return [case.when for case in step.cases]
        case Repeat():
            return [step.until_when]
    return []


def _answer(step: Branch | Repeat, ask: Ask) -> int:
    if isinstance(step, Repeat):
        held = ask(step.until_when)
        return VALUE_MISSING if held is UNKNOWN else int(held)
    missing = False
    for index, case in enumerate(step.cases):
        held = ask(case.when)
        if held:
            return index
        missing = missing or held is UNKNOWN
    return VALUE_MISSING if missing else NONE_TRUE


def path_of(split: Split, patient: UUID) -> int:
    """The patient's path: SHA-256 of (split, seed, patient), its first 64 bits over the weights' sum."""
    digest = hashlib.sha256(f"{split.id}\x00{split.seed}\x00{patient}".encode()).digest()
    total = sum(path.weight for path in split.paths)
    place = int.from_bytes(digest[:8], "big") * total >> 64
    for index, path in enumerate(split.paths):
        place -= path.weight
        if place < 0:
            return index
    return len(split.paths) - 1
