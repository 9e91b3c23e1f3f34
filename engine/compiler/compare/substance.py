"""What exactly changes of one kind come to, beyond the few words they are told in.

Whoever approves a kind of change approves this: it stays the same while other kinds change, and is another
as soon as anything of this kind is. Rather too much is held than too little.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from engine.compiler.compare.approvals import only_kind
from engine.compiler.compare.difference import Difference, EntryChange, JourneyChange, StepChange
from engine.compiler.compare.facets import Facets, journey_facets, step_facets
from engine.compiler.compare.sides import JourneySide, Side
from engine.compiler.compare.steps import Place, places_of


def substance_of(difference: Difference, kind: str, after: Side) -> str:
    """SHA-256 in hex of the changes of one kind. `after`: the side that the difference leads to."""
    part = only_kind(difference, kind)
    told: list[Any] = [kind]
    for journey in part.journeys:
        told += _journey(journey, after.journeys.get(journey.slug))
    for entry in part.entries:
        told += [entry.kind, entry.name, entry.state, _entry(entry, after)]
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _journey(change: JourneyChange, side: JourneySide | None) -> Iterator[Any]:
    yield change.slug
    if side is None or side.journey is None or change.state in ("added", "removed"):
        yield change.state, change.before, change.after
        return
    facets = journey_facets(side.journey)
    for field in change.changes:
        yield field.field, _facet(facets, field.field), _planned(side, field.field)
    places = places_of(side.journey)
    for step in change.steps:
        yield from _step(step, places)
    for message in change.messages:
        yield message.name, message.state, [one.field for one in message.changes]
        for language, template in sorted(side.messages.get(message.name, {}).items()):
            yield language, template.subject, template.preheader, template.text, template.html


def _step(change: StepChange, places: dict[str, Place]) -> Iterator[Any]:
    yield change.id, change.kind, change.state, change.was
    place = places.get(change.id)
    if place is None:
        return
    facets = step_facets(place.step)
    if change.state == "added" or change.moved is not None:
        before = [name for name, one in places.items() if one.block == place.block]
        lies = (place.block.step, place.block.way)
        yield lies, before[: before.index(change.id)][-1:]
    names = list(facets) if change.state == "added" else [field.field for field in change.changes]
    for name in names:
        yield name, _facet(facets, name)


def _facet(facets: Facets, name: str) -> Any:
    found = facets.get(name)
    return found.meaning if found is not None else None


def _planned(side: JourneySide, field: str) -> Any:
    """Forms, segments and fields of the dictionary are of the plan, not of the text."""
    what, _, name = field.rpartition(" ")
    if side.plan is None or not what:
        return None
    plan = msgspec.to_builtins(side.plan)
    return plan.get({"form": "forms", "segment": "segments"}.get(what, ""), {}).get(name)


def _entry(entry: EntryChange, after: Side) -> Any:
    match entry.kind:
        case "topic":
            return after.topics.get(entry.name)
        case "authorization":
            return after.authorizations.get(entry.name)
        case "field":
            return after.dictionary.get(entry.name)
        case "segment":
            return after.segments.get(entry.name)
        case _:
            return after.organization
