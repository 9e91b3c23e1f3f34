"""What others may see of a mail: its subject and preheader, and its body under the class it declares."""

from typing import Final

from engine.compiler.jinja_rules import Use
from engine.compiler.resolve import Resolved
from engine.compiler.templates import Compiled
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import rank
from engine.journey.span import Span

FIRST_NAME: Final = "patient.first_name"
OPEN_ENOUGH: Final = "demographic"


def report_revealing_envelopes(resolved: Resolved, problems: Problems) -> None:
    """They travel in clear and show on a locked phone: nothing above demographic but the first name."""
    for variant in _variants(resolved):
        for part, uses in (("subject", variant.subject), ("preheader", variant.preheader)):
            place = variant.message.front.place(part)
            for name, data_class in _used(resolved, uses.fields, [use.name for use in uses.segments]):
                if name != FIRST_NAME and rank(data_class) > rank(OPEN_ENOUGH):
                    hint = "say it in the body"
                    problems.report(
                        codes.ENVELOPE_TOO_REVEALING,
                        place,
                        hint=hint,
                        part=part,
                        name=name,
                        data_class=data_class,
                    )


def _used(resolved: Resolved, uses: list[Use], segments: list[str]) -> list[tuple[str, str]]:
    context = resolved.context
    fields = [(use.name, context.class_of(use.name)) for use in uses]
    known = [context.segments[name] for name in segments if name in context.segments]
    return fields + [(f"segment {one.name}", one.data_class) for one in known]


def report_bodies_above_class(resolved: Resolved, problems: Problems) -> None:
    """The declared class decides how the mail is protected, so nothing more closed may stand in it."""
    for variant in _variants(resolved):
        for name, data_class, place in _body(resolved, variant):
            most = variant.message.front.data_class
            if rank(data_class) > rank(most):
                hint = f"write class: {data_class}, which protects the mail accordingly, or leave it out"
                problems.report(
                    codes.BODY_ABOVE_CLASS, place, hint=hint, name=name, data_class=data_class, most=most
                )


def _body(resolved: Resolved, variant: Compiled) -> list[tuple[str, str, Span]]:
    context, body = resolved.context, variant.message.body
    found = [
        (use.name, context.class_of(use.name), body.line_span(use.line, use.name))
        for use in variant.body.fields
    ]
    for use in variant.body.segments:
        segment = context.segments.get(use.name)
        if segment is not None:
            place = body.line_span(use.line, use.name)
            found.append((f"the segment {use.name}", segment.data_class, place))
    return found


def _variants(resolved: Resolved) -> list[Compiled]:
    return [variant for variants in resolved.messages.values() for variant in variants.values()]
