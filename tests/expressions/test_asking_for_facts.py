"""What has happened is read only for conditions that may ask for it; a doubt counts as asking."""

import pytest

from engine.expressions.environment import FUNCTIONS
from engine.expressions.evaluate import Evaluator

FIELDS = {"patient.age": "int"}


@pytest.mark.parametrize("name", sorted(FUNCTIONS.keys() - {"segment", "days_since"}))
def test_every_function_about_what_happened_asks_for_it(name: str) -> None:
    takes, _ = FUNCTIONS[name]
    argument = '"x"' if takes else ""
    assert Evaluator(FIELDS).asks_for_facts([f"patient.age > 1 && {name}({argument})"])


def test_values_alone_do_not_ask() -> None:
    assert not Evaluator(FIELDS).asks_for_facts(["patient.age > 65", ""])


def test_a_segment_asks_when_any_segment_may() -> None:
    segments = {"older": "patient.age > 65", "seen": "segment('looked')", "looked": 'viewed ("x")'}
    assert Evaluator(FIELDS, segments).asks_for_facts(['segment("older")'])
    assert not Evaluator(FIELDS, {"older": "patient.age > 65"}).asks_for_facts(['segment("older")'])
