"""Which fields a message says, or lets choose its words, and where: through its segments as well."""

import msgspec

from engine.compiler.context import Context
from engine.compiler.templates import Compiled
from engine.journey.span import Span


class FieldUse(msgspec.Struct, frozen=True):
    """`part`: subject, preheader or body. `segment`: the one it is looked at through, or empty."""

    name: str
    data_class: str
    place: Span
    part: str
    segment: str = ""


def uses_of(variant: Compiled, context: Context) -> list[FieldUse]:
    """In the order of the parts. A field in an `{% if %}` shows itself by what is shown."""
    front, body = variant.message.front, variant.message.body
    found: list[FieldUse] = []
    for part, uses in (
        ("subject", variant.subject),
        ("preheader", variant.preheader),
        ("body", variant.body),
    ):
        for use in uses.fields:
            place = front.place(part) if part != "body" else body.line_span(use.line, use.name)
            found.append(FieldUse(use.name, context.class_of(use.name), place, part))
        for use in uses.segments:
            segment = context.segments.get(use.name)
            place = front.place(part) if part != "body" else body.line_span(use.line, use.name)
            inside = sorted(segment.fields) if segment is not None else []
            found += [FieldUse(name, context.class_of(name), place, part, use.name) for name in inside]
    return found
