"""Who belongs to an audience: the same people as everywhere else, each distinct answer asked for once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import Evaluator
from engine.intake.looking import Looking
from engine.intake.matching import Journey, ready
from engine.journey.plan import Enroll, Exit, Plan, Schedule
from engine.store.sealing import Vault
from tests.intake_router.house import NOW, ORGANIZATION

VAULT = Vault({"a": b"a" * 32}, b"b" * 32)
FIELDS = {
    "patient.age": "int",
    "patient.tags": "list(string)",
    "patient.conditions": "list(string)",
    "patient.language": "string",
}
SEGMENTS = {
    "older": "patient.age >= 45 && !('asked' in patient.tags)",
    "ill": "patient.conditions.exists(c, c.startsWith('E11')) && segment('older')",
    "soon": "now > timestamp('2026-01-01T00:00:00Z') && patient.age > 3",
}


def looking(audience: str, when: str = "") -> tuple[Looking, Plan, list[str]]:
    """What is looked with, and every condition it has evaluated."""
    enroll = Enroll(audience=audience, schedule=Schedule(every=86400, clock="09:00"), when=when)
    plan = Plan(
        journey="screening", title="", purpose="treatment", start=0, nodes=(Exit(id="done"),), enroll=enroll,
        fields=FIELDS, segments=SEGMENTS,
    )  # fmt: skip
    asked: list[str] = []

    class Listening(Evaluator):
        def evaluate(self, expression: str, *rest: Any, **more: Any) -> bool | None:
            asked.append(expression)
            return super().evaluate(expression, *rest, **more)

    journey = Journey("v", plan, Listening(plan.fields, plan.segments), frozenset())
    return Looking(journey, enroll, ORGANIZATION, VAULT), plan, asked


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "patient.age": st.integers(40, 50),
        "patient.tags": st.sampled_from([[], ["asked"], ["asked", "x"]]),
        "patient.conditions": st.sampled_from([[], ["E11.9"], ["I10"]]),
        "patient.language": st.sampled_from(["en", "es"]),
    },
)


@given(
    people=st.lists(VALUES, max_size=12),
    audience=st.sampled_from([*SEGMENTS, "nowhere"]),
    spanish=st.booleans(),
)
def test_everybody_is_chosen_of_whom_the_conditions_hold_for_certain(
    people: list[dict[str, Any]], audience: str, spanish: bool
) -> None:
    when = "patient.language == 'es'" if spanish else ""
    found, plan, _ = looking(audience, when)
    fields = found.fields
    seen = [
        (UUID(int=number), tuple(tuple(v) if isinstance(v := one.get(name), list) else v for name in fields))
        for number, one in enumerate(people)
    ]
    evaluator = ready(plan, "v").evaluator
    texts = [plan.segments.get(audience, "false"), *([when] if when else [])]
    expected = [
        UUID(int=number)
        for number, one in enumerate(people)
        if all(evaluator.evaluate(text, one, now=NOW) is True for text in texts)
    ]
    assert found.choose(seen, NOW) == expected


def test_people_of_whom_the_same_is_known_are_asked_about_once() -> None:
    found, _, asked = looking("older")
    assert found.fields == ("patient.age", "patient.tags")
    seen = [(UUID(int=number), (50, ())) for number in range(9)]
    assert len(found.choose(seen, NOW)) == 9
    assert len(found.choose(seen, NOW + timedelta(hours=1))) == 9
    assert len(asked) == 1


def test_an_answer_that_follows_time_is_asked_for_again_when_time_goes_on() -> None:
    found, _, asked = looking("soon")
    for moment in (NOW, NOW, NOW + timedelta(seconds=1)):
        found.choose([(UUID(int=1), (50,))], moment)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("audience", "when", "fields"),
    [
        ("older", "", {"patient.age", "patient.tags"}),
        ("ill", "", {"patient.age", "patient.tags", "patient.conditions"}),
        ("soon", "patient.language == 'es'", {"patient.age", "patient.language"}),
        ("nowhere", "", set()),
    ],
)
def test_only_fields_that_decide_are_opened(audience: str, when: str, fields: set[str]) -> None:
    found, _, _ = looking(audience, when)
    assert set(found.fields) == fields
