"""Walks a journey as people would: what is surely true, what was sent, what was looked at, at every step."""

import msgspec

from engine.compiler.context import Context
from engine.journey.condition import Condition
from engine.journey.journey import Enroll, Journey
from engine.journey.steps import Await, Branch, Call, Exit, Form, Repeat, Send, Split, Step, Task


class Standing(msgspec.Struct, frozen=True):
    """What holds for everyone at one point of a journey.

    `scopes`: authorizations that surely hold. `sent`: sends that may have happened. `looked`: conditions that
    decided who comes here. `reachable`: whether anyone does.
    """

    scopes: frozenset[str] = frozenset()
    sent: frozenset[str] = frozenset()
    looked: tuple[Condition, ...] = ()
    reachable: bool = True


class Stop(msgspec.Struct, frozen=True):
    """A step, and what holds on entering it."""

    step: Step
    standing: Standing


def walk(journey: Journey, context: Context) -> tuple[Stop, ...]:
    """Every step once, in the order written."""
    doors = [_door(trigger, context) for trigger in journey.triggers]
    scopes = frozenset.intersection(*(one.scopes for one in doors)) if doors else frozenset()
    looked = tuple(dict.fromkeys(condition for one in doors for condition in one.looked))
    walker = _Walker(context)
    walker.block(journey.steps, Standing(scopes, looked=looked))
    return tuple(walker.stops)


def _door(trigger: Enroll, context: Context) -> Standing:
    """What holds for everyone who comes in this way."""
    scopes: frozenset[str] = frozenset()
    looked: list[Condition] = []
    if trigger.when is not None:
        scopes |= context.scopes_of(trigger.when)
        looked.append(trigger.when)
    audience = context.segments.get(trigger.audience or "")
    if audience is not None:
        scopes |= audience.authorizes
        looked.append(audience.condition)
    return Standing(scopes, looked=tuple(looked))


class _Walker:
    def __init__(self, context: Context) -> None:
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
                ends = [self.block(step.on.get(event), standing) for event in step.events]
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
            case _:
                return standing

    def _ways(self, standing: Standing, *blocks: tuple[Step, ...] | None) -> Standing:
        return _merged([self.block(block, standing) for block in blocks], standing)

    def _send(self, step: Send, standing: Standing) -> Standing:
        sent = msgspec.structs.replace(standing, sent=standing.sent | {step.id})
        ends = [sent, self.block(step.on_skipped, standing), self.block(step.on_failed, standing)]
        return _merged(ends, standing)

    def _branch(self, step: Branch, standing: Standing) -> Standing:
        looked = (*standing.looked, *(case.when for case in step.cases))
        other = msgspec.structs.replace(standing, looked=looked)
        ends = []
        for index, case in enumerate(step.cases):
            scopes = standing.scopes | self.context.scopes_of(case.when)
            seen = standing.looked + tuple(one.when for one in step.cases[: index + 1])
            ends.append(self.block(case.steps, msgspec.structs.replace(standing, scopes=scopes, looked=seen)))
        ends.append(self.block(step.otherwise, other))
        if step.unknown is not None:
            ends.append(self.block(step.unknown, other))
        return _merged(ends, standing)

    def _repeat(self, step: Repeat, standing: Standing) -> Standing:
        """A later round may have seen every send of the rounds before."""
        own = frozenset(_sends(step.steps))
        end = self.block(step.steps, msgspec.structs.replace(standing, sent=standing.sent | own))
        may_skip = step.until is not None
        return msgspec.structs.replace(
            standing, sent=end.sent | own, reachable=standing.reachable and (end.reachable or may_skip)
        )


def _merged(ends: list[Standing], before: Standing) -> Standing:
    """Behind a block: what holds on every way through it that goes on."""
    through = [end for end in ends if end.reachable]
    if not through:
        return msgspec.structs.replace(before, reachable=False)
    filtered = len(through) < len(ends)
    looked = tuple(dict.fromkeys(one for end in ends for one in end.looked)) if filtered else before.looked
    return Standing(
        scopes=frozenset.intersection(*(end.scopes for end in through)),
        sent=frozenset().union(*(end.sent for end in through)),
        looked=looked,
    )


def _sends(steps: tuple[Step, ...] | None) -> list[str]:
    return [step.id for step in all_steps(steps or ()) if isinstance(step, Send)]


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
