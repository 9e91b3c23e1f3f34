"""The gates found in one pass hold for every person on every way, tried one by one on small journeys."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, product
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compiler.flow.facts import NOBODY, Facts, any_of
from engine.compiler.flow.implied import Implications
from engine.compiler.walk import Stop, walk
from engine.expressions.evaluate import Evaluator
from engine.expressions.facts import Facts as Happened
from engine.journey.journey import Journey
from engine.journey.steps import Await, Branch, Exit, Repeat, Send, Split, Step, Update
from tests.compiler.rivers import journey_of
from tests.compiler.sources import context

CONDITIONS = [
    'authorized("programs")',
    '!authorized("programs")',
    "patient.age >= 18",
    "patient.age < 40",
    'segment("over-65") || authorized("programs")',
    "patient.sud_program && patient.age > 17",
    "'vip' in patient.tags",
    "!('vip' in patient.tags)",
    "patient.sud_program ? patient.age >= 18 : authorized('programs')",
]
HEAD = (
    "journey: tried\ntitle: Tried\npurpose: treatment\nenroll: {on: patient.registered, when: '%s'}\nsteps:\n"
)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIELDS = {name: field.type for name, field in context().dictionary.items()}
EVALUATOR = Evaluator(FIELDS, {name: one.condition.text for name, one in context().segments.items()})


class Person(NamedTuple):
    age: int | None
    in_program: bool | None
    signed: bool
    tags: frozenset[str]
    heard: frozenset[str] = frozenset()

    def answers(self, text: str) -> bool | None:
        values = {
            "patient.age": self.age,
            "patient.sud_program": self.in_program,
            "patient.tags": list(self.tags),
        }
        happened = Happened(happened=self.heard, authorizations={"programs": self.signed})
        return EVALUATOR.evaluate(text, values, happened, now=NOW)


PEOPLE = [
    Person(*one)
    for one in product((None, 10, 30), (None, True), (True, False), (frozenset(), frozenset({"vip"})))
]


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2, indent: str = "  ") -> str:
    lines = ""
    for _ in range(draw(st.integers(1, 3))):
        deeper = indent + "      "
        kinds = ["send", "send", "update", "exit"] + ["branch", "branch", "split", "await", "repeat"] * bool(
            depth
        )
        kind = draw(st.sampled_from(kinds))

        def inner(where: str = deeper) -> str:
            return draw(blocks(depth - 1, where))

        lines += f"{indent}- {kind}: ID\n"
        match kind:
            case "send":
                lines += f"{indent}  message: hello\n"
            case "update":
                lines += f"{indent}  {draw(st.sampled_from(['tag', 'untag']))}: vip\n"
            case "branch":
                lines += f"{indent}  cases:\n"
                for number in range(draw(st.integers(1, 2))):
                    when = draw(st.sampled_from(CONDITIONS)).replace("'", '"')
                    lines += f"{indent}    - name: c{number}\n{indent}      when: '{when}'\n"
                    lines += f"{indent}      steps:\n{inner(indent + '        ')}"
                for other in draw(
                    st.sampled_from([[], ["otherwise"], ["otherwise", "unknown"], ["unknown"]])
                ):
                    lines += f"{indent}  {other}:\n{inner()}"
            case "split":
                lines += f"{indent}  paths:\n{indent}    a: {{weight: 50}}\n{indent}    b:\n"
                lines += f"{indent}      weight: 50\n{indent}      steps:\n{inner(indent + '        ')}"
            case "await":
                lines += f"{indent}  for: [viewed, clicked]\n{indent}  timeout: 1d\n"
                lines += f"{indent}  on:\n{indent}    viewed:\n{inner()}"
            case "repeat":
                lines += f"{indent}  every: 1d\n{indent}  at_most: 2\n"
                when = draw(st.sampled_from(CONDITIONS)).replace("'", '"')
                lines += f"{indent}  until: {{when: '{when}'}}\n" if draw(st.booleans()) else ""
                lines += f"{indent}  steps:\n{inner()}"
    return lines


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    when = draw(st.sampled_from(CONDITIONS)).replace("'", '"')
    number = count()
    steps = re.sub("ID", lambda _: f"s{next(number)}", draw(blocks()))
    return journey_of(steps, HEAD % when)


Visit = tuple[Step, Person]


def ways(steps: tuple[Step, ...] | None, person: Person, seen: list[Visit]) -> Iterator[Person | None]:
    """Every way a person may take through a block: as whom they leave it; None when they left the journey."""
    if not steps:
        yield person
        return
    first, rest = steps[0], steps[1:]
    seen.append((first, person))
    for after in set(through(first, person, seen)):
        if after is None:
            yield None
        else:
            yield from ways(rest, after, seen)


def through(step: Step, person: Person, seen: list[Visit]) -> Iterator[Person | None]:
    match step:
        case Exit():
            yield None
        case Update():
            tags = person.tags | {"vip"} if step.tag else person.tags - {"vip"}
            yield person._replace(tags=tags)
        case Split():
            for path in step.paths.values():
                yield from ways(path.steps, person, seen)
        case Await():
            yield person
            for event in step.events:
                yield from ways(step.on.get(event), person._replace(heard=person.heard | {event}), seen)
        case Branch():
            yield from ways(_taken(step, person), person, seen)
        case Repeat():
            yield from _rounds(step, person, seen, step.at_most)
        case _:
            yield person


def _taken(step: Branch, person: Person) -> tuple[Step, ...] | None:
    answers = [person.answers(case.when.text) for case in step.cases]
    if True in answers:
        return step.cases[answers.index(True)].steps
    return step.unknown if None in answers and step.unknown is not None else step.otherwise


def _rounds(step: Repeat, person: Person, seen: list[Visit], left: int) -> Iterator[Person | None]:
    if not left or (step.until and step.until.when and person.answers(step.until.when.text)):
        yield person
        return
    for after in set(ways(step.steps, person, seen)):
        if after is None:
            yield None
        else:
            yield from _rounds(step, after, seen, left - 1)


def visits(journey: Journey) -> set[tuple[str, Person]]:
    seen: list[Visit] = []
    (door,) = journey.triggers
    assert door.when is not None
    for person in PEOPLE:
        if person.answers(door.when.text):
            list(ways(journey.steps, person, seen))
    return {(step.id, person) for step, person in seen}


def true_of(facts: Facts, person: Person) -> bool:
    told = [(fact.says, fact.holds) for fact in facts.sure]
    bounds = [(term, bound) for term, bound in facts.bounds.items()]
    told += [(f"{term} >= {bound.least:.0f}", True) for term, bound in bounds if bound.least > float("-inf")]
    told += [(f"{term} <= {bound.most:.0f}", True) for term, bound in bounds if bound.most < float("inf")]
    return all(person.answers(says) is holds for says, holds in told)


@settings(max_examples=40, deadline=None)
@given(journeys())
def test_what_is_said_to_hold_at_a_step_holds_for_everybody_who_comes_there(journey: Journey) -> None:
    stops = {stop.step.id: stop for stop in walk(journey, context())}
    for step, person in visits(journey):
        standing = stops[step].standing
        assert standing.reachable
        assert not standing.facts.never
        assert true_of(standing.facts, person), (step, person, standing.facts.words)


@settings(max_examples=60, deadline=None)
@given(journeys())
def test_an_authorization_is_found_wherever_every_single_way_asks_for_it(journey: Journey) -> None:
    asked: dict[str, list[Facts]] = {}
    implied = Implications(context())
    (door,) = journey.triggers
    assert door.when is not None
    _trace(journey.steps, implied.when_true(door.when), implied, asked)
    for stop in walk(journey, context()):
        if isinstance(stop.step, Send) and stop.standing.reachable:
            expected = any_of(asked.get(stop.step.id, [NOBODY])).arguments("authorized")
            assert _gates(stop) == expected, stop.step.id


def _gates(stop: Stop) -> frozenset[str]:
    return stop.standing.scopes


def _trace(
    steps: tuple[Step, ...] | None, facts: Facts, implied: Implications, asked: dict[str, list[Facts]]
) -> list[Facts]:
    """The facts of every single way behind the block."""
    here = [facts]
    for step in steps or ():
        asked.setdefault(step.id, []).extend(here)
        here = [after for one in here for after in _each(step, one, implied, asked)]
        here = list({one.arguments("authorized"): one for one in here}.values())
    return here


def _each(step: Step, facts: Facts, implied: Implications, asked: dict[str, list[Facts]]) -> list[Facts]:
    match step:
        case Exit():
            return []
        case Split():
            return [one for path in step.paths.values() for one in _trace(path.steps, facts, implied, asked)]
        case Await():
            blocks = [step.on.get(event) for event in step.events] + [step.on_timeout]
            return [one for block in blocks for one in _trace(block, facts, implied, asked)]
        case Repeat():
            again, until = _trace(step.steps, facts, implied, asked), []
            if step.until is not None and step.until.when is not None:
                until = [facts.also(implied.when_true(step.until.when))]
            return again + until
        case Branch():
            found = []
            for case in step.cases:
                found += _trace(case.steps, facts.also(implied.when_true(case.when)), implied, asked)
                if implied.always_known(case.when):
                    facts = facts.also(implied.when_false(case.when))
            found += _trace(step.otherwise, facts, implied, asked)
            return found + (_trace(step.unknown, facts, implied, asked) if step.unknown is not None else [])
    return [facts]
