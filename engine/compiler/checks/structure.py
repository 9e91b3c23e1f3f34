"""The shape of a journey: what must be there, what excludes each other, what nobody reaches."""

import re
from typing import Final

from engine.compiler.mentions import until_parts, windows_of
from engine.compiler.resolve import Resolved
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.compiler.windows import lower_window
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.duration import in_words
from engine.journey.events import EVENTS
from engine.journey.part import Part
from engine.journey.span import Span
from engine.journey.steps import Await, Branch, Repeat, Send, Split, Wait

_PATH_NAME: Final = re.compile(r"[a-z][a-z0-9]{0,60}(-[a-z0-9]{1,60}){0,10}")
MOST_STEPS: Final = 2000
LEAST_PAUSE: Final = 3_600  # seconds between two rounds of a repeat


def report_name_and_size(resolved: Resolved, problems: Problems) -> None:
    journey = resolved.journey
    if journey.journey != resolved.source.slug and "journey" not in journey.broken:
        problems.report(
            codes.NAME_DIFFERS, journey.place("journey"), name=journey.journey, folder=resolved.source.slug
        )
    if len(resolved.steps) > MOST_STEPS:
        place = resolved.steps[MOST_STEPS].place("id")
        problems.report(codes.TOO_MANY_STEPS, place, count=len(resolved.steps), most=MOST_STEPS)


def report_duplicate_ids(resolved: Resolved, problems: Problems) -> None:
    first: dict[str, int] = {}
    for step in resolved.steps:
        place = step.place("id")
        if step.id in first and "id" not in step.broken:
            hint = f"it is first used in line {first[step.id]}; an id means one step for good"
            problems.report(codes.DUPLICATE_ID, place, id=step.id, hint=hint)
        first.setdefault(step.id, place.line)


def report_empty_blocks(resolved: Resolved, problems: Problems) -> None:
    """A journey, a repeat and a branch without anything in them cannot be meant."""
    if not resolved.complete:
        return
    if not resolved.journey.steps:
        place = resolved.journey.keys.get("steps", resolved.journey.span)
        problems.report(codes.NO_STEPS, place, of="the journey")
    for step in resolved.steps:
        if isinstance(step, Repeat) and not step.steps:
            problems.report(codes.NO_STEPS, step.keys["steps"], of=f'"{step.id}"')
        if isinstance(step, Branch) and not step.cases:
            problems.report(codes.NO_STEPS, step.keys["cases"], of=f'"{step.id}"')


def report_choices(resolved: Resolved, problems: Problems) -> None:
    """Where exactly one of several words is written."""
    for step in resolved.steps:
        if isinstance(step, Wait):
            _one_of(step, step.place("id"), f'"{step.id}"', ("time", "until", "window"), problems)
        if isinstance(step, Await):
            _await(step, problems)
    for until in until_parts(resolved.journey):
        _one_of(until, until.span, "until", ("on", "when"), problems)


def _one_of(part: Part, place: Span, name: str, fields: tuple[str, ...], problems: Problems) -> None:
    if part.whole and sum(field in part.keys for field in fields) != 1:
        words = [{"time": "for"}.get(field, field) for field in fields]
        choices = f"{', '.join(words[:-1])} and {words[-1]}"
        problems.report(codes.SAY_ONE_THING, place, of=name, choices=choices)


def _await(step: Await, problems: Problems) -> None:
    if "events" in step.broken or not step.whole or not EVENTS.issuperset(step.events):
        return
    if not step.events:
        problems.report(codes.NO_STEPS, step.keys["events"], of=f'"{step.id}" waits for nothing, it')
    for event in step.on:
        if event not in step.events:
            hint = did_you_mean(event, step.events) or f"it waits for {', '.join(step.events)}"
            problems.report(
                codes.EVENT_NOT_AWAITED, step.place(f"on.{event}"), id=step.id, name=shorten(event), hint=hint
            )


def report_windows(resolved: Resolved, problems: Problems) -> None:
    for window in windows_of(resolved.journey):
        lower_window(window, problems)


def report_repeats(resolved: Resolved, problems: Problems) -> None:
    for step in resolved.steps:
        if isinstance(step, Repeat) and step.every.elapsed < LEAST_PAUSE:
            problems.report(
                codes.REPEAT_TOO_OFTEN,
                step.place("every"),
                every=in_words(step.every.elapsed),
                least=in_words(LEAST_PAUSE),
            )


def report_splits(resolved: Resolved, problems: Problems) -> None:
    for step in resolved.steps:
        if isinstance(step, Split):
            for name in step.paths:
                if not _PATH_NAME.fullmatch(name):
                    place, expected = step.place(f"paths.{name}"), "a kebab-case name such as with-letter"
                    problems.report(codes.MALFORMED_TEXT, place, value=shorten(name), expected=expected)
            total = sum(path.weight for path in step.paths.values())
            broken = (
                "paths" in step.broken
                or not step.whole
                or any(path.broken or not path.whole for path in step.paths.values())
            )
            if total != 100 and not broken:
                problems.report(codes.SPLIT_WEIGHTS, step.keys["paths"], sum=total)


def report_unreachable_steps(resolved: Resolved, problems: Problems) -> None:
    """Only where a stretch begins: what follows follows from it."""
    reported = False
    for stop in resolved.stops:
        if stop.standing.reachable:
            reported = False
        elif not reported:
            problems.report(codes.UNREACHABLE_STEP, stop.step.place("id"), id=stop.step.id)
            reported = True


def report_endless_asking(resolved: Resolved, problems: Problems) -> None:
    """A repeat that writes stops for those who answered."""
    for step in resolved.steps:
        writes = isinstance(step, Repeat) and any(isinstance(one, Send) for one in step.steps)
        if isinstance(step, Repeat) and writes and step.at_most > 1 and step.lacks("until"):
            hint = "add until: {on: clicked}, or exit on what they do"
            problems.report(codes.REPEAT_WITHOUT_UNTIL, step.place("id"), id=step.id, hint=hint)


def report_ids_alike(resolved: Resolved, problems: Problems) -> None:
    """`day-before` and `daybefore` are one word in every report."""
    known: dict[str, str] = {}
    for step in resolved.steps:
        bare = step.id.replace("-", "")
        other = known.setdefault(bare, step.id)
        if other != step.id:
            problems.report(codes.STEP_IDS_ALIKE, step.place("id"), id=step.id, other=other)
