"""When an audience is looked through, and who is in it. Pure: rows in, answers out, for simulations too."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from engine.intake.matching import Journey, facts_at_the_door, holds
from engine.journey.organization import Organization
from engine.journey.plan import Schedule
from engine.policy.times import at_clock
from engine.store.facts import Subject, describe
from engine.store.people import PatientRow
from engine.store.permissions import Permissions

_DAY: Final = timedelta(days=1)


def next_run(schedule: Schedule, ran_at: datetime | None, since: datetime, zone: ZoneInfo) -> datetime:
    """The moment of the schedule after `ran_at`, which was served last; the first one after publishing.

    At its wall clock, whole days later, and then on the next of its weekdays. Holidays are days like others.
    """
    if ran_at is not None:
        day = ran_at.astimezone(zone).date() + timedelta(days=max(1, schedule.every // 86400))
        return at_clock(_serving(day, schedule), schedule.clock, zone)
    day = _serving(since.astimezone(zone).date(), schedule)
    first = at_clock(day, schedule.clock, zone)
    return first if first >= since else at_clock(_serving(day + _DAY, schedule), schedule.clock, zone)


def due_run(
    schedule: Schedule, ran_at: datetime | None, since: datetime, zone: ZoneInfo, now: datetime
) -> datetime | None:
    """The moment of the schedule that is to be served now; None while the next is still ahead.

    Of several that were missed it is the latest: what a machine slept through is done once, late.
    """
    due = None
    following = next_run(schedule, ran_at, since, zone)
    while following <= now:
        due = following
        following = next_run(schedule, due, since, zone)
    return due


def _serving(day: date, schedule: Schedule) -> date:
    """That day, or the next of the schedule's weekdays."""
    while schedule.days and day.isoweekday() not in schedule.days:
        day += _DAY
    return day


def belongs(
    journey: Journey,
    patient: PatientRow,
    organization: Organization,
    now: datetime,
    way: int = 0,
    permissions: Permissions | None = None,
) -> bool:
    """Whether somebody is certainly in the way's audience and `when` holds: a missing value keeps out."""
    plan = journey.plan
    permissions = permissions or Permissions()
    subject = Subject(patient, None, organization, now, permissions=permissions)
    values = describe(subject, plan.fields)
    condition = plan.segments.get(plan.triggers[way].audience, "false")
    facts = facts_at_the_door(permissions)
    inside = journey.evaluator.evaluate(condition, values, facts, now=now) is True
    return inside and holds(journey, way, subject)
