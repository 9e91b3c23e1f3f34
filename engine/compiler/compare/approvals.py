"""Which kinds of change a difference holds, for organisations that want each approved by a role."""

from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec

from engine.compiler.compare.difference import Difference, EntryChange, FieldChange, JourneyChange, StepChange

Kind = Literal["wording", "audience", "protection", "timing"]
KINDS: Final[tuple[Kind, ...]] = ("wording", "audience", "protection", "timing")

_WORDING: Final = ("title", "owner", "notes", "details", "subject", "preheader", "text", "layout", "language")
_PROTECTION: Final = (
    "purpose", "topic", "protect", "class", "links", "allow", "fields", "url", "connector", "paid_by",
    "reply_to", "track", "form", "type", "approvals", "policy", "agreements",
)  # fmt: skip
_TIMING: Final = ("at", "expires", "window", "send_window", "for", "until", "timeout", "every", "due", "cap")
_NAMES: Final[dict[Kind, tuple[str, ...]]] = {
    "wording": _WORDING,
    "protection": _PROTECTION,
    "timing": _TIMING,
}
_TIMED_KINDS: Final = ("wait", "await", "repeat")


def kinds_of(difference: Difference) -> dict[Kind, tuple[str, ...]]:
    """Kind → the journeys and entries it was found in. What means the same is wording at most.

    What cannot be told apart counts as a change of audience: whom a journey reaches and what they get.
    """
    found: dict[Kind, dict[str, None]] = {kind: {} for kind in KINDS}
    for journey in difference.journeys:
        for kind in _journey(journey):
            found[kind][journey.slug] = None
    for entry in difference.entries:
        for kind in _entry(entry):
            found[kind][f"{entry.kind} {entry.name}"] = None
    return {kind: tuple(names) for kind, names in found.items() if names}


def only_kind(difference: Difference, kind: str) -> Difference:
    """The part of a difference in which changes of this kind were found, field by field.

    A journey that comes or goes does so as a whole.
    """
    whole = {one.slug for one in difference.journeys if one.state in ("added", "removed")}
    journeys = [
        one if one.slug in whole else msgspec.structs.replace(one, **_parts(one, kind))
        for one in difference.journeys
    ]
    entries = [one for one in difference.entries if kind in tuple(_entry(one))]
    of_kind = {one.slug for one in difference.journeys if kind in tuple(_journey(one))}
    kept = [one for one in journeys if one.slug in of_kind]
    return Difference(
        tuple(one for one in kept if one.slug in whole or one.changes or one.steps or one.messages),
        tuple(entries),
    )


def _parts(change: JourneyChange, kind: str) -> dict[str, Any]:
    steps = []
    for step in change.steps:
        fields = tuple(field for field in step.changes if _field(field) == kind)
        whole = step.state in ("added", "removed") or step.moved is not None
        if kind in _step(step):
            steps.append(step if whole else msgspec.structs.replace(step, changes=fields))
    messages = []
    for message in change.messages:
        fields = tuple(field for field in message.changes if _field(field) == kind)
        if fields or (kind == "wording" and not message.changes):
            messages.append(msgspec.structs.replace(message, changes=fields))
    return {
        "changes": tuple(field for field in change.changes if _field(field) == kind),
        "steps": tuple(steps),
        "messages": tuple(messages),
    }


def _journey(change: JourneyChange) -> Iterable[Kind]:
    if change.state == "layout":
        return ()
    if change.state in ("added", "removed"):
        return KINDS if change.state == "added" else ("audience",)
    kinds = [_field(field) for field in change.changes]
    for step in change.steps:
        kinds += _step(step)
    for message in change.messages:
        kinds += [_field(field) for field in message.changes] or ["wording"]
    return kinds


def _step(step: StepChange) -> list[Kind]:
    if step.state in ("added", "removed") or step.moved:
        return ["timing" if step.kind in _TIMED_KINDS else "audience"]
    return [_field(field) for field in step.changes]


def _entry(entry: EntryChange) -> Iterable[Kind]:
    match entry.kind:
        case "segment":
            return ("audience",)
        case "topic" | "authorization" | "field":
            return ("protection",)
        case _:
            return [_field(field) for field in entry.changes] or ["protection"]


def _field(change: FieldChange) -> Kind:
    """By its last word: "en subject", "enroll when", "goal within", "send_window"."""
    if change.wording:
        return "wording"
    words = change.field.replace(".", " ").split()
    first, last = words[0], words[-1]
    for kind, names in _NAMES.items():
        if last in names or first in names:
            return kind
    return "audience"
