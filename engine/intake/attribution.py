"""When an event reaches a journey's goal: by when it happened, not by when it was heard. Pure.

Each event is judged by itself and the earliest counts, so that they may come late and in any order.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from engine.intake.scene import Happening
from engine.journey.organization import Organization
from engine.journey.plan import Anchor, Goal
from engine.policy.holidays import holidays_of
from engine.policy.times import Zones, moment_of
from engine.store.enrollments import Inside
from engine.store.facts import Subject, describe, zone_of

AFTER_LEAVING: Final = timedelta(days=90)  # how long a goal without `within` counts for those who left


def reached_at(
    goal: Goal, each: Inside, happening: Happening, organization: Organization, now: datetime
) -> datetime | None:
    """The moment at which the goal was reached by this event; None when it does not count.

    The caller has seen that the event is the goal's.
    """
    at = min(happening.claimed.occurred_at, happening.claimed.received_at)
    if at < each.entered_at:
        return None
    if goal.within is None:
        return None if each.left_at is not None and at > each.left_at + AFTER_LEAVING else at
    since = _since(goal, each, happening, organization, at, now)
    if since is None:
        return None
    zone = zone_of(happening.patient, organization) if happening.patient else organization.zone
    holidays = _holidays(goal.within, organization, since)
    limit = moment_of(goal.within, since, Zones(zone, organization.zone), holidays)
    return at if at.timestamp() <= limit else None


def _since(
    goal: Goal, each: Inside, happening: Happening, organization: Organization, at: datetime, now: datetime
) -> datetime | None:
    """What the time to the goal is counted from; None where there is no such moment."""
    match goal.since:
        case "entry":
            return each.entered_at
        case "send":
            latest = max((sent for sent in each.sent if sent <= at.timestamp()), default=None)
            return None if latest is None else datetime.fromtimestamp(latest, UTC)
    field = goal.within.field if goal.within else ""
    if field in each.told:
        return each.told[field]
    if happening.patient is None:
        return None
    subject = Subject(
        happening.patient, happening.appointment, organization, now, happening.gap, happening.matter
    )
    value: Any = describe(subject, [field]).get(field)
    return value if isinstance(value, datetime) else None


def _holidays(anchor: Anchor, organization: Organization, since: datetime) -> frozenset[date]:
    if not anchor.business:
        return frozenset()
    return holidays_of(organization.holiday_country, organization.holiday_subdivision, since.year)
