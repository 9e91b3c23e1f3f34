"""Words that are shown as they are written: a tag in them would show itself, and must not carry data."""

import re
from collections.abc import Iterator
from typing import Final

from engine.compiler.resolve import Resolved
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.forms import FormDocument
from engine.journey.part import Part
from engine.journey.span import Span
from engine.journey.steps import Task

_TAG: Final = re.compile(r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}", re.DOTALL)
_HINT: Final = "only messages are templates; who does it sees the person's page"

Words = Iterator[tuple[str, str, Span]]  # text, where it stands, its place


def report_tags_in_static_words(resolved: Resolved, problems: Problems) -> None:
    """Titles of journeys and tasks, and everything a form says."""
    told: list[tuple[str, str, Part]] = [("title", "in a journey's title", resolved.journey)]
    for step in resolved.steps:
        if isinstance(step, Task):
            told += [(field, f"in a task's {field}", step) for field in ("title", "details")]
    for field, where, part in told:
        _report(str(getattr(part, field) or ""), where, part.place(field), problems)
    for form in resolved.forms.values():
        for text, where, place in _of_form(form):
            _report(text, where, place, problems)


def _of_form(form: FormDocument) -> Words:
    for field in ("title", "intro", "thanks"):
        yield from _each(form, field, getattr(form, field), f"in a form's {field}")
    for question in form.questions:
        yield from _each(question, "ask", question.ask, "in a question")
        for name, words in (question.choices or {}).items():
            yield from _each(question, f"choices.{name}", words, "in a choice")


def _each(part: Part, field: str, written: str | dict[str, str] | None, where: str) -> Words:
    for text in written.values() if isinstance(written, dict) else [written or ""]:
        yield text, where, part.place(field)


def _report(text: str, where: str, place: Span, problems: Problems) -> None:
    match = _TAG.search(text)
    if match is not None:
        problems.report(codes.TEMPLATE_PLACE, place, tag=shorten(match[0]), where=where, hint=_HINT)
