"""When a journey must pause by itself."""

import pytest

from engine.journey.plan import Brakes
from engine.policy.brakes import Pace, pulled


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        (Pace(sends=1000), ""),
        (Pace(sends=1001), "sends-per-hour"),
        (Pace(sends=99, bounces=99, complaints=99, opt_outs=99), ""),  # too few to mean anything
        (Pace(sends=100, bounces=5), ""),
        (Pace(sends=100, bounces=6), "bounces-percent"),
        (Pace(sends=200, complaints=2), ""),
        (Pace(sends=200, complaints=3), "complaints-percent"),
        (Pace(sends=400, opt_outs=13), "opt-outs-percent"),
        (Pace(sends=400, opt_outs=12), ""),
    ],
)
def test_a_brake_is_pulled_by_more_than_it_allows(pace: Pace, expected: str) -> None:
    brakes = Brakes(sends_per_hour=1000, bounces_percent=5, complaints_percent=1, opt_outs_percent=3)
    assert pulled(pace, brakes) == expected


def test_the_stricter_of_two_brakes_holds_each_for_itself() -> None:
    house, own = (
        Brakes(sends_per_hour=500, bounces_percent=2),
        Brakes(sends_per_hour=2000, bounces_percent=50),
    )
    assert pulled(Pace(sends=501), house, own) == "sends-per-hour"
    assert pulled(Pace(sends=400, bounces=9), own, house) == "bounces-percent"


def test_without_brakes_nothing_ever_pauses() -> None:
    assert pulled(Pace(10**6, 10**6, 10**6, 10**6), None, Brakes()) == ""
