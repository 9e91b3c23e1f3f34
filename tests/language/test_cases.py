"""Goldens: an example and what the compiler says to it."""

import pytest

from tests.language.examples import Case, cases
from tests.language.record import rendered

CASES = cases()


def test_there_are_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_compiler_says_what_is_expected(case: Case) -> None:
    assert rendered(case.fragments) == (case.folder / "expected.txt").read_text("utf-8")
