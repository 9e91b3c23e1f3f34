"""From the document to the plan: a flat tuple of nodes that name their successors by index.

Only documents without errors are lowered, so nothing is reported here.
"""

from itertools import zip_longest

from engine.compiler.context import Context
from engine.compiler.mentions import anchors_of, conditions_of
from engine.compiler.phrases import NEVER, parse_again, parse_within
from engine.compiler.resolve import Resolved
from engine.compiler.walk import all_steps
from engine.compiler.windows import lower_window
from engine.journey import plan
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import most_closed
from engine.journey.events import ENDS_ALL
from engine.journey.journey import Enroll, Journey
from engine.journey.steps import Await, Branch, Exit, Repeat, Send, Split, Step, Update, Wait
from engine.journey.times import Anchor, Cap, Window

_PAST_OF_EXPIRY: plan.IfPast = "skip"


def lower(resolved: Resolved) -> plan.Plan:
    """The plan of a journey that has no errors."""
    journey, context = resolved.journey, resolved.context
    lowered = _Lowering(resolved)
    fields, segments = _fields_and_segments(resolved)
    return plan.Plan(
        journey=journey.journey,
        title=journey.title,
        purpose=_purpose(journey.purpose or _first_purpose(resolved)),
        start=lowered.first(journey.steps, plan.LEAVE),
        nodes=lowered.nodes(),
        enroll=_enroll(journey.enroll),
        fields={name: context.dictionary[name].type for name in sorted(fields)},
        classes={name: context.dictionary[name].data_class for name in sorted(fields)},
        segments={name: context.segments[name].condition.text for name in sorted(segments)},
        messages=_messages(resolved),
        exits=tuple(sorted({one.on for one in journey.exit} | ENDS_ALL)),
        goal=_goal(journey),
        window=_window(journey.send_window),
        owner=journey.owner or "",
    )


class _Lowering:
    """Indices are given in the order written, so that two plans differ where their texts do."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.steps = all_steps(resolved.journey.steps)
        self.index = {step.id: number for number, step in enumerate(self.steps)}
        self.made: dict[int, plan.Node] = {}
        self._block(resolved.journey.steps, plan.LEAVE)

    def nodes(self) -> tuple[plan.Node, ...]:
        return tuple(self.made[number] for number in range(len(self.steps)))

    def first(self, block: tuple[Step, ...] | None, after: int) -> int:
        """Where a block begins; an empty one is its successor."""
        return self.index[block[0].id] if block else after

    def _block(self, block: tuple[Step, ...] | None, after: int) -> int:
        steps = block or ()
        for step, follower in zip_longest(steps, steps[1:]):
            behind = self.index[follower.id] if follower is not None else after
            self.made[self.index[step.id]] = self._node(step, behind)
        return self.first(block, after)

    def _node(self, step: Step, after: int) -> plan.Node:
        match step:
            case Send():
                return self._send(step, after)
            case Wait():
                seconds = step.time.elapsed if step.time else None
                return plan.Wait(step.id, after, seconds, _anchor(step.until), _window(step.window))
            case Await():
                return self._await(step, after)
            case Branch():
                return self._branch(step, after)
            case Split():
                paths = tuple(
                    plan.Path(name, path.weight, self._block(path.steps, after), path.holdout)
                    for name, path in step.paths.items()
                )
                return plan.Split(step.id, after, paths, step.seed or "")
            case Repeat():
                return self._repeat(step, after)
            case Update():
                return plan.Update(step.id, after, dict(step.set), _words(step.tag), _words(step.untag))
            case Exit():
                return plan.Exit(step.id)
            case _:
                raise TypeError(f"no lowering for {type(step).__name__}")

    def _send(self, step: Send, after: int) -> plan.Send:
        return plan.Send(
            id=step.id,
            next=after,
            message=step.message,
            purpose=_purpose(self.resolved.purpose(step)),
            topic=self.resolved.topic(step),
            at=_anchor(step.at),
            expires=_expiry(step.expires),
            window=_window(step.window),
            cap=_cap(step.cap),
            protect=step.protect,
            track=("clicks",) if step.track is None else step.track,
            reply_to=step.reply_to or "",
            on_skipped=self._optional(step.on_skipped, after),
            on_failed=self._optional(step.on_failed, after),
        )

    def _optional(self, block: tuple[Step, ...] | None, after: int) -> int | None:
        return None if block is None else self._block(block, after)

    def _await(self, step: Await, after: int) -> plan.Await:
        timeout = step.timeout
        return plan.Await(
            id=step.id,
            next=after,
            on={event: self._block(step.on.get(event), after) for event in step.events},
            on_timeout=self._block(step.on_timeout, after),
            timeout_seconds=None if isinstance(timeout, Anchor) else timeout.elapsed,
            timeout_at=_anchor(timeout) if isinstance(timeout, Anchor) else None,
        )

    def _branch(self, step: Branch, after: int) -> plan.Branch:
        cases = tuple(
            plan.Case(case.name, case.when.text.strip(), self._block(case.steps, after))
            for case in step.cases
        )
        otherwise = self._block(step.otherwise, after)
        unknown = otherwise if step.unknown is None else self._block(step.unknown, after)
        return plan.Branch(step.id, after, cases, otherwise, unknown)

    def _repeat(self, step: Repeat, after: int) -> plan.Repeat:
        until = step.until
        return plan.Repeat(
            id=step.id,
            next=after,
            body=self._block(step.steps, self.index[step.id]),
            every=step.every.elapsed,
            at_most=step.at_most,
            until_event=(until.on or "") if until else "",
            until_when=until.when.text.strip() if until and until.when else "",
        )


def _words(written: str | tuple[str, ...]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else written


def _purpose(written: str) -> plan.Purpose:
    purposes: dict[str, plan.Purpose] = {
        "treatment": "treatment", "payment": "payment", "operations": "operations", "marketing": "marketing",
    }  # fmt: skip
    return purposes[written]


def _first_purpose(resolved: Resolved) -> str:
    """A journey may leave its purpose to its sends; the plan then shows the first."""
    return next((resolved.purpose(send) for send, _ in resolved.sends()), "operations")


def _window(window: Window | None) -> plan.Window | None:
    return lower_window(window, Problems()) if window is not None else None


def _cap(cap: Cap | None) -> plan.Cap | None:
    return plan.Cap(cap.count, cap.per.elapsed) if cap is not None else None


def _anchor(anchor: Anchor | None) -> plan.Anchor | None:
    if anchor is None:
        return None
    sign = -1 if anchor.before else 1
    return plan.Anchor(
        field=anchor.field,
        days=sign * anchor.by.days if anchor.by else 0,
        seconds=sign * anchor.by.seconds if anchor.by else 0,
        clock=anchor.clock or "",
        zone=anchor.zone,
        if_past=anchor.if_past or "now",
    )


def _expiry(expires: str | Anchor | None) -> plan.Anchor | None:
    if isinstance(expires, str):
        return plan.Anchor(expires, if_past=_PAST_OF_EXPIRY)
    return _anchor(expires)


def _enroll(enroll: Enroll) -> plan.Enroll:
    schedule = plan.Schedule(enroll.every.elapsed, enroll.clock or "09:00") if enroll.every else None
    once: dict[str | None, plan.OncePer] = {
        "appointment": "appointment", "patient": "patient", "care_gap": "care_gap", "event": "event",
    }  # fmt: skip
    on = enroll.on
    again = parse_again(enroll.again)
    return plan.Enroll(
        on=() if on is None else _words(on),
        when=enroll.when.text.strip() if enroll.when else "",
        audience=enroll.audience or "",
        schedule=schedule,
        once_per=once.get(enroll.once_per, "patient"),
        again=NEVER if again is None else again,
    )


def _goal(journey: Journey) -> plan.Goal | None:
    if journey.goal is None:
        return None
    within = parse_within(journey.goal.within) if journey.goal.within else None
    if within is None:
        return plan.Goal(journey.goal.on)
    sign = 1 if within.after else -1
    anchor = plan.Anchor(within.field, sign * within.by.days, sign * within.by.seconds)
    return plan.Goal(journey.goal.on, anchor)


def _messages(resolved: Resolved) -> dict[str, plan.MessagePlan]:
    """Only messages some step sends."""
    used = sorted({send.message for send, _ in resolved.sends()})
    return {name: _message(resolved, name) for name in used}


def _message(resolved: Resolved, name: str) -> plan.MessagePlan:
    templates = {
        language: one.template for language, one in sorted(resolved.messages[name].items()) if one.template
    }
    return plan.MessagePlan(
        data_class=most_closed([one.data_class for one in templates.values()]),
        variants={language: one.sha256 for language, one in templates.items()},
        fields=tuple(sorted({field for one in templates.values() for field in one.fields})),
        segments=tuple(sorted({segment for one in templates.values() for segment in one.segments})),
    )


def _fields_and_segments(resolved: Resolved) -> tuple[set[str], set[str]]:
    journey, context = resolved.journey, resolved.context
    messages = _messages(resolved).values()
    segments = {segment for message in messages for segment in message.segments}
    fields = {field for message in messages for field in message.fields}
    fields |= {anchor.field for anchor in anchors_of(journey)}
    fields |= {send.expires for send, _ in resolved.sends() if isinstance(send.expires, str)}
    within = parse_within(journey.goal.within) if journey.goal and journey.goal.within else None
    fields |= {within.field} if within else set()
    for condition in conditions_of(journey):
        segments |= context.check(condition).arguments("segment")
        fields |= context.fields_of(condition)
    if journey.enroll.audience:
        segments.add(journey.enroll.audience)
    return _closed(fields, segments, context)


def _closed(fields: set[str], segments: set[str], context: Context) -> tuple[set[str], set[str]]:
    """With the segments that segments name, and all their fields."""
    todo = [name for name in segments if name in context.segments]
    kept: set[str] = set()
    while todo:
        name = todo.pop()
        if name in kept:
            continue
        kept.add(name)
        condition = context.segments[name].condition
        fields |= context.check(condition).fields()
        todo += [one for one in context.check(condition).arguments("segment") if one in context.segments]
    return fields & context.dictionary.keys(), kept
