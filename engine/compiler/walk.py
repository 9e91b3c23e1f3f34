"""Walks a journey as people would: what is surely true, what was sent, what was looked at, at every step.

An abstract interpretation of the steps over `flow.facts`: one pass, every step once.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from engine.compiler.context import Context
from engine.compiler.flow.facts import NOTHING, Fact, Facts, all_of, any_of
from engine.compiler.flow.implied import Implications
from engine.journey.condition import Condition
from engine.journey.journey import Enroll, Journey
from engine.journey.steps import Await, Branch, Call, Exit, Form, Repeat, Send, Split, Step, Task, Update

TAGS: Final = "patient.tags"


class Standing(msgspec.Struct, frozen=True):
    """What holds for everyone at one point of a journey.

    `facts`: what was asked on every way here and so answered. `sent`: sends that may have happened.
    `decided`: fields that chose who comes here, and the first condition that looked at each.
    `reachable`: whether anyone does.
    """

    facts: Facts = NOTHING
    sent: frozenset[str] = frozenset()
    decided: dict[str, Condition] = {}
    reachable: bool = True

    @property
    def scopes(self) -> frozenset[str]:
        """Authorizations that every way here leads through."""
        return self.facts.arguments("authorized")

    def knowing(self, facts: Facts) -> "Standing":
        return msgspec.structs.replace(self, facts=self.facts.also(facts))


class Stop(msgspec.Struct, frozen=True):
    """A step, and what holds on entering it."""

    step: Step
    standing: Standing


def walk(journey: Journey, context: Context) -> tuple[Stop, ...]:
    """Every step once, in the order written."""
    implied = Implications(context)
    doors = [_door(trigger, context, implied) for trigger in journey.triggers]
    facts = any_of(one.facts for one in doors) if doors else NOTHING
    walker = _Walker(implied, context)
    walker.block(journey.steps, Standing(facts, decided=_first(one.decided for one in doors)))
    return tuple(walker.stops)


def _door(trigger: Enroll, context: Context, implied: Implications) -> Standing:
    """What holds for everyone who comes in this way."""
    asked = [trigger.when] if trigger.when is not None else []
    facts = [implied.when_true(condition) for condition in asked]
    audience = context.segments.get(trigger.audience or "")
    if audience is not None:
        asked.append(audience.condition)
        facts.append(implied.in_segment(audience))
    return Standing(all_of(facts), decided=_first(_looked_at(one, context) for one in asked))


def _looked_at(condition: Condition, context: Context) -> dict[str, Condition]:
    return dict.fromkeys(sorted(context.fields_of(condition)), condition)


def _first(each: Iterable[dict[str, Condition]]) -> dict[str, Condition]:
    """All of them; of two conditions on one field the first."""
    found: dict[str, Condition] = {}
    for one in each:
        if one is not found:
            found = {**one, **found} if found and one else found or one
    return found


class _Walker:
    def __init__(self, implied: Implications, context: Context) -> None:
        self.implied = implied
        self.context = context
        self.stops: list[Stop] = []

    def block(self, steps: tuple[Step, ...] | None, standing: Standing) -> Standing:
        """What holds behind the block."""
        for step in steps or ():
            self.stops.append(Stop(step, standing))
            standing = self._after(step, standing)
        return standing

    def _after(self, step: Step, standing: Standing) -> Standing:
        match step:
            case Exit():
                return msgspec.structs.replace(standing, reachable=False)
            case Send():
                return self._send(step, standing)
            case Await():
                ends = [self._heard(event, step.on.get(event), standing) for event in step.events]
                return _merged([*ends, self.block(step.on_timeout, standing)], standing)
            case Branch():
                return self._branch(step, standing)
            case Split():
                return _merged([self.block(path.steps, standing) for path in step.paths.values()], standing)
            case Repeat():
                return self._repeat(step, standing)
            case Task():
                return self._ways(standing, step.on_done, step.on_overdue)
            case Call():
                return self._ways(standing, None, step.on_failed)
            case Form():
                return self._ways(standing, step.on_submitted, step.on_timeout)
            case Update():
                return msgspec.structs.replace(standing, facts=standing.facts.without(changed_by(step)))
            case _:
                return standing

    def _ways(self, standing: Standing, *blocks: tuple[Step, ...] | None) -> Standing:
        if all(block is None for block in blocks):
            return standing
        return _merged([self.block(block, standing) for block in blocks], standing)

    def _heard(self, event: str, block: tuple[Step, ...] | None, standing: Standing) -> Standing:
        return self.block(block, standing.knowing(_happened(event)))

    def _send(self, step: Send, standing: Standing) -> Standing:
        sent = msgspec.structs.replace(standing, sent=standing.sent | {step.id})
        if step.on_skipped is None and step.on_failed is None:
            return sent
        ends = [sent, self.block(step.on_skipped, standing), self.block(step.on_failed, standing)]
        return _merged(ends, standing)

    def _branch(self, step: Branch, standing: Standing) -> Standing:
        """A case may be taken while an earlier one is unknown, so what is not true need not be false.

        Along `otherwise` every case is false, unless those of whom something is unknown go there, too.
        """
        ends, implied = [], self.implied
        here = refused = standing
        for case in step.cases:
            decided = _first([here.decided, _looked_at(case.when, self.context)])
            here = msgspec.structs.replace(here, decided=decided)
            ends.append(self.block(case.steps, here.knowing(implied.when_true(case.when))))
            when_false = implied.when_false(case.when)
            here = here.knowing(when_false) if implied.always_known(case.when) else here
            refused = refused.knowing(when_false)
        if step.unknown is None:
            return _merged([*ends, self.block(step.otherwise, here)], standing)
        refused = msgspec.structs.replace(refused, decided=here.decided)
        ends += [self.block(step.otherwise, refused), self.block(step.unknown, here)]
        return _merged(ends, standing)

    def _repeat(self, step: Repeat, standing: Standing) -> Standing:
        """A later round may have seen every send, and every change, of the rounds before."""
        inner = all_steps(step.steps)
        own = frozenset(one.id for one in inner if isinstance(one, Send))
        changed = frozenset(name for one in inner if isinstance(one, Update) for name in changed_by(one))
        facts, sent, until = standing.facts.without(changed), standing.sent | own, step.until
        before = entry = msgspec.structs.replace(standing, facts=facts, sent=sent)
        stopped = _happened(until.on) if until is not None and until.on else NOTHING
        if until is not None and until.when is not None:
            stopped = self.implied.when_true(until.when)
            decided = _first([entry.decided, _looked_at(until.when, self.context)])
            entry = msgspec.structs.replace(entry, decided=decided)
        end = self.block(step.steps, entry)
        return _merged([end] if until is None else [end, entry.knowing(stopped)], before)


def changed_by(step: Update) -> frozenset[str]:
    """The fields an update writes."""
    return frozenset(step.set) | ({TAGS} if step.tag or step.untag else frozenset())


def _happened(event: str) -> Facts:
    return Facts(frozenset({Fact(f'happened("{event}")', True, "happened", event)}))


def _merged(ends: list[Standing], before: Standing) -> Standing:
    """Behind a block: what holds on every way through it that goes on."""
    through = [end for end in ends if end.reachable]
    if not through:
        return msgspec.structs.replace(before, reachable=False)
    filtered = len(through) < len(ends)
    sent = through[0].sent
    for end in through[1:]:
        sent = sent if end.sent is sent else sent | end.sent
    return Standing(
        facts=any_of(end.facts for end in through),
        sent=sent,
        decided=_first(end.decided for end in ends) if filtered else before.decided,
    )


def all_steps(steps: tuple[Step, ...]) -> list[Step]:
    """Every step of a block and of the blocks in it, in the order written."""
    found: list[Step] = []
    for step in steps:
        found.append(step)
        for block in blocks_of(step):
            found += all_steps(block)
    return found


def blocks_of(step: Step) -> list[tuple[Step, ...]]:
    """The blocks inside a step, in the order written."""
    match step:
        case Send():
            blocks = [step.on_skipped, step.on_failed]
        case Await():
            blocks = [*step.on.values(), step.on_timeout]
        case Branch():
            blocks = [*(case.steps for case in step.cases), step.otherwise, step.unknown]
        case Split():
            blocks = [path.steps for path in step.paths.values()]
        case Repeat():
            blocks = [step.steps]
        case Task():
            blocks = [step.on_done, step.on_overdue]
        case Call():
            blocks = [step.on_failed]
        case Form():
            blocks = [step.on_submitted, step.on_timeout]
        case _:
            blocks = []
    return [block for block in blocks if block is not None]
