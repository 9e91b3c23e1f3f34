"""Care for the person at the other end: stops, records, tracking, missing values, languages."""

from engine.compiler.resolve import Resolved, enrolling_events
from engine.compiler.same_words import still_in
from engine.compiler.suggest import did_you_mean
from engine.compiler.voice.tongues import tongue
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import Field
from engine.journey.events import APPOINTMENT_BOOKED, APPOINTMENT_CANCELLED, APPOINTMENT_RESCHEDULED
from engine.journey.span import Span, whole_file
from engine.journey.steps import Branch, Update

_UPCOMING = frozenset({APPOINTMENT_BOOKED, APPOINTMENT_RESCHEDULED})
_CHANGEABLE = frozenset({"preference", "operational"})
_PYTHON_TYPES = {"string": str, "int": int, "bool": bool}


def report_missing_stops(resolved: Resolved, problems: Problems) -> None:
    """A journey towards a visit ends with the visit. (Death, merges and deletions always end it.)"""
    journey = resolved.journey
    stops = {one.on for one in journey.exit}
    if (
        resolved.complete
        and _UPCOMING.intersection(enrolling_events(journey))
        and APPOINTMENT_CANCELLED not in stops
    ):
        place = journey.keys.get("exit") or journey.keys.get("enroll", journey.span)
        hint = "add to exit: - on: appointment.cancelled"
        problems.report(codes.NO_STOP, place, hint=hint)


def report_updates_of_closed_fields(resolved: Resolved, problems: Problems) -> None:
    """The record belongs to the EHR; a journey notes preferences and its own work."""
    dictionary = resolved.context.dictionary
    for step in resolved.steps:
        if not isinstance(step, Update):
            continue
        if step.whole and not (step.set or step.tag or step.untag or step.broken):
            problems.report(codes.MISSING_KEY, step.place("id"), of=f'"{step.id}"', key="set, tag or untag")
        for name, value in step.set.items():
            place, field = step.place(f"set.{name}"), dictionary.get(name)
            if field is None:
                problems.report(codes.UNKNOWN_FIELD, place, name=name, hint=did_you_mean(name, dictionary))
            else:
                _report_update(name, field, value, place, problems)


def _report_update(name: str, field: Field, value: object, place: Span, problems: Problems) -> None:
    if field.data_class not in _CHANGEABLE or not name.startswith("patient."):
        problems.report(codes.UPDATE_NOT_ALLOWED, place, name=name, data_class=field.data_class)
    elif field.type != "unknown" and type(value) is not _PYTHON_TYPES.get(field.type):
        problems.report(codes.WRONG_TYPE, place, expected=f"a value of type {field.type}", found=f'"{value}"')


def report_open_tracking(resolved: Resolved, problems: Problems) -> None:
    for send, _ in resolved.sends():
        if send.track is not None and "opens" in send.track:
            hint = "clicks and portal views say more and reveal less"
            problems.report(codes.TRACKS_OPENS, send.place("track"), id=send.id, hint=hint)


def report_unhandled_unknowns(resolved: Resolved, problems: Problems) -> None:
    """A missing value is not false. Only the start of an appointment is always there."""
    for step in resolved.steps:
        if not isinstance(step, Branch) or step.unknown is not None:
            continue
        fields = {name for case in step.cases for name in resolved.context.fields_of(case.when)}
        missing = sorted(fields - {"appointment.start"})
        if missing:
            where = "go along otherwise" if step.otherwise is not None else "take no case and go on"
            hint = "say so with unknown: […]"
            problems.report(
                codes.UNKNOWN_GOES_OTHERWISE,
                step.place("id"),
                fields=", ".join(missing),
                where=where,
                hint=hint,
            )


def report_missing_languages(resolved: Resolved, problems: Problems) -> None:
    """Every language the organisation writes in, for every message sent; a copy is not written in it."""
    organization = resolved.context.organization
    if organization is None:
        return
    sent = {send.message for send, _ in resolved.sends()}
    for name in sorted(sent & resolved.messages.keys()):
        variants = {tag: one.message for tag, one in resolved.messages[name].items()}
        own = variants.get(organization.language)
        for tag in organization.languages:
            if tag not in variants:
                at, hint = next(iter(variants.values())), f"add messages/{name}.{tag}.mjml"
            elif own is not None and own.file.language == "" and still_in(variants[tag], own):
                at = variants[tag]
                hint = (
                    f"most of it still says what {name}.mjml says: "
                    "translate it, or write # same-words at its top"
                )
            else:
                continue
            place, language = whole_file(at.file.path), tongue(tag, "en")
            problems.report(
                codes.LANGUAGE_MISSING, place, message=name, language=language, language_tag=tag, hint=hint
            )
