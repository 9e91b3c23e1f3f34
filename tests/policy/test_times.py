"""Anchors: calendar days against exact hours, clocks, zones, and the days on which the clock jumps."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.journey.plan import Anchor
from engine.policy.times import Zones, moment_of, zone_of

ZONES = Zones(patient="America/New_York", clinic="America/Chicago")
START = "appointment.start"


def due(anchor: Anchor, start: str, zones: Zones = ZONES) -> str:
    value = datetime.fromisoformat(start)
    return datetime.fromtimestamp(moment_of(anchor, value, zones), zones.named(anchor.zone)).isoformat()


CASES = [
    (
        "a week before at ten",
        Anchor(START, days=-7, clock="10:00"),
        "2026-06-10T14:00-04:00",
        "2026-06-03T10:00:00-04:00",
    ),
    (
        "26 hours before",
        Anchor(START, seconds=-26 * 3600),
        "2026-06-10T14:00-04:00",
        "2026-06-09T12:00:00-04:00",
    ),
    (
        "a day over spring forward keeps the clock",
        Anchor(START, days=-1),
        "2026-03-08T14:00-04:00",
        "2026-03-07T14:00:00-05:00",
    ),
    (
        "24 hours over spring forward do not",
        Anchor(START, seconds=-86400),
        "2026-03-08T14:00-04:00",
        "2026-03-07T13:00:00-05:00",
    ),
    (
        "a clock in the gap is read later",
        Anchor(START, days=-1, clock="02:30"),
        "2026-03-09T09:00-04:00",
        "2026-03-08T03:30:00-04:00",
    ),
    (
        "a clock that comes twice is the first",
        Anchor(START, days=-1, clock="01:30"),
        "2026-11-02T09:00-05:00",
        "2026-11-01T01:30:00-04:00",
    ),
    (
        "the clinic's zone",
        Anchor(START, days=-1, clock="10:00", zone="clinic"),
        "2026-06-10T14:00-04:00",
        "2026-06-09T10:00:00-05:00",
    ),
    (
        "the day is the zone's own",
        Anchor(START, clock="08:00"),
        "2026-06-11T02:00+00:00",
        "2026-06-10T08:00:00-04:00",
    ),
    ("after", Anchor(START, days=3), "2026-06-10T14:00-04:00", "2026-06-13T14:00:00-04:00"),
    (
        "midnight at the end of the day",
        Anchor(START, clock="24:00"),
        "2026-06-10T14:00-04:00",
        "2026-06-11T00:00:00-04:00",
    ),
]


@pytest.mark.parametrize(
    ("anchor", "start", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_anchor_means(anchor: Anchor, start: str, expected: str) -> None:
    assert due(anchor, start) == expected


@given(
    st.integers(1_704_067_200, 2_051_222_399).map(lambda at: datetime.fromtimestamp(at, UTC)),
    st.integers(-400, 400),
    st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
)
@settings(max_examples=300, deadline=None)
def test_calendar_days_keep_the_wall_clock_but_in_a_gap(start: datetime, days: int, name: str) -> None:
    zone = ZoneInfo(name)
    found = moment_of(Anchor(START, days=days), start, Zones(name, name))
    wall, wanted = datetime.fromtimestamp(found, zone), start.astimezone(zone)
    if wall.replace(tzinfo=None).time() != wanted.time():
        gap = datetime.combine(wall.date(), wanted.time())
        round_trip = gap.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
        assert round_trip.replace(tzinfo=None) != gap  # that time does not exist on that day
    else:
        assert (wall.date() - wanted.date()).days == days


def test_an_unknown_zone_is_the_clinics() -> None:
    assert zone_of("Mars/Phobos", "America/Chicago").key == "America/Chicago"
    assert zone_of("", "").key == "UTC"
