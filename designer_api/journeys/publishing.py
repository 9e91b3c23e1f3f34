"""Puts what the compiler made into the store: a journey's version and templates, and the organisation."""

from datetime import datetime

from engine.compiler.compile import Compiled
from engine.errors import Refused
from engine.store.journeys import Published, TemplateRow, publish
from engine.store.pool import Connection


async def publish_compiled(
    conn: Connection, compiled: Compiled, *, by: str, note: str, now: datetime
) -> Published:
    """`now`: aware journey time. Raises Refused `does-not-compile` for a journey without a plan."""
    if compiled.plan is None:
        raise Refused("does-not-compile", f"{compiled.slug} does not compile, so it cannot be published.")
    templates = [
        TemplateRow(**{name: getattr(each, name) for name in TemplateRow.__struct_fields__})
        for each in compiled.templates
    ]
    return await publish(conn, compiled.plan, compiled.text, templates, by=by, note=note, now=now)
