"""What a subscription topic, an appointment status or a REST verb means in our catalogue.

A topic names what happened, so it wins over the state, except that nothing revives a visit whose
state says that it will not happen.
"""

from typing import Final, NamedTuple

from engine.journey import events

IGNORED: Final = "ignored"  # a topic about something else, such as freezing a slot

APPOINTMENT_STATUSES: Final[dict[str, str]] = {
    "booked": events.APPOINTMENT_BOOKED,
    "proposed": events.APPOINTMENT_UPDATED,
    "pending": events.APPOINTMENT_UPDATED,
    "waitlist": events.APPOINTMENT_UPDATED,
    "arrived": events.APPOINTMENT_ARRIVED,
    "checked-in": events.APPOINTMENT_ARRIVED,
    "fulfilled": events.APPOINTMENT_COMPLETED,
    "cancelled": events.APPOINTMENT_CANCELLED,
    "noshow": events.APPOINTMENT_NO_SHOW,
    "entered-in-error": events.APPOINTMENT_DELETED,
}
STOPPING: Final = frozenset(
    {events.APPOINTMENT_CANCELLED, events.APPOINTMENT_NO_SHOW, events.APPOINTMENT_DELETED}
)
_STATUS_OF_EVENT: Final[dict[str, str]] = {
    events.APPOINTMENT_CANCELLED: "cancelled",
    events.APPOINTMENT_NO_SHOW: "noshow",
    events.APPOINTMENT_DELETED: "entered-in-error",
    events.APPOINTMENT_ARRIVED: "arrived",
    events.APPOINTMENT_COMPLETED: "fulfilled",
}
# the first word found in the topic's name decides: "reschedule" holds "schedule", "unfreeze" "freeze"
_APPOINTMENT_WORDS: Final = (
    ("freeze", IGNORED),
    ("reschedul", events.APPOINTMENT_RESCHEDULED),
    ("cancel", events.APPOINTMENT_CANCELLED),
    ("noshow", events.APPOINTMENT_NO_SHOW),
    ("error", events.APPOINTMENT_DELETED),
    ("delet", events.APPOINTMENT_DELETED),
    ("checkin", events.APPOINTMENT_ARRIVED),
    ("arriv", events.APPOINTMENT_ARRIVED),
    ("checkout", events.APPOINTMENT_COMPLETED),
    ("complet", events.APPOINTMENT_COMPLETED),
    ("fulfil", events.APPOINTMENT_COMPLETED),
    ("updat", events.APPOINTMENT_UPDATED),
    ("modif", events.APPOINTMENT_UPDATED),
    ("schedul", events.APPOINTMENT_BOOKED),
    ("book", events.APPOINTMENT_BOOKED),
    ("creat", events.APPOINTMENT_BOOKED),
)
_PATIENT_WORDS: Final = (
    ("merge", events.PATIENT_MERGED),
    ("deceas", events.PATIENT_DECEASED),
    ("death", events.PATIENT_DECEASED),
    ("creat", events.PATIENT_REGISTERED),
    ("regist", events.PATIENT_REGISTERED),
    ("updat", events.PATIENT_UPDATED),
    ("delet", events.PATIENT_UPDATED),
)


def topic_hint(topic: str, resource_type: str) -> str | None:
    """The event a topic's URL or name speaks of, `IGNORED`, or None when it does not say.

    Such as `…/SubscriptionTopic/Appointment.reschedule` or `appointment-check-in`.
    """
    name = topic.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].lower()
    letters = "".join(c for c in name if c.isalpha())
    words = _APPOINTMENT_WORDS if resource_type == "Appointment" else _PATIENT_WORDS
    return next((event for word, event in words if word in letters), None)


def method_hint(method: str, resource_type: str) -> str | None:
    """What a bundle entry's REST verb adds; a PUT says nothing that the state does not."""
    if method == "DELETE" and resource_type == "Appointment":
        return events.APPOINTMENT_DELETED
    if method == "POST" and resource_type == "Patient":
        return events.PATIENT_REGISTERED
    return None


class Decision(NamedTuple):
    event: str
    status: str
    disagree: bool


def decide_appointment(status: str, hint: str | None) -> Decision:
    """`status` must be a key of `APPOINTMENT_STATUSES`; `hint` is not `IGNORED`."""
    by_status = APPOINTMENT_STATUSES[status]
    if hint is None or hint == by_status:
        return Decision(by_status, status, disagree=False)
    if by_status in STOPPING and hint not in STOPPING:
        return Decision(by_status, status, disagree=True)
    implied = _STATUS_OF_EVENT.get(hint, status)
    return Decision(hint, implied, disagree=implied != status)
