"""Caps and ramps: how many may come in, and exactly when again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.journey.plan import Cap, Enroll
from engine.policy.entry import UNBOUNDED, Entered, limited, room

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _cap(count: int, seconds: int) -> Enroll:
    return Enroll(on=("appointment.booked",), cap=Cap(count, seconds))


def test_a_way_without_cap_and_ramp_takes_everybody() -> None:
    assert not limited(Enroll(on=("appointment.booked",)))
    assert room(Enroll(on=("appointment.booked",)), Entered(), NOON) == UNBOUNDED


def test_who_came_in_counts_until_exactly_the_end_of_the_time() -> None:
    entered = Entered([(NOON, 3)])
    trigger = _cap(3, 3600)
    assert room(trigger, entered, NOON + timedelta(hours=1) - timedelta(microseconds=1)) == 0
    assert room(trigger, entered, NOON + timedelta(hours=1)) == 3


def test_a_ramp_counts_days_on_which_somebody_came() -> None:
    trigger = Enroll(on=("appointment.booked",), ramp=(50, 200))
    rooms = [
        room(trigger, Entered(days=days, today=today), NOON)
        for days, today in ((0, 0), (0, 50), (1, 0), (1, 60), (2, 9_999))
    ]
    assert rooms == [50, 0, 200, 140, UNBOUNDED]


def test_the_tighter_of_cap_and_ramp_holds() -> None:
    trigger = Enroll(on=("appointment.booked",), cap=Cap(10, 60), ramp=(50,))
    assert room(trigger, Entered([(NOON, 4)], days=0, today=48), NOON) == 2
    assert room(trigger, Entered([(NOON, 4)], days=1, today=48), NOON) == 6


@given(
    count=st.integers(1, 5),
    seconds=st.integers(1, 50),
    arrivals=st.lists(st.integers(0, 200), min_size=1, max_size=60),
)
def test_everybody_comes_in_at_the_first_second_that_has_room_and_no_span_holds_too_many(
    count: int, seconds: int, arrivals: list[int]
) -> None:
    """Played second by second and compared with the closed form: the count-th before them, plus the time."""
    trigger, waiting = _cap(count, seconds), sorted(arrivals)
    entered: list[int] = []
    second = 0
    while waiting:
        moments = [(NOON + timedelta(seconds=at), 1) for at in entered]
        now = NOON + timedelta(seconds=second)
        for _ in range(room(trigger, Entered(moments), now)):
            if waiting and waiting[0] <= second:
                waiting.pop(0)
                entered.append(second)
        second += 1
    for place, at in enumerate(entered):
        free = entered[place - count] + seconds if place >= count else 0
        assert at == max(sorted(arrivals)[place], free)
