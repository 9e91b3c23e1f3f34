"""The events a journey may speak of.

One closed catalogue, so that a misspelt event is a compile error and never a journey that waits for
ever. EHR events carry an entity (an appointment); engagement events carry the step whose mail they
answer.
"""

from typing import Final

APPOINTMENT_BOOKED: Final = "appointment.booked"
APPOINTMENT_RESCHEDULED: Final = "appointment.rescheduled"
APPOINTMENT_UPDATED: Final = "appointment.updated"
APPOINTMENT_CANCELLED: Final = "appointment.cancelled"
APPOINTMENT_DELETED: Final = "appointment.deleted"  # entered in error: stop, say nothing
APPOINTMENT_ARRIVED: Final = "appointment.arrived"
APPOINTMENT_COMPLETED: Final = "appointment.completed"
APPOINTMENT_NO_SHOW: Final = "appointment.no_show"
PATIENT_REGISTERED: Final = "patient.registered"
PATIENT_UPDATED: Final = "patient.updated"
PATIENT_MERGED: Final = "patient.merged"
PATIENT_DECEASED: Final = "patient.deceased"
CARE_GAP_OPENED: Final = "care_gap.opened"
CARE_GAP_CLOSED: Final = "care_gap.closed"

ENCOUNTER_ADMITTED: Final = "encounter.admitted"
ENCOUNTER_DISCHARGED: Final = "encounter.discharged"
PRESCRIPTION_REFILL_DUE: Final = "prescription.refill_due"
PRESCRIPTION_FILLED: Final = "prescription.filled"
PRESCRIPTION_STOPPED: Final = "prescription.stopped"
RESULT_AVAILABLE: Final = "result.available"
STATEMENT_ISSUED: Final = "statement.issued"
STATEMENT_PAID: Final = "statement.paid"
AUTHORIZATION_EXPIRING: Final = "authorization.expiring"  # the engine's own, 30 days ahead
AUTHORIZATION_GRANTED: Final = "authorization.granted"
AUTHORIZATION_REVOKED: Final = "authorization.revoked"
ENROLLMENT_REQUESTED: Final = "enrollment.requested"  # somebody named this person, by API or list
TASK_DONE: Final = "task.done"
FORM_SUBMITTED: Final = "form.submitted"

CLICKED: Final = "clicked"
CONFIRMED: Final = "confirmed"
VIEWED: Final = "viewed"
REPLIED: Final = "replied"
OPTED_OUT: Final = "opted_out"
BOUNCED: Final = "bounced"

APPOINTMENT_EVENTS: Final = frozenset(
    {
        APPOINTMENT_BOOKED,
        APPOINTMENT_RESCHEDULED,
        APPOINTMENT_UPDATED,
        APPOINTMENT_CANCELLED,
        APPOINTMENT_DELETED,
        APPOINTMENT_ARRIVED,
        APPOINTMENT_COMPLETED,
        APPOINTMENT_NO_SHOW,
    }
)
PATIENT_EVENTS: Final = frozenset({PATIENT_REGISTERED, PATIENT_UPDATED, PATIENT_MERGED, PATIENT_DECEASED})
CARE_GAP_EVENTS: Final = frozenset({CARE_GAP_OPENED, CARE_GAP_CLOSED})
ENGAGEMENT_EVENTS: Final = frozenset({CLICKED, CONFIRMED, VIEWED, REPLIED, OPTED_OUT, BOUNCED})
ENGAGED_BY: Final = frozenset({CLICKED, CONFIRMED, VIEWED, REPLIED})  # what `engaged(step)` counts
MATTER_EVENTS: Final = frozenset(  # of an entity that only its fields describe
    {
        ENCOUNTER_ADMITTED,
        ENCOUNTER_DISCHARGED,
        PRESCRIPTION_REFILL_DUE,
        PRESCRIPTION_FILLED,
        PRESCRIPTION_STOPPED,
        RESULT_AVAILABLE,
        STATEMENT_ISSUED,
        STATEMENT_PAID,
    }
)
PERMISSION_EVENTS: Final = frozenset({AUTHORIZATION_EXPIRING, AUTHORIZATION_GRANTED, AUTHORIZATION_REVOKED})
OWN_EVENTS: Final = frozenset({ENROLLMENT_REQUESTED, TASK_DONE, FORM_SUBMITTED})
EVENTS: Final = (
    APPOINTMENT_EVENTS
    | PATIENT_EVENTS
    | CARE_GAP_EVENTS
    | ENGAGEMENT_EVENTS
    | MATTER_EVENTS
    | PERMISSION_EVENTS
    | OWN_EVENTS
)

# Pending times are computed again: an appointment moved, or something was told of a matter.
MOVES_TIME: Final = frozenset({APPOINTMENT_RESCHEDULED, APPOINTMENT_UPDATED}) | MATTER_EVENTS
ENDS_ALL: Final = frozenset({PATIENT_DECEASED, PATIENT_MERGED, APPOINTMENT_DELETED})  # built-in exits


def entity_of(event: str) -> str:
    """What an event is about: appointment, care_gap, encounter, prescription, result, statement; else ""."""
    if event in APPOINTMENT_EVENTS | CARE_GAP_EVENTS | MATTER_EVENTS:
        return event.partition(".")[0]
    return ""
