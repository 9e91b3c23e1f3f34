"""From the document to the plan: a flat tuple of nodes that name their successors by index.

Only documents without errors are lowered, so nothing is reported here.
"""

from typing import get_args

from engine.compiler.brakes import lower_brakes
from engine.compiler.context import Context
from engine.compiler.forms import lower_form
from engine.compiler.lower_steps import Lowering, cap_of, purpose_of, window_of, words
from engine.compiler.mentions import anchors_of, conditions_of, fields_told
from engine.compiler.phrases import NEVER, parse_again, parse_within
from engine.compiler.resolve import Resolved
from engine.journey import plan
from engine.journey.dictionary import most_closed
from engine.journey.events import ENDS_ALL
from engine.journey.journey import Enroll, Journey
from engine.journey.steps import Form
from engine.journey.times import weekdays


def lower(resolved: Resolved) -> plan.Plan:
    """The plan of a journey that has no errors."""
    journey, context = resolved.journey, resolved.context
    lowered = Lowering(resolved)
    fields, segments = _fields_and_segments(resolved)
    return plan.Plan(
        journey=journey.journey,
        title=journey.title,
        purpose=purpose_of(journey.purpose or _first_purpose(resolved)),
        start=lowered.first(journey.steps, plan.LEAVE),
        nodes=lowered.nodes(),
        enroll=_enroll(journey.triggers[0]),
        fields={name: context.dictionary[name].type for name in sorted(fields)},
        classes={name: context.dictionary[name].data_class for name in sorted(fields)},
        segments={name: context.segments[name].condition.text for name in sorted(segments)},
        messages=_messages(resolved),
        exits=tuple(sorted({one.on for one in journey.exit} | ENDS_ALL)),
        goal=_goal(journey),
        window=window_of(journey.send_window),
        owner=journey.owner or "",
        also=tuple(_enroll(trigger) for trigger in journey.triggers[1:]),
        forms={name: lower_form(form, context) for name, form in sorted(resolved.forms.items())},
        brakes=lower_brakes(journey.brakes),
        moved=dict(journey.moved_to),
    )


def _first_purpose(resolved: Resolved) -> str:
    """A journey may leave its purpose to its sends; the plan then shows the first."""
    return next((resolved.purpose(send) for send, _ in resolved.sends()), "operations")


def _enroll(enroll: Enroll) -> plan.Enroll:
    once: dict[str, plan.OncePer] = {name: name for name in get_args(plan.OncePer)}
    on = enroll.on
    again = parse_again(enroll.again)
    return plan.Enroll(
        on=() if on is None else words(on),
        when=enroll.when.text.strip() if enroll.when else "",
        audience=enroll.audience or "",
        schedule=_schedule(enroll),
        once_per=once.get(enroll.once_per or "", "patient"),
        again=NEVER if again is None else again,
        cap=cap_of(enroll.cap),
        ramp=enroll.ramp,
    )


def _schedule(enroll: Enroll) -> plan.Schedule | None:
    if enroll.every is None:
        return None
    days = weekdays(enroll.days) if enroll.days else None
    return plan.Schedule(enroll.every.elapsed, enroll.clock or "09:00", days or ())


def _goal(journey: Journey) -> plan.Goal | None:
    if journey.goal is None:
        return None
    within = parse_within(journey.goal.within) if journey.goal.within else None
    if within is None:
        return plan.Goal(journey.goal.on)
    sign = 1 if within.after else -1
    anchor = plan.Anchor(
        within.field, sign * within.by.days, sign * within.by.seconds, sign * within.by.business
    )
    return plan.Goal(journey.goal.on, anchor, within.since)


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
    fields |= {name for name, _ in fields_told(journey)}
    forms = [step for step in resolved.steps if isinstance(step, Form)]
    fields |= {form.expires for form in forms if isinstance(form.expires, str)}
    segments |= {trigger.audience for trigger in journey.triggers if trigger.audience}
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
