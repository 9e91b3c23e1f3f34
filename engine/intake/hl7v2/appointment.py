"""SCH and its resources → which appointment, what state, what kind, where and with whom.

Free text is never taken as a kind: SCH-7 may hold a diagnosis.
"""

from collections.abc import Iterator
from typing import Final

from engine.intake.event import AppointmentFacts
from engine.intake.hl7v2.header import Header
from engine.intake.hl7v2.schedule import Span
from engine.intake.hl7v2.segments import Message, Repetition, Segment
from engine.intake.hl7v2.triggers import status_of
from engine.intake.sender import SenderSettings
from engine.intake.text import kebab
from engine.intake.untaken import Untaken

_GENERIC_TYPES: Final = frozenset({"normal", "complete"})  # table 0277 says nothing about the visit
_STATUS_FIELDS: Final = (("SCH", 25), ("AIS", 10), ("AIG", 14), ("AIL", 12), ("AIP", 12))
_LOCATION_TYPES: Final = frozenset({"L", "LOC", "LOCATION", "ROOM", "R"})
_PROVIDER_TYPES: Final = frozenset({"P", "PROV", "PROVIDER", "PERSON", "D", "MD", "DOCTOR"})


def read_status(message: Message) -> str | None:
    """FHIR appointmentstatus from the first place that names one we know."""
    for segment_id, number in _STATUS_FIELDS:
        segment = message.first(segment_id)
        for component in (1, 2):
            status = status_of(segment.text(number, component))
            if status:
                return status
    return None


def read_appointment(
    message: Message, header: Header, settings: SenderSettings, span: Span, status: str | None
) -> AppointmentFacts:
    """Raises `Untaken` without an appointment id."""
    return AppointmentFacts(
        key=_key(message.first("SCH"), header, settings),
        start=span.start,
        end=span.end,
        status=status,
        kind=_kind(message.first("SCH"), settings),
        service=_coded_name(message.first("AIS").first(3)) or None,
        location=next(_locations(message), None),
        provider=next(_providers(message), None),
    )


def _key(sch: Segment, header: Header, settings: SenderSettings) -> str:
    for where in settings.appointment_id_fields:
        number = int(where.removeprefix("SCH-"))
        entity = sch.text(number, 1)
        if entity:
            return f"{header.sending_application}|{header.sending_facility}|{entity}"
    raise Untaken(
        "hl7-appointment-id-missing", "The appointment has neither a filler nor a placer id.", "SCH-2", "101"
    )


def _kind(sch: Segment, settings: SenderSettings) -> str | None:
    for number in (8, 7):
        code, text = sch.text(number, 1), sch.text(number, 2)
        if not code:
            continue
        kind = kebab(code if any(c.isalpha() for c in code) else text or code)
        if not kind or kind in _GENERIC_TYPES:
            continue
        return settings.kinds.get(kind) or ("telehealth" if kind == "tele" else kind)
    return None


def _coded_name(coded: Repetition) -> str:
    """CE/CWE: the words rather than the code."""
    return coded.text(2) or coded.text(9) or coded.text(1)


def _place(location: Repetition) -> str:
    """PL: the description, else the facility, else the point of care."""
    return location.text(9) or location.text(4, 1) or location.text(1)


def _person(person: Repetition) -> str:
    """XCN: prefix, given and family name."""
    words = (person.text(6), person.text(3), person.text(2, 1))
    return " ".join(word for word in words if word)


def _locations(message: Message) -> Iterator[str]:
    aig = message.first("AIG")
    found = (
        _place(message.first("AIL").first(3)),
        _place(message.first("PV1").first(3)),
        _coded_name(aig.first(3)) if aig.text(4).upper() in _LOCATION_TYPES else "",
        _place(message.first("SCH").first(19)),
    )
    return (place for place in found if place)


def _providers(message: Message) -> Iterator[str]:
    aig, pv1 = message.first("AIG"), message.first("PV1")
    found = (
        _person(message.first("AIP").first(3)),
        _coded_name(aig.first(3)) if aig.text(4).upper() in _PROVIDER_TYPES else "",
        _person(pv1.first(7)),
        _person(pv1.first(9)),
        _person(message.first("SCH").first(16)),
    )
    return (person for person in found if person)
