"""Which steps were added, taken away, renamed, moved or changed. Steps are known by their ids."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable
from typing import Any

import msgspec

from engine.compiler.compare.difference import Block, FieldChange, State, StepChange
from engine.compiler.compare.facets import Facet, Facets, step_facets
from engine.compiler.compare.written import step_as_written
from engine.compiler.drawing.sentences import sentence
from engine.compiler.drawing.ways import Way, ways_of
from engine.journey.journey import Journey
from engine.journey.steps import Branch, Step


class Place(msgspec.Struct, frozen=True):
    """A step, the block it lies in, and how a person would name that block."""

    step: Step
    block: Block
    words: str


def compare_steps(before: Journey, after: Journey) -> tuple[StepChange, ...]:
    """In the order of the new journey, those that are gone at the end."""
    old, new = places_of(before), places_of(after)
    renamed = _renamed(before, after, old, new)
    former = {name: was for was, name in renamed.items()}
    declared = after.moved_to
    moved = _moved(old, new, former)
    found = []
    for name, place in new.items():
        was = former.get(name, name)
        if was not in old:
            found.append(_added(place))
            continue
        guessed = was != name and declared.get(was) != name
        change = _kept(old[was], place, was, guessed=guessed, moved=name in moved)
        found += [change] if change is not None else []
    gone = [name for name in old if name not in new and name not in renamed]
    found += [_whole(old[name].step, "removed") for name in gone]
    return tuple(found)


def compare_facets(before: Facets, after: Facets) -> tuple[FieldChange, ...]:
    """Field by field, in the order of the new one."""
    found = []
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name), after.get(name)
        if (old.meaning if old else None) == (new.meaning if new else None):
            continue
        wording = all(facet.wording for facet in (old, new) if facet)
        (said, was), (says, now) = _told(old), _told(new)
        found.append(FieldChange(name, said, says, wording, was, now))
    return tuple(found)


def _told(facet: Facet | None) -> tuple[str, Any]:
    return (facet.words, facet.value) if facet is not None else ("", None)


def new_steps(journey: Journey) -> tuple[StepChange, ...]:
    """All of a journey that is new, in the order of its text."""
    return tuple(_added(place) for place in places_of(journey).values())


def _added(place: Place) -> StepChange:
    """With where it stands, unless that is in the journey itself."""
    block = place.block if place.block.step else None
    return msgspec.structs.replace(_whole(place.step, "added"), block=block)


def _whole(step: Step, state: State) -> StepChange:
    """A step that is new or gone, with all that it says."""
    return StepChange(step.id, step.kind, state, _says(step), fields=step_as_written(step))


def _kept(old: Place, new: Place, was: str, *, guessed: bool, moved: bool) -> StepChange | None:
    step = new.step
    changes = compare_facets(step_facets(old.step), step_facets(step))
    if old.step.kind != step.kind:
        changes = (FieldChange("kind", old.step.kind, step.kind), *changes)
    if not changes and not moved and was == step.id:
        return None
    only_words = bool(changes) and all(change.wording for change in changes)
    state: State = "wording" if only_words and not moved and was == step.id else "changed"
    former = was if was != step.id else ""
    places, block = ((old.words, new.words), new.block) if moved else (None, None)
    return StepChange(step.id, step.kind, state, "", former, guessed, places, block, changes)


def _says(step: Step) -> str:
    """An exit says no more than its id."""
    return "" if step.kind == "exit" else sentence(step)


def places_of(journey: Journey) -> dict[str, Place]:
    """Every step by its id, in the order of the text."""
    found: dict[str, Place] = {}
    _walk(journey.steps, Block(), "the journey", found)
    return found


def _walk(steps: tuple[Step, ...], block: Block, words: str, found: dict[str, Place]) -> None:
    for step in steps:
        found[step.id] = Place(step, block, words)
        for way in ways_of(step):
            inner = f'"{way.words}" of {step.id}'
            _walk(way.steps, Block(step.id, step.kind, _way_key(step, way)), inner, found)


def _way_key(step: Step, way: Way) -> str:
    """Cases are known by their names, since their numbers shift."""
    return f"case {way.words}" if isinstance(step, Branch) and way.key.startswith("cases.") else way.key


def _renamed(before: Journey, after: Journey, old: dict[str, Place], new: dict[str, Place]) -> dict[str, str]:
    """Old id → new id: what the author says in `moved_to`, and what is plainly the same step."""
    said = {
        was: name for was, name in after.moved_to.items() if was in old and was not in new and name in new
    }
    said = {was: name for was, name in said.items() if name not in old}
    gone = [name for name in old if name not in new and name not in said]
    come = [name for name in new if name not in old and name not in said.values()]
    leaving, coming = _by_likeness(old, gone), _by_likeness(new, come)
    for likeness, names in leaving.items():
        others = coming.get(likeness, [])
        if len(names) == 1 and len(others) == 1:
            said[names[0]] = others[0]
    return said


def _by_likeness(places: dict[str, Place], names: list[str]) -> dict[Hashable, list[str]]:
    """Those of the same kind, the same fields and the same way: only the id differs. An exit is its id."""
    found: defaultdict[Hashable, list[str]] = defaultdict(list)
    for name in names:
        place = places[name]
        if place.step.kind != "exit":
            facets = step_facets(place.step).items()
            said = frozenset((key, one.meaning) for key, one in facets if one.meaning is not None)
            found[place.step.kind, place.block, said].append(name)
    return found


def _moved(old: dict[str, Place], new: dict[str, Place], former: dict[str, str]) -> set[str]:
    """Those that lie in another block, and of each block the fewest that must have changed their order."""
    order = {name: number for number, name in enumerate(old)}
    current = {was: name for name, was in former.items()}
    moved: set[str] = set()
    staying: defaultdict[Block, list[str]] = defaultdict(list)
    for name, place in new.items():
        was = former.get(name, name)
        if was not in old:
            continue
        former_block = old[was].block
        parent = current.get(former_block.step, former_block.step)
        if (parent, former_block.way) != (place.block.step, place.block.way):
            moved.add(name)
        else:
            staying[place.block].append(name)
    for names in staying.values():
        numbers = [order[former.get(name, name)] for name in names]
        kept = _longest_rising(numbers)
        moved |= {name for name, number in zip(names, numbers, strict=True) if number not in kept}
    return moved


def _longest_rising(numbers: list[int]) -> set[int]:
    """A longest rising subsequence (patience sorting); `numbers` are all different."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
