"""When an audience is looked through, and who is in it. Pure: rows in, answers out, for simulations too."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.intake.matching import Journey, holds
from engine.journey.organization import Organization
from engine.journey.plan import Schedule
from engine.policy.times import at_clock
from engine.store.facts import Subject, describe
from engine.store.people import PatientRow


def next_run(schedule: Schedule, ran_at: datetime | None, since: datetime, zone: ZoneInfo) -> datetime:
    """When the schedule is due: at its wall clock, whole days after it last ran, first after publishing."""
    if ran_at is not None:
        day = ran_at.astimezone(zone).date() + timedelta(days=max(1, schedule.every // 86400))
        return at_clock(day, schedule.clock, zone)
    first = at_clock(since.astimezone(zone).date(), schedule.clock, zone)
    return first if first >= since else at_clock(first.date() + timedelta(days=1), schedule.clock, zone)


def belongs(journey: Journey, patient: PatientRow, organization: Organization, now: datetime) -> bool:
    """Whether somebody is certainly in the audience, and `when` holds too. A missing value keeps out."""
    plan = journey.plan
    subject = Subject(patient, None, organization, now)
    values = describe(subject, plan.fields)
    condition = plan.segments.get(plan.enroll.audience, "false")
    return journey.evaluator.evaluate(condition, values, now=now) is True and holds(journey, subject)
