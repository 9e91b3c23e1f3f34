"""The lines of two texts side by side."""

import time

import pytest

from designer_api.drafts.comparing import lines_of


def told(before: list[str], after: list[str]) -> list[str]:
    found = lines_of("\n".join(before), "\n".join(after))
    return [f"{line.mark}{line.before},{line.after}{line.text}" for line in found]


def test_what_differs_is_told_with_three_lines_around_it() -> None:
    lines = list("abcdefgh")
    assert told(lines, [*"abcd", "x", *"fgh"]) == [
        *("…0,0", " 2,2b", " 3,3c", " 4,4d", "-5,0e", "+0,5x", " 6,6f", " 7,7g", " 8,8h"),
    ]


@pytest.mark.parametrize("many", [30, 3_000])
def test_a_line_in_the_middle_of_a_long_text_is_told_as_in_a_short_one(many: int) -> None:
    before = [str(n) for n in range(many)]
    after = [*before[:10], "x", *before[11:]]
    around = [*(f" {n + 1},{n + 1}{n}" for n in (7, 8, 9)), "-11,010", "+0,11x"]
    around += [f" {n + 1},{n + 1}{n}" for n in (11, 12, 13)]
    assert told(before, after) == ["…0,0", *around]


def test_a_long_text_that_was_added_to_at_its_end_is_told_by_its_new_lines() -> None:
    before = [str(n) for n in range(3_000)]
    assert told(before, [*before, "x", "y"])[-2:] == ["+0,3001x", "+0,3002y"]


def test_very_many_lines_that_hardly_differ_are_told_soon() -> None:
    begun = time.process_time()
    assert told(["a", "b"] * 15_000, ["b", "a", "c"] * 10_000)
    assert time.process_time() - begun < 2
