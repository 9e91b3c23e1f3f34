"""From steps to nodes that name their successors by index."""

from itertools import zip_longest

from engine.compiler.flow.needed import required_scopes
from engine.compiler.resolve import Resolved
from engine.compiler.walk import all_steps
from engine.compiler.windows import lower_window
from engine.journey import plan
from engine.journey.diagnostics import Problems
from engine.journey.duration import Duration
from engine.journey.steps import (
    Await,
    Branch,
    Call,
    Exit,
    Form,
    Repeat,
    Send,
    Split,
    Step,
    Task,
    Update,
    Wait,
)
from engine.journey.times import Anchor, Cap, Window

_PAST_OF_EXPIRY: plan.IfPast = "skip"


class Lowering:
    """Indices are given in the order written, so that two plans differ where their texts do."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.steps = all_steps(resolved.journey.steps)
        self.index = {step.id: number for number, step in enumerate(self.steps)}
        self.standing = {stop.step.id: stop for stop in resolved.stops}
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
                return _wait(step, after)
            case Await():
                return self._await(step, after)
            case Branch():
                return self._branch(step, after)
            case Split():
                return self._split(step, after)
            case Repeat():
                return self._repeat(step, after)
            case Task():
                return self._task(step, after)
            case Call():
                return plan.Call(
                    id=step.id,
                    next=after,
                    url=step.url or "",
                    connector=step.connector or "",
                    fields=step.fields,
                    on_failed=self._optional(step.on_failed, after),
                )
            case Form():
                return self._form(step, after)
            case Update():
                return plan.Update(step.id, after, dict(step.set), words(step.tag), words(step.untag))
            case Exit():
                return plan.Exit(step.id)
            case _:
                raise TypeError(f"no lowering for {type(step).__name__}")

    def _send(self, step: Send, after: int) -> plan.Send:
        return plan.Send(
            id=step.id,
            next=after,
            message=step.message,
            purpose=purpose_of(self.resolved.purpose(step)),
            topic=self.resolved.topic(step),
            at=anchor_of(step.at),
            expires=_expiry(step.expires),
            window=window_of(step.window),
            cap=cap_of(step.cap),
            protect=step.protect,
            track=("clicks",) if step.track is None else step.track,
            reply_to=step.reply_to or "",
            on_skipped=self._optional(step.on_skipped, after),
            on_failed=self._optional(step.on_failed, after),
            collapse=step.collapse or "",
            requires=required_scopes(self.resolved, self.standing[step.id]),
        )

    def _optional(self, block: tuple[Step, ...] | None, after: int) -> int | None:
        return None if block is None else self._block(block, after)

    def _await(self, step: Await, after: int) -> plan.Await:
        timeout = step.timeout
        moment = _from_now(timeout) if isinstance(timeout, Duration) and timeout.business else None
        return plan.Await(
            id=step.id,
            next=after,
            on={event: self._block(step.on.get(event), after) for event in step.events},
            on_timeout=self._block(step.on_timeout, after),
            timeout_seconds=None if isinstance(timeout, Anchor) or moment else timeout.elapsed,
            timeout_at=anchor_of(timeout) if isinstance(timeout, Anchor) else moment,
            ranked=step.events if step.pick == "best" else (),
        )

    def _branch(self, step: Branch, after: int) -> plan.Branch:
        cases = tuple(
            plan.Case(case.name, case.when.text.strip(), self._block(case.steps, after))
            for case in step.cases
        )
        otherwise = self._block(step.otherwise, after)
        unknown = otherwise if step.unknown is None else self._block(step.unknown, after)
        return plan.Branch(step.id, after, cases, otherwise, unknown)

    def _split(self, step: Split, after: int) -> plan.Split:
        paths = tuple(
            plan.Path(name, path.weight, self._block(path.steps, after), path.holdout)
            for name, path in step.paths.items()
        )
        won = step.winner
        winner = plan.Winner(won.metric, won.after.elapsed, won.confidence, won.least) if won else None
        return plan.Split(step.id, after, paths, step.seed or "", winner)

    def _task(self, step: Task, after: int) -> plan.Task:
        return plan.Task(
            id=step.id,
            next=after,
            queue=step.queue,
            title=step.title,
            details=(step.details or "").strip(),
            due=_from_now(step.due) if step.due else None,
            escalate=step.escalate or "",
            on_done=self._optional(step.on_done, after),
            on_overdue=self._optional(step.on_overdue, after),
        )

    def _form(self, step: Form, after: int) -> plan.Form:
        expires = step.expires
        until = _from_now(expires) if isinstance(expires, Duration) else _expiry(expires)
        return plan.Form(
            id=step.id,
            next=after,
            form=step.form,
            expires=until or plan.Anchor(plan.NOW),
            on_submitted=self._block(step.on_submitted, after),
            on_timeout=self._block(step.on_timeout, after),
        )

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


def _wait(step: Wait, after: int) -> plan.Wait:
    window = window_of(step.window)
    if step.time is not None and step.time.business:
        return plan.Wait(step.id, after, None, _from_now(step.time), window)
    seconds = step.time.elapsed if step.time else None
    return plan.Wait(step.id, after, seconds, anchor_of(step.until), window)


def _from_now(duration: Duration) -> plan.Anchor:
    return plan.Anchor(plan.NOW, duration.days, duration.seconds, duration.business)


def words(written: str | tuple[str, ...]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else written


def purpose_of(written: str) -> plan.Purpose:
    purposes: dict[str, plan.Purpose] = {
        "treatment": "treatment", "payment": "payment", "operations": "operations", "marketing": "marketing",
    }  # fmt: skip
    return purposes[written]


def window_of(window: Window | None) -> plan.Window | None:
    return lower_window(window, Problems()) if window is not None else None


def cap_of(cap: Cap | None) -> plan.Cap | None:
    return plan.Cap(cap.count, cap.per.elapsed) if cap is not None else None


def anchor_of(anchor: Anchor | None) -> plan.Anchor | None:
    if anchor is None:
        return None
    sign = -1 if anchor.before else 1
    return plan.Anchor(
        field=anchor.field,
        days=sign * anchor.by.days if anchor.by else 0,
        seconds=sign * anchor.by.seconds if anchor.by else 0,
        business=sign * anchor.by.business if anchor.by else 0,
        clock=anchor.clock or "",
        zone=anchor.zone,
        if_past=anchor.if_past or "now",
    )


def _expiry(expires: str | Anchor | None) -> plan.Anchor | None:
    if isinstance(expires, str):
        return plan.Anchor(expires, if_past=_PAST_OF_EXPIRY)
    return anchor_of(expires)
