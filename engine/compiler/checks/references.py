"""Every name a journey speaks must be the name of something."""

from engine.compiler.conditions import place_of_argument, report_condition
from engine.compiler.jinja_rules import Use
from engine.compiler.mentions import anchors_of, conditions_of, events_of, fields_told
from engine.compiler.resolve import Resolved
from engine.compiler.suggest import did_you_mean
from engine.compiler.templates import Compiled
from engine.compiler.tree import shorten
from engine.expressions.tree import Call
from engine.journey import codes
from engine.journey.condition import Condition
from engine.journey.diagnostics import Problems
from engine.journey.events import EVENTS
from engine.journey.journey import Journey
from engine.journey.span import Span, whole_file
from engine.journey.steps import Branch, Repeat, Send

Known = tuple[set[str], set[str], frozenset[str]]  # sends, steps, and sends that may have happened

_ASKS_A_STEP = {
    "engaged": "engaged with",
    "clicked": "clicked",
    "opened": "opened",
    "viewed": "viewed",
    "replied": "replied to",
}


def report_unknown_events(resolved: Resolved, problems: Problems) -> None:
    for name, place in events_of(resolved.journey):
        if name not in EVENTS:
            hint = did_you_mean(name, EVENTS)
            problems.report(codes.UNKNOWN_EVENT, place, name=shorten(name), hint=hint)


def report_unknown_messages(resolved: Resolved, problems: Problems) -> None:
    """A message needs its default variant; a broken file exists all the same."""
    names = {file.split(".")[0] for file in resolved.source.messages if file.count(".") == 1}
    for send, _ in resolved.sends():
        if send.message not in names and "message" not in send.broken:
            hint = did_you_mean(send.message, names)
            problems.report(codes.UNKNOWN_MESSAGE, send.place("message"), name=send.message, hint=hint)


def report_unused_messages(resolved: Resolved, problems: Problems) -> None:
    used = {send.message for send, _ in resolved.sends()}
    names = {file.split(".")[0] for file in resolved.source.messages}
    if not resolved.complete or not used or used - names:  # one of them may be meant by a misspelt name
        return
    for file in sorted(resolved.source.messages):
        if file.split(".")[0] not in used:
            problems.report(codes.UNUSED_MESSAGE, whole_file(resolved.source.message_path(file)))


def report_unknown_topics(resolved: Resolved, problems: Problems) -> None:
    topics = resolved.context.consents.topics
    parts: list[Journey | Send] = [resolved.journey, *(send for send, _ in resolved.sends())]
    for part in parts:
        topic = part.topic
        if topic is not None and topic not in topics:
            hint = did_you_mean(topic, topics)
            problems.report(codes.UNKNOWN_TOPIC, part.place("topic"), name=topic, hint=hint)


def report_conditions(resolved: Resolved, problems: Problems) -> None:
    for condition in conditions_of(resolved.journey):
        report_condition(condition, resolved.context, problems)


def report_steps_named(resolved: Resolved, problems: Problems) -> None:
    """`clicked("week-ahead")` must name a send, and one that may already have happened.

    Not of a step that cannot be read, nor behind the place where the file breaks off.
    """
    sends = {send.id for send, _ in resolved.sends()}
    steps = {step.id for step in resolved.steps}
    for trigger in resolved.journey.triggers:
        if trigger.when is not None:
            _report_calls(resolved, trigger.when, (sends, steps, frozenset()), problems)
    for stop in resolved.stops:
        match stop.step:
            case Branch():
                conditions = [case.when for case in stop.step.cases]
            case Repeat(until=until) if until is not None and until.when is not None:
                conditions = [until.when]
            case _:
                continue
        before = stop.standing.sent
        if isinstance(stop.step, Repeat):
            before |= {step.id for step in stop.step.steps if isinstance(step, Send)}
        for condition in conditions:
            _report_calls(resolved, condition, (sends, steps, before), problems)


def _report_calls(resolved: Resolved, condition: Condition, known: Known, problems: Problems) -> None:
    for call in resolved.context.check(condition).calls:
        if call.name in _ASKS_A_STEP and call.argument is not None:
            _report_call(resolved, condition, call, known, problems)
        if call.name == "opened":
            place = condition.locate(*place_of_argument(condition, call))
            hint = 'use engaged("…"): a click, a portal view, a reply or a confirmation'
            problems.report(codes.OPENED_UNRELIABLE, place, hint=hint)


def _report_call(
    resolved: Resolved, condition: Condition, call: Call, known: Known, problems: Problems
) -> None:
    sends, steps, before = known
    name = call.argument or ""
    place = condition.locate(*place_of_argument(condition, call))
    if name not in steps and (name in resolved.ids or not _knows_every_id(resolved)):
        return
    if name not in steps:
        problems.report(codes.UNKNOWN_STEP, place, name=shorten(name), hint=did_you_mean(name, sends))
    elif name not in sends:
        hint = did_you_mean(name, sends) or (f"the sends are {', '.join(sorted(sends))}" if sends else "")
        problems.report(codes.STEP_SENDS_NOTHING, place, name=name, asked=_ASKS_A_STEP[call.name], hint=hint)
    elif name not in before and resolved.complete:
        problems.report(codes.STEP_COMES_LATER, place, name=name)


def _knows_every_id(resolved: Resolved) -> bool:
    return resolved.journey.whole and all(step.whole and step.id for step in resolved.steps)


def report_unknown_segments(resolved: Resolved, problems: Problems) -> None:
    """The audience and the `{% segment %}` tags; those in conditions are reported with them."""
    segments = resolved.context.segments
    for trigger in resolved.journey.triggers:
        audience = trigger.audience
        if audience is not None and audience not in segments:
            hint = did_you_mean(audience, segments)
            problems.report(codes.UNKNOWN_SEGMENT, trigger.place("audience"), name=audience, hint=hint)
    for variants in resolved.messages.values():
        for variant in variants.values():
            for use, place in segments_in(variant):
                if use.name not in segments:
                    hint = did_you_mean(use.name, segments)
                    problems.report(codes.UNKNOWN_SEGMENT, place, name=use.name, hint=hint)


def segments_in(variant: Compiled) -> list[tuple[Use, Span]]:
    """The segments a message speaks of, with their places."""
    front, body = variant.message.front, variant.message.body
    found = [(use, front.place("subject")) for use in variant.subject.segments]
    found += [(use, front.place("preheader")) for use in variant.preheader.segments]
    return found + [(use, body.line_span(use.line, use.name)) for use in variant.body.segments]


def report_fields_without_value(resolved: Resolved, problems: Problems) -> None:
    """`appointment.start` means nothing to someone who was enrolled without an appointment."""
    for anchor in anchors_of(resolved.journey):
        _report_absent(resolved, anchor.field, anchor.span, problems)
    for name, place in fields_told(resolved.journey):
        _report_absent(resolved, name, place, problems)
    for send, _ in resolved.sends():
        if isinstance(send.expires, str):
            _report_absent(resolved, send.expires, send.place("expires"), problems)
        for variant in resolved.variants(send):
            for uses, part in ((variant.subject, "subject"), (variant.preheader, "preheader")):
                for use in uses.fields:
                    _report_absent(resolved, use.name, variant.message.front.place(part), problems)
            for use in variant.body.fields:
                if _is_absent(resolved, use.name):
                    place = variant.message.body.line_span(use.line, use.name)
                    _report_absent(resolved, use.name, place, problems)
    for condition in conditions_of(resolved.journey):
        for reference in resolved.context.check(condition).references:
            if _is_absent(resolved, reference.name):
                place = condition.locate(reference.offset, len(reference.name))
                _report_absent(resolved, reference.name, place, problems)


def _is_absent(resolved: Resolved, field: str) -> bool:
    return field in resolved.context.dictionary and field.partition(".")[0] not in resolved.entities


def _report_absent(resolved: Resolved, field: str, place: Span, problems: Problems) -> None:
    entity = field.partition(".")[0]
    if _is_absent(resolved, field):
        hint = f"enroll on {entity} events with once_per: {entity}"
        problems.report(
            codes.FIELD_NEVER_PRESENT,
            place,
            hint=hint,
            cause=entity,
            name=field,
            article="an" if entity[0] in "aeiou" else "a",
            entity=entity.replace("_", " "),
        )
