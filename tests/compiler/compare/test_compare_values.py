"""Every change carries its values as they are written, for whoever tells it in another language."""

from typing import Any

import msgspec
import pytest

from engine.compiler.compare import Block, JourneyChange, compare_journeys, journey_side
from engine.compiler.compare.steps import places_of
from engine.compiler.compare.written import step_as_written
from engine.settings import PROJECT
from tests.compiler.rivers import HEAD, journey_of

WAIT = "  - wait: bit\n    for: 3d\n"


def change(before: str, after: str) -> JourneyChange:
    found = compare_journeys(*(journey_side("drawn", HEAD + text, None, "", ()) for text in (before, after)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("for: 2w", {"for": "14d"}),
        ("for: 3bd", {"for": "3bd"}),
        (
            "until: {before: appointment.start, by: 36h, if_past: skip}",
            {"until": {"before": "appointment.start", "by": "36h", "if_past": "skip"}},
        ),
        (
            "window: {days: [mon, sat], from: '09:00'}",
            {"window": {"days": ["mon", "sat"], "from": "09:00"}},
        ),
    ],
)
def test_a_field_comes_as_it_may_be_written(written: str, values: dict[str, Any]) -> None:
    (step,) = change(WAIT, f"  - wait: bit\n    {written}\n").steps
    assert {one.field: one.now for one in step.changes if one.now is not None} == values


def test_a_new_step_comes_with_all_it_says_and_none_of_the_steps_inside() -> None:
    branch = (
        "  - branch: way\n    cases:\n      - name: old\n        when: patient.age > 60\n        steps:\n"
        "          - wait: inner\n            for: 1d\n"
    )
    (step, inner) = change(WAIT, WAIT + branch).steps
    assert step.fields == {"cases": [{"name": "old", "when": "patient.age > 60", "steps": []}]}
    assert inner.fields == {"for": "1d"}


def test_a_moved_step_names_the_way_it_lies_in_now() -> None:
    asking = "  - task: ask\n    queue: desk\n    title: Call\n    due: 1d\n    on_done: []\n"
    into = asking.replace("on_done: []\n", "on_done:\n      - wait: bit\n        for: 3d\n")
    moved = [step for step in change(WAIT + asking, into).steps if step.moved]
    assert [(step.id, step.block) for step in moved] == [("bit", Block("ask", "task", "on_done"))]


@pytest.mark.parametrize("slug", ["visit-reminder", "win-back", "care-gap-screening"])
def test_every_step_that_is_shipped_can_be_sent_as_json(slug: str) -> None:
    text = (PROJECT / "journeys" / slug / "journey.yaml").read_text("utf-8")
    journey = journey_of(text, head="")
    for place in places_of(journey).values():
        values = step_as_written(place.step)
        assert msgspec.json.decode(msgspec.json.encode(values)) == values
