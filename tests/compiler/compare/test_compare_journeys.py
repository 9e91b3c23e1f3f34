"""Two versions of a journey side by side: new, gone, moved, renamed, changed, or meaning the same."""

import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings

from engine.compiler.compare import JourneyChange, compare_journeys, journey_side
from engine.compiler.compare.steps import compare_steps
from engine.compiler.walk import all_steps
from engine.journey.journey import Journey
from tests.compiler.rivers import HEAD, journey_of, journeys

SEND = "  - send: hello\n    message: hello\n"
WAIT = "  - wait: bit\n    for: 3d\n"
CASE = "  - branch: a\n    cases:\n      - name: x\n        steps: []\n        when: "


def change(before: str, after: str, head: str = HEAD, new_head: str = "") -> JourneyChange | None:
    sides = [
        journey_side("drawn", text, None, "", ()) for text in (head + before, (new_head or head) + after)
    ]
    return compare_journeys(*sides)


def fields(found: JourneyChange | None) -> list[tuple[str, str, str]]:
    assert found is not None
    return [(one.field, one.before, one.after) for step in found.steps for one in step.changes]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - wait: a\n    for: 7d\n", "  - wait: a\n    for: 1w\n"),
        ("  - wait: a\n    for: 60m\n", "  - wait: a\n    for: 1h # an hour\n"),
        ("  - wait: a\n    window: {days: mon-fri}\n", "  - wait: a\n    window: {days: [tue-fri, mon]}\n"),
        ("  - update: a\n    tag: x\n", "  - update: a\n    tag: [x]\n"),
        ("  - send: a\n    message: m\n", "  - send: a\n    message: m\n    track: [clicks]\n"),
        ("  - send: a\n    message: m\n", "  - send: a\n    message: m\n    on_skipped: []\n"),
        (
            "  - await: a\n    for: [viewed, clicked]\n    timeout: 3d\n",
            "  - await: a\n    for: [clicked, viewed]\n    timeout: 72h\n".replace("72h", "3d"),
        ),
        (CASE + "patient.tags == ['a'] && true\n", CASE + 'patient.tags==["a"]  &&  true\n'),
    ],
)  # fmt: skip
def test_two_ways_of_writing_one_thing_mean_the_same(before: str, after: str) -> None:
    found = change(before, after)
    assert found is not None
    assert (found.state, found.steps, found.changes) == ("layout", (), ())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("  - wait: a\n    for: 1d\n", "  - wait: a\n    for: 24h\n", ("for", "1 day", "24 hours")),
        ("  - wait: a\n    for: 1d\n", "  - wait: a\n    for: 1bd\n", ("for", "1 day", "1 business day")),
        (
            "  - send: a\n    message: m\n    at: {before: appointment.start, by: 7d, if_past: skip}\n",
            "  - send: a\n    message: m\n    at: {before: appointment.start, by: 3d, if_past: skip}\n",
            ("at", "1 week before the visit, skip if past", "3 days before the visit, skip if past"),
        ),
        (
            "  - split: a\n    paths: {x: {weight: 50}, y: {weight: 50}}\n",
            "  - split: a\n    paths: {x: {weight: 50}, y: {weight: 50, holdout: true}}\n",
            ('path "y"', "50 %", "50 %, held back"),
        ),
        (
            "  - branch: a\n    cases: [{name: x, when: 'confirmed()', steps: []}]\n",
            "  - branch: a\n    cases: [{name: x, when: '!confirmed()', steps: []}]\n",
            ('case "x"', "confirmed()", "!confirmed()"),
        ),
        (
            "  - branch: a\n    cases: [{name: x, when: 'confirmed()', steps: []}]\n",
            "  - branch: a\n    cases: [{name: x, when: 'confirmed()', steps: []}]\n    unknown: []\n",
            ("unknown", "", "a way of its own"),
        ),
        (
            "  - await: a\n    for: [viewed, clicked]\n    timeout: 3d\n    pick: best\n",
            "  - await: a\n    for: [clicked, viewed]\n    timeout: 3d\n    pick: best\n",
            ("for", "viewed, clicked", "clicked, viewed"),
        ),
    ],
)
def test_a_change_of_meaning_is_told_field_by_field(
    before: str, after: str, told: tuple[str, str, str]
) -> None:
    found = change(before, after)
    assert fields(found) == [told]
    assert found is not None
    assert found.state == "changed"


def test_a_title_for_staff_is_wording() -> None:
    found = change(SEND, SEND, HEAD, HEAD.replace("title: Drawn", "title: Painted"))
    assert found is not None
    assert found.state == "wording"
    assert [(one.field, one.wording) for one in found.changes] == [("title", True)]


@dataclass
class Told:
    added: list[str]
    removed: list[str]
    moved: list[str]
    renamed: dict[str, tuple[str, bool]]


def told(before: str, after: str, head: str = HEAD) -> Told:
    found = compare_steps(journey_of(before), journey_of(after, head))
    return Told(
        [one.id for one in found if one.state == "added"],
        [one.id for one in found if one.state == "removed"],
        [one.id for one in found if one.moved],
        {one.was: (one.id, one.guessed) for one in found if one.was},
    )


def test_a_step_put_first_moves_nobody_else() -> None:
    exits = "  - exit: done\n"
    assert told(SEND + WAIT + exits, exits.replace("done", "early") + SEND + WAIT + exits) == Told(
        ["early"], [], [], {}
    )


def test_of_a_block_in_another_order_the_fewest_steps_have_moved() -> None:
    waits = [f"  - wait: w{n}\n    for: {n}d\n" for n in range(1, 6)]
    assert told("".join(waits), "".join([waits[4], *waits[:4]])).moved == ["w5"]


def test_a_step_that_goes_into_another_way_has_moved() -> None:
    branch = "  - branch: b\n    cases:\n      - name: x\n        when: confirmed()\n        steps:\n"
    inside = "          - wait: bit\n            for: 3d\n"
    assert told(branch.replace("steps:\n", "steps: []\n") + WAIT, branch + inside).moved == ["bit"]


def test_a_case_put_before_another_moves_none_of_its_steps() -> None:
    case = "      - name: {}\n        when: confirmed()\n        steps:\n          - exit: {}\n"
    head = "  - branch: b\n    cases:\n"
    before, after = case.format("x", "gone-x"), case.format("y", "gone-y") + case.format("x", "gone-x")
    assert told(head + before, head + after) == Told(["gone-y"], [], [], {})


def test_the_same_step_under_another_id_seems_to_be_renamed() -> None:
    assert told(SEND, SEND.replace("send: hello", "send: hi")).renamed == {"hello": ("hi", True)}


def test_two_steps_alike_are_not_guessed_to_be_renamed() -> None:
    two = SEND + SEND.replace("send: hello", "send: again")
    found = told(two, two.replace("send: hello", "send: a").replace("send: again", "send: b"))
    assert found.renamed == {}
    assert found.removed == ["hello", "again"]


def test_moved_to_names_what_takes_the_place_of_a_step_however_it_differs() -> None:
    head = HEAD.replace("steps:", "moved_to: {hello: bit}\nsteps:")
    found = told(SEND, WAIT, head)
    assert found == Told([], [], [], {"hello": ("bit", False)})


@given(journeys())
@settings(max_examples=40, deadline=None)
def test_a_journey_does_not_differ_from_itself(journey: Journey) -> None:
    assert compare_steps(journey, journey) == ()


@given(journeys(), journeys())
@settings(max_examples=40, deadline=None)
def test_every_step_is_told_of_or_the_same_on_both_sides(before: Journey, after: Journey) -> None:
    found = compare_steps(before, after)
    old, new = ({step.id for step in all_steps(one.steps)} for one in (before, after))
    added = {one.id for one in found if one.state == "added"}
    removed = {one.id for one in found if one.state == "removed"}
    renamed = {one.was: one.id for one in found if one.was}
    assert added == new - old - set(renamed.values())
    assert removed == old - new - set(renamed)
    back = compare_steps(after, before)
    assert {one.id for one in back if one.state == "added"} == removed


def test_a_thousand_steps_that_are_all_called_otherwise_are_compared_soon() -> None:
    before, after = (
        "".join(f"  - wait: {name}{n}\n    for: {n % 9 + 1}d\n" for n in range(1_000)) for name in ("a", "b")
    )
    begun = time.process_time()
    found = change(before, after)
    assert found is not None
    assert {step.state for step in found.steps} == {"added", "removed"}
    assert time.process_time() - begun < 4
