"""Journeys with several ways in, caps and goals, for the router's tests."""

from typing import Any

from engine.journey import events
from engine.journey.plan import Await, Enroll, Exit, Goal, Plan

FIELDS = {
    "appointment.start": "timestamp",
    "patient.age": "int",
    "patient.tags": "list(string)",
    "encounter.kind": "string",
    "encounter.discharged_at": "timestamp",
}


def journey(*ways: Enroll, slug: str = "ways", goal: Goal | None = None, **more: Any) -> Plan:
    """Waits for a click for a month, and is left when the appointment is cancelled."""
    first, *others = ways
    told: dict[str, Any] = {
        "journey": slug,
        "title": "Ways",
        "purpose": "treatment",
        "start": 0,
        "nodes": (
            Await(id="answer", next=1, on={events.CLICKED: 1}, on_timeout=1, timeout_seconds=30 * 86_400),
            Exit(id="done"),
        ),
        "enroll": first,
        "also": tuple(others),
        "fields": FIELDS,
        "segments": {"older": "patient.age >= 45"},
        "exits": (events.APPOINTMENT_CANCELLED, *sorted(events.ENDS_ALL)),
        "goal": goal,
    }
    return Plan(**(told | more))
