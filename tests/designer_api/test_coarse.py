"""Numbers for people who may not see whom they are about: no small one can be worked out from the rest.

The attack is the strongest there is: whoever looks knows the rule. A number is safe where another clinic,
with another number at that place, would be told in exactly the same words.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer_api.journeys.coarse import coarse_live, may_tell, rounded
from designer_api.journeys.schemas import Live, StepNumbers, Totals

AT = datetime(2026, 3, 3, tzinfo=UTC)
Cell = tuple[str, str]  # step and shelf; "" is how people left the journey
Table = dict[Cell, int]
SHELVES = ("waiting", "sent", "skipped", "failed", "outcomes")
SMALL = st.one_of(st.integers(0, 3), st.integers(0, 25), st.sampled_from([1, 10, 11, 20, 21]))


def clinic(table: Table) -> Live:
    """A journey in which exactly these people stand at steps, passed them, and left."""
    steps: dict[str, StepNumbers] = {}
    outcomes = {shelf: people for (step, shelf), people in table.items() if step == "" and people}
    for (step, shelf), people in table.items():
        if step == "" or people == 0:
            continue
        numbers = steps.setdefault(step, StepNumbers())
        numbers.entered += people
        if shelf == "waiting":
            numbers.waiting += people
        else:
            numbers.done += people
            getattr(numbers, shelf.partition(":")[0])[shelf] = people
    inside = sum(numbers.waiting for numbers in steps.values())
    left = sum(outcomes.values())
    return Live(AT, Totals(entered=inside + left, inside=inside, left=left), steps, outcomes, 0.0)


def told_cells(live: Live) -> dict[Cell, int]:
    found = {("", name): people for name, people in live.outcomes.items()}
    for step, numbers in live.steps.items():
        shelves = {**numbers.sent, **numbers.skipped, **numbers.failed, **numbers.outcomes}
        found |= {(step, "waiting"): numbers.waiting, **{(step, name): n for name, n in shelves.items()}}
    return found


def neighbours(table: Table, cell: Cell) -> Iterator[Table]:
    """Clinics in which another number of people are at this place, and perhaps others elsewhere."""
    for by in (1, -1, 2, -2, 5, -5):
        changed = table | {cell: table[cell] + by}
        yield changed
        yield from (changed | {one: table[one] - by} for one in table if one != cell)


def is_safe(table: Table, cell: Cell, tell: Callable[[Live], Live]) -> bool:
    told = tell(clinic(table))
    return any(min(other.values()) >= 0 and tell(clinic(other)) == told for other in neighbours(table, cell))


def given_away(table: Table, tell: Callable[[Live], Live] = coarse_live) -> list[Cell]:
    """Small numbers that can be worked out from what is told."""
    shown = told_cells(tell(clinic(table)))
    hidden = [cell for cell, people in table.items() if 0 < people <= 10 and shown.get(cell)]
    return [cell for cell in hidden if not is_safe(table, cell, tell)]


def tables() -> st.SearchStrategy[Table]:
    steps = st.sampled_from([f"step-{number}" for number in range(4)])
    shelves = st.sampled_from([*SHELVES, "outcomes:a", "outcomes:b", "sent:c"])
    inner = st.dictionaries(st.tuples(steps, shelves), SMALL, max_size=14)
    ways = st.dictionaries(st.tuples(st.just(""), st.sampled_from("abcdefghijkl")), SMALL, max_size=12)
    return st.tuples(inner, ways).map(lambda both: {**both[0], **both[1]})


@settings(max_examples=150, deadline=None)
@given(tables())
@example({("", name): 1 for name in "abcdefghij"})
@example({("", name): 11 for name in "abcdefghij"})
@example({(f"step-{number}", "waiting"): 1 for number in range(10)})
@example({("step-0", "waiting"): 1, ("step-0", "sent"): 10, ("", "a"): 10})
@example({("step-0", f"outcomes:{name}"): 1 for name in "abcdefghij"})
def test_no_small_number_can_be_worked_out_from_what_is_told(table: Table) -> None:
    assert given_away(table) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([1, 2, 10, 11, 12, 20, 21]), min_size=6, max_size=24))
def test_nor_where_many_small_parts_make_one_sum(parts: list[int]) -> None:
    assert given_away({("", f"way-{number}"): people for number, people in enumerate(parts)}) == []


def test_the_attack_finds_what_a_total_and_exact_parts_give_away() -> None:
    """Rounding small numbers alone, as it was before, hides nothing: 30 − 25 are 5."""

    def only_few(live: Live) -> Live:
        told = {name: people if people > 10 else 10 for name, people in live.outcomes.items()}
        return Live(live.at, live.totals, live.steps, told, 0.0)

    assert given_away({("", "a"): 25, ("", "b"): 5}, only_few) == [("", "b")]


def test_numbers_are_rounded_up_to_tens_and_nobody_stays_nobody() -> None:
    assert [rounded(people) for people in (0, 1, 10, 11, 20, 847)] == [0, 10, 10, 20, 20, 850]


def test_parts_that_are_all_as_small_as_they_can_be_are_not_told() -> None:
    assert may_tell([]) and may_tell([0, 0]) and may_tell([1, 5]) and may_tell([3, 200, 41])
    assert not may_tell([1] * 10) and not may_tell([11] * 10)
