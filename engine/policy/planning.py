"""From the anchors of a step to moments: with zone, window and appointment as they stand today. Pure."""

from datetime import UTC, date, datetime
from typing import Any, Final

from engine.contracts.activities import Planned
from engine.errors import Refused
from engine.journey.organization import Organization
from engine.journey.plan import NOW, Anchor, Await, Node, Send, Wait, Window
from engine.policy.holidays import holidays_of
from engine.policy.times import Zones, moment_of
from engine.policy.windows import next_opening

MISSING: Final = Planned(None, missing=True)


def asked_moment(step: Node, moment: str) -> tuple[Anchor | None, Window | None]:
    """Raises Refused `step-has-no-such-moment`."""
    match step, moment:
        case Send(at=Anchor() as anchor), "at":
            return anchor, None
        case Wait(until=Anchor() as anchor), "until":
            return anchor, None
        case Wait(window=Window() as window), "window":
            return None, window
        case Await(timeout_at=Anchor() as anchor), "timeout":
            return anchor, None
    raise Refused("step-has-no-such-moment", "The step has no such moment to plan.")


def plan_anchor(
    anchor: Anchor, value: Any, zones: Zones, organization: Organization, now: float, since: float = 0.0
) -> Planned:
    """`value`: the anchored field, an aware datetime; anything else has no moment.

    `now`: journey time. `since`: when the step was entered, which is what the field `now` means.
    """
    if anchor.field == NOW:
        value = datetime.fromtimestamp(since or now, UTC)
    if not isinstance(value, datetime):
        return MISSING
    try:
        due = moment_of(anchor, value, zones, _holidays(anchor, organization, value))
    except OverflowError:
        return MISSING
    return Planned(due, past=due < now)


def _holidays(anchor: Anchor, organization: Organization, value: datetime) -> frozenset[date]:
    if not anchor.business:
        return frozenset()
    return holidays_of(organization.holiday_country, organization.holiday_subdivision, value.year)


def plan_for_staff(anchor: Anchor, organization: Organization, now: float, since: float) -> Planned:
    """Until when staff shall have done something: by the organisation's own clock and calendar."""
    zones = Zones(patient=organization.zone, clinic=organization.zone)
    return plan_anchor(anchor, None, zones, organization, now, since)


def plan_opening(window: Window, zones: Zones, organization: Organization, now: float) -> Planned:
    """When the window opens next; missing where it never does."""
    place = (organization.holiday_country, organization.holiday_subdivision)
    year = datetime.fromtimestamp(now, UTC).year
    days = holidays_of(*place, year) if window.skip_holidays else frozenset()
    opening = next_opening(window, zones.named(window.zone), days, now)
    return MISSING if opening is None else Planned(opening)
