"""How fast mail may follow on mail: within the contact budget, and never the same words twice in a row."""

from collections.abc import Sequence

import msgspec

from engine.compiler.resolve import Resolved
from engine.compiler.travel import Journeying
from engine.journey import codes, plan
from engine.journey.diagnostics import Problems, label
from engine.journey.duration import Duration, in_words
from engine.journey.span import Span
from engine.journey.steps import Await, Form, Repeat, Send, Step, Task, Wait
from engine.journey.times import Anchor


class Pace(msgspec.Struct, frozen=True):
    """The fastest that mails may have come.

    `ages`: seconds since each of the last sends at the least, the newest first. `at`: field → seconds after
    it, where the time is known exactly. `fresh`: messages since which no time has passed, with their places.
    """

    ages: tuple[int, ...] = ()
    at: dict[str, int] = {}
    fresh: dict[str, Span] = {}


def report_pace(resolved: Resolved, problems: Problems) -> None:
    Journeying(_Mails(resolved, problems)).go(resolved.journey.steps, Pace())


class _Mails:
    def __init__(self, resolved: Resolved, problems: Problems) -> None:
        organization = resolved.context.organization
        self.budget: plan.Cap | None = organization.contact_budget if organization else None
        self.problems = problems
        self.reported = False

    def enter(self, step: Step, carried: Pace) -> None:
        if not isinstance(step, Send) or not step.message:
            return
        if step.message in carried.fresh and step.at is None:
            labels = [label(carried.fresh[step.message], "sent here, and no time has passed")]
            self.problems.report(
                codes.SAME_MESSAGE_TWICE, step.place("message"), message=step.message, labels=labels
            )
        self._report_budget(step, carried)

    def _report_budget(self, step: Send, carried: Pace) -> None:
        if self.budget is None or self.reported or not _counts(step):
            return
        recent = [age for age in _moved(carried, step).ages if age < self.budget.seconds]
        if len(recent) >= self.budget.count:
            self.reported = True
            hint = "let more time pass between them, or send fewer"
            self.problems.report(
                codes.BUDGET_EXCEEDED, step.place("id"), hint=hint,
                id=step.id, count=len(recent) + 1, per=in_words(self.budget.seconds), most=self.budget.count,
            )  # fmt: skip

    def passed(self, step: Step, way: str, carried: Pace) -> Pace:
        match step:
            case Send() if way == "sent":
                moved = _moved(carried, step)
                ages = (0, *moved.ages)[:100] if _counts(step) else moved.ages
                return Pace(ages, moved.at, {**moved.fresh, step.message: step.place("message")})
            case Send():
                return carried
            case Wait(time=Duration() as time):
                return _later(carried, time.elapsed)
            case Wait():
                return Pace(carried.ages)
            case Repeat(every=every) if way == "round":
                return _later(carried, every.elapsed)
            case Await() | Form() | Task():
                return _answered(carried, step, way)
        return carried

    def meet(self, carried: Sequence[Pace]) -> Pace:
        """The fastest of every way, and only what is sure of the rest."""
        longest = max(len(one.ages) for one in carried)
        ages = [min(one.ages[at] for one in carried if at < len(one.ages)) for at in range(longest)]
        first, *others = carried
        if not others:
            return first
        at = {f: s for f, s in first.at.items() if all(one.at.get(f) == s for one in others)}
        fresh = {name: place for one in carried for name, place in one.fresh.items()}
        return Pace(tuple(ages), at, fresh)


def _counts(step: Send) -> bool:
    """Sends that keep themselves within bounds are left out."""
    return step.cap is None and step.collapse is None


def _moved(pace: Pace, step: Send) -> Pace:
    """The time at which it is sent: a moment that is not skipped when past may be any time."""
    anchor = step.at
    if not isinstance(anchor, Anchor):
        return pace
    exact = _seconds(anchor) if anchor.if_past in ("skip", "exit") else None
    if exact is None:
        return Pace(pace.ages)
    before = pace.at.get(anchor.field)
    gap = max(0, exact - before) if before is not None else 0
    return Pace(tuple(age + gap for age in pace.ages), {anchor.field: exact})


def _seconds(anchor: Anchor) -> int | None:
    if anchor.clock or (anchor.by and anchor.by.business):
        return None
    seconds = anchor.by.elapsed if anchor.by else 0
    return -seconds if anchor.before else seconds


def _later(pace: Pace, seconds: int) -> Pace:
    at = {field: one + seconds for field, one in pace.at.items()}
    return Pace(tuple(age + seconds for age in pace.ages), at)


def _answered(pace: Pace, step: Await | Form | Task, way: str) -> Pace:
    """Answers may come at once, but then the person did something in between."""
    limit = step.timeout if isinstance(step, Await) else step.due if isinstance(step, Task) else step.expires
    if isinstance(step, Task) and step.on_done is None and step.on_overdue is None:
        return pace
    if way in ("timeout", "overdue") and isinstance(limit, Duration):
        return _later(pace, limit.elapsed)
    return Pace(pace.ages)
