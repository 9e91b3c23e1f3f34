"""What a journey and each of its steps say, facet by facet, so that two of them can be laid side by side.

A facet is one field under the author's own word. The blocks inside a step are no facets: their steps are
compared as steps.
"""

from typing import Any, Final

import msgspec

from engine.compiler.compare.meaning import in_words, meaning
from engine.compiler.compare.written import as_written
from engine.compiler.read import slots
from engine.journey.journey import Enroll, Journey
from engine.journey.part import Part
from engine.journey.steps import Await, Branch, Send, Split, Step

# Read by people of the organisation alone: nobody inside a journey notices when they change.
_WORDING: Final = frozenset({"title", "owner", "notes", "details"})
_BLOCKS: Final = frozenset({"steps", "on_skipped", "on_failed", "on_timeout", "on_submitted", "otherwise"})
# Here it matters that they are written at all, whatever is in them.
_TELLING_BLOCKS: Final = frozenset({"unknown", "on_done", "on_overdue"})
_UNORDERED: Final = frozenset({"track", "tag", "untag", "fields", "exit"})


class Facet(msgspec.Struct, frozen=True):
    """`meaning` is equal for what means the same; `words` say it; `wording`: nobody inside notices it.

    `value`: as it is written.
    """

    meaning: Any
    words: str
    wording: bool = False
    value: Any = None


Facets = dict[str, Facet]


def journey_facets(journey: Journey) -> Facets:
    """All but the steps; ways in under `enroll`, numbered where there are several."""
    found = _plain(journey, besides=frozenset({"journey", "enroll", "goal", "steps"}))
    several = len(journey.triggers) > 1
    for number, enroll in enumerate(journey.triggers, start=1):
        found |= _named(f"enroll {number}" if several else "enroll", _enroll(enroll))
    if journey.goal is not None:
        found |= _named("goal", _plain(journey.goal))
    return found


def step_facets(step: Step) -> Facets:
    """All but the id and the blocks inside."""
    own = frozenset({"id", "cases", "paths"}) | _BLOCKS
    if isinstance(step, Await):
        own |= {"on", "events"}
    found = _plain(step, besides=own)
    match step:
        case Branch():
            found |= {
                f'case "{case.name}"': Facet(
                    meaning(case.when), in_words(case.when), value=as_written(case.when)
                )
                for case in step.cases
            }
            names = tuple(case.name for case in step.cases)
            found["order of cases"] = Facet(names, ", ".join(names), value=list(names))
        case Split():
            found |= {f'path "{name}"': _path(path.weight, path.holdout) for name, path in step.paths.items()}
        case Await():
            ranked = step.events if step.pick == "best" else tuple(sorted(step.events))
            found["for"] = Facet(ranked, in_words(step.events), value=list(step.events))
        case Send() if step.track == ("clicks",):
            found.pop("track", None)
    return found


def _path(weight: int, holdout: bool) -> Facet:
    words = f"{weight} %{', held back' if holdout else ''}"
    return Facet((weight, holdout), words, value={"weight": weight, "holdout": holdout})


def _enroll(enroll: Enroll) -> Facets:
    found = _plain(enroll)
    if enroll.on is not None:
        events = (enroll.on,) if isinstance(enroll.on, str) else enroll.on
        found["on"] = Facet(tuple(sorted(events)), in_words(events), value=list(events))
    return found


def _named(prefix: str, facets: Facets) -> Facets:
    return {f"{prefix} {name}": facet for name, facet in facets.items()}


def _plain(part: Part, besides: frozenset[str] = frozenset()) -> Facets:
    found: Facets = {}
    for slot in slots(type(part)):
        value = getattr(part, slot.name)
        if slot.name in besides:
            continue
        if slot.name in _TELLING_BLOCKS and (value is None or isinstance(value, tuple)):
            if value is not None:
                found[slot.key] = Facet(True, "a way of its own", value=True)
        elif value not in (None, (), {}, ""):
            found[slot.key] = _facet(slot.name, value)
    return found


def _facet(name: str, value: Any) -> Facet:
    same = meaning((value,) if isinstance(value, str) and name in _UNORDERED else value)
    if name in _UNORDERED and isinstance(same, tuple):
        same = tuple(sorted(same, key=repr))
    return Facet(same, in_words(value), wording=name in _WORDING, value=as_written(value))
