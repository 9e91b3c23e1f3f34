"""The difference to the people held out, against published values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.policy.lift import lift


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [  # Newcombe 1998, table II, method 10
        ((56, 70, 48, 80), 5.24, 33.39),
        ((9, 10, 3, 10), 17.05, 80.90),
        ((6, 7, 2, 7), 5.82, 80.62),
        ((5, 56, 0, 29), -3.81, 19.26),
        ((0, 10, 0, 20), -16.11, 27.75),
        ((10, 10, 0, 10), 60.75, 100.0),
    ],
)
def test_the_interval_is_the_published_one(told: tuple[int, int, int, int], low: float, high: float) -> None:
    found = lift(*told)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.01)


def test_without_people_on_both_sides_there_is_no_lift() -> None:
    assert lift(0, 0, 3, 10) is None
    assert lift(3, 10, 0, 0) is None


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.data())
def test_the_difference_lies_within_its_interval(people: int, held: int, data: st.DataObject) -> None:
    found = lift(data.draw(st.integers(0, people)), people, data.draw(st.integers(0, held)), held)
    assert found is not None
    assert found.low - 0.01 <= found.points <= found.high + 0.01
