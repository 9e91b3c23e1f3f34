"""What surely holds at one place, said in words: after updates, rounds and missing values."""

import pytest

from engine.compiler.walk import walk
from tests.compiler.rivers import HEAD, journey_of
from tests.compiler.sources import context

VIP = """\
  - branch: b1
    cases: [{name: c, when: "'vip' in patient.tags", steps: []}]
    otherwise: [{exit: e1}]
"""
OF_AGE = """\
  - branch: b2
    cases: [{name: c, when: patient.age >= 18, steps: []}]
    otherwise: [{exit: e2}]
"""
CHILD = """\
  - branch: b3
    cases: [{name: c, when: patient.age < 18, steps: [{exit: e3}]}]
"""
IN_PROGRAM = """\
  - branch: b4
    cases: [{name: c, when: patient.sud_program, steps: [{exit: e4}]}]
    otherwise: []
"""
UNKNOWN_LEAVES = "    unknown: [{exit: e9}]\n"
SIGNED = """\
  - branch: b5
    cases: [{name: c, when: "authorized('programs')", steps: [{exit: e5}]}]
"""
ROUNDS = """\
  - repeat: r
    every: 1d
    at_most: 3
    %s
    steps:
      - wait: w
        for: 1d
%s"""
UNTAG = "  - {update: u, untag: vip}\n"
IS_VIP = '"vip" in patient.tags'


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (VIP + OF_AGE, (IS_VIP, "patient.age >= 18")),
        (VIP + OF_AGE + UNTAG, ("patient.age >= 18",)),
        (VIP + ROUNDS % ("until: {on: viewed}", "      - {update: u, untag: vip}\n"), ()),
        (VIP + ROUNDS % ("until: {on: viewed}", ""), (IS_VIP,)),
        (ROUNDS % ("until: {when: patient.age >= 18}", ""), ()),
        (ROUNDS % ("until: {when: patient.age >= 18}", "      - {exit: e7}\n"), ("patient.age >= 18",)),
        (CHILD, ()),
        (CHILD + UNKNOWN_LEAVES, ("patient.age >= 18",)),
        (IN_PROGRAM, ()),
        (IN_PROGRAM + UNKNOWN_LEAVES, ("not patient.sud_program",)),
        (SIGNED, ('not authorized("programs")',)),
        (
            "  - branch: b\n    cases:\n      - {name: c, when: \"authorized('programs')\", steps: []}\n"
            "      - {name: d, when: patient.age >= 18, steps: []}\n    otherwise: [{exit: e}]\n",
            (),
        ),
        (
            "  - await: a\n    for: [viewed, clicked]\n    timeout: 1d\n"
            "    on: {viewed: [], clicked: [{exit: x}]}\n    on_timeout: [{exit: y}]\n",
            ('happened("viewed")',),
        ),
    ],
)
def test_what_surely_holds_behind_these_steps(steps: str, words: tuple[str, ...]) -> None:
    *_, last = walk(journey_of(steps + "  - {send: last, message: hello}\n", HEAD), context())
    assert last.standing.facts.words == words


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        (VIP, ("patient.tags",)),
        ("  - branch: b\n    cases: [{name: c, when: patient.age < 18, steps: []}]\n", ()),
        (CHILD, ("patient.age",)),
        (ROUNDS % ("until: {when: patient.age >= 18}", "      - {exit: e7}\n"), ("patient.age",)),
        (ROUNDS % ("until: {when: patient.age >= 18}", ""), ()),
    ],
)
def test_a_field_decides_who_comes_here_where_some_have_left_because_of_it(
    steps: str, fields: tuple[str, ...]
) -> None:
    *_, last = walk(journey_of(steps + "  - {send: last, message: hello}\n", HEAD), context())
    assert tuple(last.standing.decided) == fields


def test_in_a_round_what_a_later_step_of_it_writes_may_have_changed_already() -> None:
    body = "      - {send: inside, message: hello}\n      - {update: u, untag: vip}\n"
    stops = walk(journey_of(VIP + OF_AGE + ROUNDS % ("until: {on: viewed}", body), HEAD), context())
    (inside,) = [stop for stop in stops if stop.step.id == "inside"]
    assert inside.standing.facts.words == ("patient.age >= 18",)
