"""What CEL says about a slip is said in an author's words."""

import pytest

from engine.compiler.cel_words import about_types, in_words
from engine.expressions import Checker

CHECKER = Checker({"patient.age": "int", "patient.language": "string"})


@pytest.mark.parametrize(
    ("condition", "problem", "hint"),
    [
        ("patient.age > 3 and true", '"and" is not expected here', "write &&"),
        ("patient.age > 3 or true", '"or" is not expected here', "write ||"),
        ("patient.age = 3", '"=" is no part of a condition', "write =="),
        ("patient.age >", "something is missing at the end", ""),
        ("(patient.age > 3", "')' is missing at the end", ""),
        ("patient.language == 'es", "a quote is not closed", ""),
        ("patient.age > 3 )", '")" is not expected here', ""),
    ],
)
def test_a_slip_is_named_and_habits_of_other_languages_are_known(
    condition: str, problem: str, hint: str
) -> None:
    said = in_words(CHECKER.check(condition).mistakes[0].detail)
    assert (said.problem, said.hint) == (problem, hint)


def test_a_part_of_something_without_parts_is_a_matter_of_types() -> None:
    assert about_types(CHECKER.check("patient.age.years > 3").mistakes[0].detail) == "int has no fields"


def test_what_is_not_known_stays_as_it_is() -> None:
    assert in_words("something new").problem == "something new"
