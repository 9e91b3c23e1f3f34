"""Trigger event and status code → our event. Tables only; see HL7 tables 0003 and 0278.

None means: a valid message that starts nothing. Cancelling beats everything but a reschedule: a
reminder for a visit that will not happen is worse than a missing one.
"""

from typing import Final

from engine.journey import events

SCHEDULING: Final[dict[str, str]] = {
    "S12": events.APPOINTMENT_BOOKED,
    "S13": events.APPOINTMENT_RESCHEDULED,
    "S14": events.APPOINTMENT_UPDATED,
    "S15": events.APPOINTMENT_CANCELLED,
    "S16": events.APPOINTMENT_CANCELLED,  # discontinued
    "S17": events.APPOINTMENT_DELETED,
    "S18": events.APPOINTMENT_UPDATED,
    "S19": events.APPOINTMENT_UPDATED,
    "S20": events.APPOINTMENT_UPDATED,
    "S21": events.APPOINTMENT_UPDATED,
    "S22": events.APPOINTMENT_UPDATED,
    "S26": events.APPOINTMENT_NO_SHOW,
}
ADMINISTRATION: Final[dict[str, str]] = {
    "A01": events.ENCOUNTER_ADMITTED,
    "A02": events.PATIENT_UPDATED,
    "A03": events.ENCOUNTER_DISCHARGED,
    "A13": events.ENCOUNTER_ADMITTED,  # a discharge taken back
    "A04": events.PATIENT_REGISTERED,
    "A05": events.PATIENT_REGISTERED,
    "A08": events.PATIENT_UPDATED,
    "A28": events.PATIENT_REGISTERED,
    "A31": events.PATIENT_UPDATED,
    "A18": events.PATIENT_MERGED,  # 2.1 to 2.3.1
    "A30": events.PATIENT_MERGED,  # 2.2 to 2.3.1
    "A34": events.PATIENT_MERGED,  # 2.3, replaced by A40
    "A36": events.PATIENT_MERGED,
    "A40": events.PATIENT_MERGED,
}
# what senders write in SCH-25, in FHIR's words (HL7 v2-to-fhir, table 0278, and what is seen)
STATUSES: Final[dict[str, str]] = {
    "pending": "pending",
    "waitlist": "waitlist",
    "booked": "booked",
    "scheduled": "booked",
    "confirmed": "booked",
    "rescheduled": "booked",
    "started": "checked-in",
    "checkedin": "checked-in",
    "checkin": "checked-in",
    "arrived": "arrived",
    "complete": "fulfilled",
    "completed": "fulfilled",
    "fulfilled": "fulfilled",
    "checkedout": "fulfilled",
    "checkout": "fulfilled",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "discontinued": "cancelled",
    "dc": "cancelled",
    "deleted": "entered-in-error",
    "noshow": "noshow",
}
_EVENT_OF_STATUS: Final[dict[str, str]] = {
    "checked-in": events.APPOINTMENT_ARRIVED,
    "arrived": events.APPOINTMENT_ARRIVED,
    "fulfilled": events.APPOINTMENT_COMPLETED,
    "cancelled": events.APPOINTMENT_CANCELLED,
    "noshow": events.APPOINTMENT_NO_SHOW,
    "entered-in-error": events.APPOINTMENT_DELETED,
}
_STATUS_OF_EVENT: Final[dict[str, str]] = {
    events.APPOINTMENT_BOOKED: "booked",
    events.APPOINTMENT_CANCELLED: "cancelled",
    events.APPOINTMENT_DELETED: "entered-in-error",
    events.APPOINTMENT_NO_SHOW: "noshow",
    events.APPOINTMENT_RESCHEDULED: "booked",
}
_YIELD_TO_STATUS: Final = frozenset({events.APPOINTMENT_BOOKED, events.APPOINTMENT_UPDATED})


def status_of(code: str) -> str | None:
    """FHIR appointmentstatus of a status code in any case and spelling; None when it has none."""
    return STATUSES.get("".join(c for c in code.lower() if c.isalpha()))


def scheduling_event(trigger: str, status: str | None) -> tuple[str | None, str | None, bool]:
    """(event, FHIR status, whether trigger and status contradict each other).

    Real senders announce a no-show as S15, and check-ins and cancellations as S14.
    """
    said = SCHEDULING.get(trigger)
    if said is None:
        return None, status, False
    meant = _EVENT_OF_STATUS.get(status or "")
    if said == events.APPOINTMENT_CANCELLED and meant == events.APPOINTMENT_NO_SHOW:
        return meant, status, False
    if meant is not None and said in _YIELD_TO_STATUS:
        return meant, status, said == events.APPOINTMENT_BOOKED and meant != events.APPOINTMENT_ARRIVED
    implied = _STATUS_OF_EVENT.get(said)
    if implied is None or (said in _YIELD_TO_STATUS and status):
        return said, status, False
    if status is None or _EVENT_OF_STATUS.get(implied) == meant:
        return said, status or implied, False
    return said, implied, True
