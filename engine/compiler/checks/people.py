"""Steps that a person or another system answers: what they name exists, and none waits for ever."""

from urllib.parse import urlsplit

from engine.compiler.mentions import fields_told
from engine.compiler.resolve import Resolved
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.span import whole_file
from engine.journey.steps import Call, Form, Task


def report_tasks(resolved: Resolved, problems: Problems) -> None:
    for step in resolved.steps:
        waits = isinstance(step, Task) and (step.on_done is not None or step.on_overdue is not None)
        if isinstance(step, Task) and step.lacks("due") and (waits or step.escalate):
            hint = "say by when, such as due: 4h or due: 2bd"
            problems.report(codes.TASK_NEVER_DUE, step.place("id"), id=step.id, hint=hint)


def report_calls(resolved: Resolved, problems: Problems) -> None:
    organization = resolved.context.organization
    known = organization.connectors if organization else {}
    for step in resolved.steps:
        if not isinstance(step, Call):
            continue
        if step.whole and ("url" in step.keys) == ("connector" in step.keys):
            choices = "url and connector"
            problems.report(codes.SAY_ONE_THING, step.place("id"), of=f'"{step.id}"', choices=choices)
        if step.url is not None and not _is_https(step.url):
            expected, value = "an https address without a query", shorten(step.url)
            problems.report(codes.MALFORMED_TEXT, step.place("url"), value=value, expected=expected)
        if organization and step.connector is not None and step.connector not in known:
            hint = did_you_mean(step.connector, known) or "connectors are named in organization.yaml"
            problems.report(codes.UNKNOWN_CONNECTOR, step.place("connector"), name=step.connector, hint=hint)
    for name, place in fields_told(resolved.journey):
        if name not in resolved.context.dictionary:
            hint = did_you_mean(name, resolved.context.dictionary)
            problems.report(codes.UNKNOWN_FIELD, place, name=name, hint=hint)


def report_forms(resolved: Resolved, problems: Problems) -> None:
    opened = {step.form for step in resolved.steps if isinstance(step, Form)}
    for step in resolved.steps:
        if isinstance(step, Form) and step.form and step.form not in resolved.source.forms:
            hint = did_you_mean(step.form, resolved.source.forms)
            problems.report(codes.UNKNOWN_FORM, step.place("form"), name=step.form, hint=hint)
    if resolved.complete:
        for name in sorted(resolved.source.forms.keys() - opened):
            problems.report(codes.UNUSED_FORM, whole_file(resolved.source.form_path(name)))


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and not parts.query and not parts.username
    except ValueError:
        return False
