"""Lays two sides side by side."""

from typing import Final

import msgspec

from engine.compiler.compare.difference import Difference, FieldChange, JourneyChange, State, StepChange
from engine.compiler.compare.entries import compare_entries
from engine.compiler.compare.facets import journey_facets
from engine.compiler.compare.messages import compare_messages, new_messages, subjects_of
from engine.compiler.compare.plans import compare_plans, new_forms
from engine.compiler.compare.sides import JourneySide, Side
from engine.compiler.compare.steps import compare_facets, compare_steps, new_steps

_LANGUAGE: Final = "en"
"""Of an organisation that does not say which is its own."""


def compare(before: Side, after: Side) -> Difference:
    """From `before` to `after`. What is on both sides the same, to the letter, is not mentioned."""
    journeys = []
    language = (after.organization or before.organization).get("language", _LANGUAGE)
    for slug in sorted(before.journeys.keys() | after.journeys.keys()):
        change = compare_journeys(before.journeys.get(slug), after.journeys.get(slug), language)
        journeys += [change] if change is not None else []
    return Difference(tuple(journeys), compare_entries(before, after))


def compare_journeys(
    before: JourneySide | None, after: JourneySide | None, language: str = _LANGUAGE
) -> JourneyChange | None:
    """None where there is no difference at all. `language`: of the subjects that messages are called by."""
    subjects = subjects_of(before, language) | subjects_of(after, language)
    change = _one_sided(before, after) if before is None or after is None else _two_sided(before, after)
    return msgspec.structs.replace(change, subjects=subjects) if change is not None else None


def _two_sided(before: JourneySide, after: JourneySide) -> JourneyChange | None:
    unread = _unread(before, after)
    changes: tuple[FieldChange, ...] = ()
    steps: tuple[StepChange, ...] = ()
    if before.journey is not None and after.journey is not None:
        changes = compare_facets(journey_facets(before.journey), journey_facets(after.journey))
        steps = compare_steps(before.journey, after.journey)
    messages = compare_messages(before, after)
    changes = (*changes, *compare_plans(before.plan, after.plan))
    if before.version != after.version and not (changes or steps or messages or unread):
        changes = (FieldChange("compiled form", before.version[:12], after.version[:12]),)
    states: list[str] = ["wording" if change.wording else "changed" for change in changes]
    states += [step.state for step in steps]
    if before.source == after.source and not states and not messages and before.version == after.version:
        return None
    state: State = "layout" if not states else "wording"
    if messages or any(one != "wording" for one in states):
        state = "changed"
    return JourneyChange(after.slug, state, before.version, after.version, changes, steps, messages, unread)


def _one_sided(before: JourneySide | None, after: JourneySide | None) -> JourneyChange | None:
    if after is not None:
        return _added(after)
    return JourneyChange(before.slug, "removed", before=before.version) if before is not None else None


def _added(side: JourneySide) -> JourneyChange:
    """With all that it says: whoever approves it has nothing else to go by."""
    changes: tuple[FieldChange, ...] = ()
    steps: tuple[StepChange, ...] = ()
    if side.journey is not None:
        changes = compare_facets({}, journey_facets(side.journey))
        steps = new_steps(side.journey)
    return JourneyChange(
        side.slug,
        "added",
        after=side.version,
        changes=(*changes, *new_forms(side.plan)),
        steps=steps,
        messages=new_messages(side),
        unread=_unread(side),
    )


def _unread(*sides: JourneySide) -> tuple[str, ...]:
    """Which sides have errors, so that not everything about them can be said."""
    names = ("before", "after")[-len(sides) :]
    return tuple(name for name, side in zip(names, sides, strict=True) if side.plan is None)


def as_builtins(difference: Difference) -> dict[str, object]:
    """For JSON."""
    found = msgspec.to_builtins(difference)
    return {**found, "anything": difference.anything, "meaning": difference.meaning}
