"""From one send step and one person's standing to the facts that the rules look at. Pure.

A Gate is what holds for everybody at a step; a Standing is what the store says about one enrollment now.
"""

import re
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import msgspec

from engine.journey import events
from engine.journey.consents import Consents
from engine.journey.organization import Organization
from engine.journey.plan import Anchor, Await, Branch, Cap, Plan, Repeat, Send, Window
from engine.policy.facts import Allowance, SendFacts, Wish
from engine.policy.holidays import holidays_of
from engine.policy.times import Zones, moment_of

USEFUL_SECONDS: Final = 7 * 86_400  # no mail is sent later than this after it was written: every send ends
_SCOPE = re.compile(r"""authorized\(\s*["']([^"']+)["']\s*\)""")
_STATUS_EVENTS: Final = {  # FHIR appointmentstatus → the event that says so
    "cancelled": events.APPOINTMENT_CANCELLED,
    "entered-in-error": events.APPOINTMENT_DELETED,
    "noshow": events.APPOINTMENT_NO_SHOW,
    "fulfilled": events.APPOINTMENT_COMPLETED,
    "arrived": events.APPOINTMENT_ARRIVED,
    "checked-in": events.APPOINTMENT_ARRIVED,
}


class Gate(msgspec.Struct, frozen=True):
    """`ends`: appointment status → reason, for those that end this journey."""

    purpose: str
    topic: str
    opt: str
    accepted_scopes: tuple[str, ...]
    ends: dict[str, str]
    at: Anchor | None
    expires: Anchor | None
    window: Window | None
    cap: Cap | None
    budget: Cap | None
    clinic_zone: str
    holiday_country: str
    holiday_subdivision: str
    collapse: str = ""
    required_scopes: tuple[str, ...] = ()

    @property
    def looks_back(self) -> int:
        """Seconds of sent mails that matter."""
        return max((limit.seconds for limit in (self.cap, self.budget) if limit), default=0)


class Standing(msgspec.Struct, frozen=True):
    """One enrollment and its person as they stand in the store; no name, no address."""

    enrollment: UUID
    patient: UUID
    epoch: int = 0
    left: bool = False
    journey_paused: bool = False
    deceased: bool = False
    active: bool = True
    merged: bool = False
    no_contact: bool = False
    has_address: bool = True
    zone: str = ""
    language: str = ""
    appointment: UUID | None = None
    appointment_status: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    appointment_mark: str = ""  # what a mail about it, or about the matter, was written for: see `mark_of`
    moments: dict[str, float] = {}  # timestamp fields of the matter it is about, Unix seconds
    topic_wish: Wish | None = None
    mail_wish: Wish | None = None
    suppressed: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    spent: tuple[tuple[float, str], ...] = ()  # (sent at, purpose) of this person's mails
    alike: tuple[float, ...] = ()  # when mails with this send's `collapse` went to the person, of late

    def zones(self, clinic: str) -> Zones:
        return Zones(patient=self.zone or clinic, clinic=clinic)

    def moment(self, field: str) -> datetime | None:
        """The anchored timestamp, where it is one that a send may hang on."""
        if field in self.moments:
            return datetime.fromtimestamp(self.moments[field], UTC)
        return {"appointment.start": self.starts_at, "appointment.end": self.ends_at}.get(field)


def gate_of(plan: Plan, send: Send, organization: Organization, consents: Consents) -> Gate:
    topic = topic_of(plan, send)
    known = consents.topics.get(topic)
    return Gate(
        purpose=send.purpose,
        topic=topic,
        opt=known.opt if known else "out",
        accepted_scopes=tuple(sorted({topic, *_scopes_named(plan)})),
        ends=_ending_statuses(plan),
        at=send.at,
        expires=send.expires,
        window=send.window or plan.window or organization.window,
        cap=send.cap,
        budget=organization.contact_budget,
        clinic_zone=organization.zone,
        holiday_country=organization.holiday_country,
        holiday_subdivision=organization.holiday_subdivision,
        collapse=send.collapse,
        required_scopes=send.requires,
    )


def topic_of(plan: Plan, send: Send) -> str:
    """What a person opts out of; the journey itself where the send names no topic."""
    return send.topic or plan.journey


def facts_for(gate: Gate, standing: Standing, now: float, written_at: float | None = None) -> SendFacts:
    """`now` and `written_at` (when the message was rendered) in journey time, Unix seconds."""
    return SendFacts(
        purpose=gate.purpose,
        topic=gate.topic,
        opt=gate.opt,
        deceased=standing.deceased,
        active=standing.active,
        merged=standing.merged,
        no_contact=standing.no_contact,
        has_address=standing.has_address,
        suppressed=standing.suppressed,
        topic_wish=standing.topic_wish,
        mail_wish=standing.mail_wish,
        scopes=standing.scopes,
        required_scopes=gate.required_scopes,
        accepted_scopes=gate.accepted_scopes,
        appointment_ends=gate.ends.get(standing.appointment_status, ""),
        left=standing.left,
        journey_paused=standing.journey_paused,
        due=_moment(gate.at, gate, standing),
        expires=expiry(gate, standing, written_at),
        window=gate.window,
        zones=standing.zones(gate.clinic_zone),
        holidays=_holidays(gate, now),
        collapsed=bool(gate.collapse) and _same_day(standing.alike, standing.zones(gate.clinic_zone), now),
        cap=_allowance(gate.cap, standing, gate.purpose),
        budget=_allowance(gate.budget, standing),
    )


def mark_of(starts_at: datetime | None, ends_at: datetime | None, as_of: datetime) -> str:
    """Tells apart two states of one appointment or matter: a mail written for the former is not sent.

    Compared as it is, never by a clock: who changes an appointment may have looked at the time long before.
    """
    return " ".join(moment.isoformat() if moment else "-" for moment in (starts_at, ends_at, as_of))


def expiry(gate: Gate, standing: Standing, written_at: float | None) -> float | None:
    """The earliest not-after: the author's; the moment a reminder runs up to; a week after it was written."""
    ends = [_moment(gate.expires, gate, standing)]
    if gate.at is not None and (gate.at.days < 0 or gate.at.seconds < 0):
        ends.append(_moment(Anchor(field=gate.at.field), gate, standing))
    if written_at is not None:
        ends.append(written_at + USEFUL_SECONDS)
    return min((end for end in ends if end is not None), default=None)


def _moment(anchor: Anchor | None, gate: Gate, standing: Standing) -> float | None:
    value = standing.moment(anchor.field) if anchor else None
    if anchor is None or value is None:
        return None
    return moment_of(anchor, value, standing.zones(gate.clinic_zone))


def _allowance(limit: Cap | None, standing: Standing, purpose: str = "") -> Allowance | None:
    if limit is None:
        return None
    spent = tuple(at for at, kind in standing.spent if not purpose or kind == purpose)
    return Allowance(limit.count, limit.seconds, spent)


def _same_day(moments: tuple[float, ...], zones: Zones, now: float) -> bool:
    """Whether one of them lies on the patient's own day that `now` lies on."""
    zone = zones.named("patient")
    today = datetime.fromtimestamp(now, zone).date()
    return any(datetime.fromtimestamp(at, zone).date() == today for at in moments)


def _holidays(gate: Gate, now: float) -> frozenset[date]:
    if gate.window is None or not gate.window.skip_holidays:
        return frozenset()
    year = datetime.fromtimestamp(now, UTC).year
    return holidays_of(gate.holiday_country, gate.holiday_subdivision, year)


def _ending_statuses(plan: Plan) -> dict[str, str]:
    """A cancelled appointment ends every journey but one that was made to hear of it."""
    heard = {
        *(event for trigger in plan.triggers for event in trigger.on),
        *(event for node in plan.nodes if isinstance(node, Await) for event in node.on),
    }
    return {
        status: event.replace(".", "-").replace("_", "-")
        for status, event in _STATUS_EVENTS.items()
        if event in plan.exits
        or event == events.APPOINTMENT_DELETED
        or (event == events.APPOINTMENT_CANCELLED and event not in heard)
    }


def _scopes_named(plan: Plan) -> set[str]:
    """Written authorizations that the journey's own conditions ask for."""
    conditions = [*(trigger.when for trigger in plan.triggers), *plan.segments.values()]
    for node in plan.nodes:
        if isinstance(node, Branch):
            conditions += [case.when for case in node.cases]
        elif isinstance(node, Repeat):
            conditions.append(node.until_when)
    return {scope for condition in conditions for scope in _SCOPE.findall(condition)}
