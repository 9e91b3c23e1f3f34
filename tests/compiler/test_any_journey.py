"""Whatever the text, the compiler answers: in time, with places, and with plans that hold together."""

import time
from typing import Any

import msgspec
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compiler import Compiled
from engine.compiler.report import as_json, as_text
from engine.compiler.tree import yaml_lines
from engine.journey import plan
from engine.journey.codes import CODES
from engine.journey.diagnostics import Diagnostic
from engine.journey.plan import LEAVE, canonical, decode
from tests.compiler.sources import JOURNEY, compiled

RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_answered(found: Compiled) -> None:
    for one in found.diagnostics:
        assert one.code in CODES
        assert one.path.startswith("visit/")
        assert 1 <= one.line <= len(yaml_lines(found.sources[one.path])) + 1
        assert 1 <= one.column < one.end_column
        assert "{" not in CODES[one.code].template or one.message != CODES[one.code].template
    assert (found.plan is None) == found.has_errors
    as_text(found.diagnostics, found.sources, colour=True)
    as_json(found.diagnostics)


DOCUMENT = {
    "journey": "visit",
    "title": "A visit",
    "purpose": "treatment",
    "enroll": {"on": "appointment.booked", "once_per": "appointment"},
    "exit": [{"on": "appointment.cancelled"}],
    "steps": [{"send": "hello", "message": "hello"}],
}
LINES = JOURNEY.splitlines()
SNIPPETS = st.sampled_from(
    [
        *LINES,
        *(
            "  - wait: w",
            "    for: 1d",
            "  - await: a",
            "    for: [clicked]",
            "    timeout: 1d",
            "  - branch: b",
        ),
        *(
            "    cases:",
            "      - name: n",
            "        when: confirmed()",
            "        steps: []",
            "  - exit: e",
            "\t",
        ),
        *(
            "  - split: s",
            "    paths: {a: {weight: 100}}",
            "  - repeat: r",
            "    every: 1d",
            "    at_most: 2",
        ),
        *(
            "    steps: []",
            "    until: {when: 'patient.age > 3'}",
            "  - update: u",
            "goal: {on: x}",
            "}",
            "~",
        ),
        *("    set: {patient.language: es}", "  - task: t", "    at: {before: appointment.start, by: 1d}"),
        *("exit: [{on: appointment.cancelled}]", "purpose: marketing"),
    ]
)


@RELAXED
@given(st.lists(SNIPPETS, max_size=30))
def test_any_arrangement_of_lines_is_answered(lines: list[str]) -> None:
    assert_answered(compiled("\n".join(lines) + "\n"))


@RELAXED
@given(st.data())
def test_a_journey_with_a_piece_replaced_is_answered(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(JOURNEY)))
    end = data.draw(st.integers(start, min(len(JOURNEY), start + 30)))
    assert_answered(compiled(JOURNEY[:start] + data.draw(st.text(max_size=20)) + JOURNEY[end:]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        "journey",
        "title",
        "purpose",
        "topic",
        "enroll",
        "exit",
        "goal",
        "send_window",
        "steps",
        "owner",
        "notes",
    ]
)


@RELAXED
@given(KEYS, JSON)
def test_any_value_under_any_key_is_answered(key: str, value: Any) -> None:
    document = DOCUMENT | {key: value}
    assert_answered(compiled(yaml.safe_dump(document, allow_unicode=True)))


IDS = st.just("renamed-below")


def steps(depth: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    wait = st.fixed_dictionaries({"wait": IDS, "for": st.sampled_from(["1h", "2d", "1w"])})
    send = st.fixed_dictionaries({"send": IDS, "message": st.just("hello")})
    kinds = [wait, send]
    if depth:
        inner = steps(depth - 1)
        case = st.fixed_dictionaries({"name": st.just("c"), "when": st.just("confirmed()"), "steps": inner})
        cases = st.lists(case, min_size=1, max_size=2)
        kinds += [
            st.fixed_dictionaries(
                {"branch": IDS, "cases": cases}, optional={"otherwise": inner, "unknown": inner}
            ),
            st.fixed_dictionaries(
                {"await": IDS, "for": st.just(["clicked"]), "timeout": st.just("1d")},
                optional={"on_timeout": inner, "on": st.fixed_dictionaries({"clicked": inner})},
            ),
            st.fixed_dictionaries(
                {"repeat": IDS, "every": st.just("1d"), "at_most": st.just(2), "steps": inner.filter(bool)}
            ),
            st.fixed_dictionaries(
                {"split": IDS, "paths": st.fixed_dictionaries({
                    "a": st.fixed_dictionaries({"weight": st.just(40), "steps": inner}),
                    "b": st.fixed_dictionaries({"weight": st.just(60), "steps": inner}),
                })}
            ),
        ]  # fmt: skip
    return st.lists(st.one_of(kinds), max_size=3)


@RELAXED
@given(steps(2).filter(bool))
def test_every_well_formed_journey_has_a_plan_that_holds_together(block: list[dict[str, Any]]) -> None:
    document = DOCUMENT | {"steps": _with_unique_ids(block)}
    text = yaml.safe_dump(document, sort_keys=False)
    found = compiled(text)
    assert_answered(found)
    assert found.plan is not None, [one.message for one in found.diagnostics]
    assert decode(canonical(found.plan)) == found.plan
    assert compiled(text).version == found.version
    assert_reachable(found.plan)


def _with_unique_ids(block: Any, taken: list[int] | None = None) -> Any:
    """Every step gets its own id, and its kind comes first."""
    taken = taken if taken is not None else [0]
    if isinstance(block, list):
        return [_with_unique_ids(one, taken) for one in block]
    if not isinstance(block, dict):
        return block
    renewed: dict[str, Any] = {}
    for kind in block.keys() & {"wait", "send", "branch", "await", "repeat", "split"}:
        taken[0] += 1
        renewed[kind] = f"step-{taken[0]}"
    return renewed | {key: _with_unique_ids(block[key], taken) for key in block if key not in renewed}


def assert_reachable(made: plan.Plan) -> None:
    """From the start one comes to every node, and from every node one can leave."""
    follow = {number: successors(node) for number, node in enumerate(made.nodes)}
    seen, todo = set(), [made.start]
    while todo:
        number = todo.pop()
        if number != LEAVE and number not in seen:
            seen.add(number)
            todo += follow[number]
    assert seen == set(follow)
    leaving = {LEAVE}
    while True:
        more = {number for number, after in follow.items() if leaving & set(after)} - leaving
        if not more:
            break
        leaving |= more
    assert set(follow) <= leaving


def successors(node: plan.Node) -> list[int]:
    match node:
        case plan.Exit():
            return [LEAVE]
        case plan.Branch():
            return [*(case.then for case in node.cases), node.otherwise, node.unknown]
        case plan.Await():
            return [*node.on.values(), node.on_timeout]
        case plan.Split():
            return [path.then for path in node.paths]
        case plan.Repeat():
            return [node.body, node.next]
        case plan.Send():
            return [one for one in (node.next, node.on_skipped, node.on_failed) if one is not None]
        case _:
            return [node.next]


def test_a_journey_as_large_as_allowed_compiles_within_a_second() -> None:
    many = "".join(f"  - {{send: s{n}, message: hello}}\n  - {{wait: w{n}, for: 1d}}\n" for n in range(150))
    text = JOURNEY[: JOURNEY.index("steps:")] + "steps:\n" + many
    begin = time.process_time()
    found = compiled(text)
    assert found.plan is not None
    assert time.process_time() - begin < 1


def test_diagnostics_survive_their_way_over_json() -> None:
    found = compiled(JOURNEY.replace("message: hello", "message: helo"))
    again = msgspec.json.decode(msgspec.json.encode(found.diagnostics), type=tuple[Diagnostic, ...])
    assert again == found.diagnostics
