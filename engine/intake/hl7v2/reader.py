"""Reads one HL7 v2 message (SIU, ADT) into a normalised event. Pure: no clock, no database, no logs.

Any bytes give a `Reading`; nothing is raised. A valid message of no interest has neither event nor
refusal: it is acknowledged and kept.
"""

from datetime import datetime
from typing import NamedTuple

import msgspec

from engine.intake.event import NormalisedEvent, Notice, Refusal
from engine.intake.hl7v2.appointment import read_appointment, read_status
from engine.intake.hl7v2.framing import read_lines
from engine.intake.hl7v2.header import Header, peek_header, read_clock, read_header, require_taken
from engine.intake.hl7v2.patient import read_patient, read_vanished
from engine.intake.hl7v2.schedule import read_schedule
from engine.intake.hl7v2.segments import Message, split_message
from engine.intake.hl7v2.timestamps import Clock
from engine.intake.hl7v2.triggers import ADMINISTRATION, scheduling_event
from engine.intake.hl7v2.visit import died_there, read_visit
from engine.intake.sender import SenderSettings
from engine.intake.untaken import Untaken
from engine.journey import events

_STOPS = frozenset({events.APPOINTMENT_CANCELLED, events.APPOINTMENT_DELETED, events.APPOINTMENT_NO_SHOW})


class Reading(msgspec.Struct, frozen=True):
    """What a message turned into; at most one of `event` and `refusal`."""

    message: Header
    event: NormalisedEvent | None = None
    refusal: Refusal | None = None


def read(raw: bytes, settings: SenderSettings, *, received_at: datetime | None = None) -> Reading:
    """`received_at` (aware) stands in for a blank MSH-7; without both the message is refused."""
    header = None
    try:
        message = split_message(read_lines(raw, settings))
        header = read_header(message)
        require_taken(header, settings)
        clock, sent_at = read_clock(message, settings)
        header = msgspec.structs.replace(header, sent_at=sent_at)
        event = _read_event(_Case(message, header, settings, clock), sent_at or received_at)
    except Untaken as untaken:
        return Reading(header or peek_header(raw), refusal=untaken.refusal)
    return Reading(header, event=event)


class _Case(NamedTuple):
    """One message with everything needed to understand it."""

    message: Message
    header: Header
    settings: SenderSettings
    clock: Clock


def _read_event(case: _Case, occurred_at: datetime | None) -> NormalisedEvent | None:
    trigger, status, contradicts = case.header.trigger, None, False
    if case.header.type == "SIU":
        event_type, status, contradicts = scheduling_event(trigger, read_status(case.message))
    else:
        event_type = ADMINISTRATION.get(trigger)
    if event_type is None:
        return None
    if occurred_at is None:
        raise Untaken(
            "hl7-message-time-missing", "The message does not say when it was sent.", "MSH-7", "101"
        )
    if contradicts:
        case.message.notices.append(Notice("trigger-and-status-disagree", "SCH-25"))
    event = NormalisedEvent(
        source=case.header.source,
        message_id=case.header.control_id,
        type=event_type,
        occurred_at=occurred_at,
    )
    return _with_appointment(event, case, status) if case.header.type == "SIU" else _with_patient(event, case)


def _with_appointment(event: NormalisedEvent, case: _Case, status: str | None) -> NormalisedEvent:
    message, header, settings, clock = case
    stops = event.type in _STOPS
    _require_segment(message, "SCH")
    if not stops:
        _require_segment(message, "PID")
    patient = read_patient(message, header.version_number, lenient=stops) if message.has("PID") else None
    moved = event.type == events.APPOINTMENT_RESCHEDULED
    span = read_schedule(message, clock, settings.start_fields, required=moved, lenient=stops)
    return msgspec.structs.replace(
        event,
        patient=patient,
        appointment=read_appointment(message, header, settings, span, status),
        notices=tuple(message.notices),
    )


def _with_patient(event: NormalisedEvent, case: _Case) -> NormalisedEvent:
    message = case.message
    _require_segment(message, "PID")
    merges = event.type == events.PATIENT_MERGED
    patient = read_patient(message, case.header.version_number, lenient=merges)
    discharged = event.type == events.ENCOUNTER_DISCHARGED
    if discharged and died_there(message):
        patient = msgspec.structs.replace(patient, deceased=True)
    died = patient.deceased is True and not merges
    kind, matter = event.type, None
    if kind in events.MATTER_EVENTS and not died:
        who = patient.identifiers[0]
        matter = read_visit(message, case.header, case.clock, who, kind, case.header.trigger)
        kind = kind if matter else events.PATIENT_UPDATED
    return msgspec.structs.replace(
        event,
        type=events.PATIENT_DECEASED if died else kind,
        patient=patient,
        matter=matter,
        merged_from=read_vanished(message) if merges else (),
        notices=tuple(message.notices),
    )


def _require_segment(message: Message, segment_id: str) -> None:
    if not message.has(segment_id):
        raise Untaken("hl7-segment-missing", "The message lacks a segment it needs.", segment_id, "100")
