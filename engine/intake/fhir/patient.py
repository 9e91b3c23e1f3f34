"""A FHIR Patient (R4, R4B, R5) → what it says about that person.

The server's own id is one of the identifiers (type RI, table 0203), because an Appointment may know
its patient by nothing else. Social security and licence numbers are never kept.
"""

from datetime import date, datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.intake.event import Identifier, Notice, PatientFacts
from engine.intake.fhir.instants import is_partial_date, parse_date
from engine.intake.fhir.resources import (
    Communication,
    ContactPoint,
    FhirIdentifier,
    HumanName,
    PatientResource,
    Reference,
)
from engine.intake.language import bcp47
from engine.intake.text import tidy
from engine.intake.untaken import Untaken

MAX_IDENTIFIER: Final = 250
_NEVER_KEPT: Final = frozenset({"SS", "SB", "DL", "PPN", "TAX", "NI", "CC"})
_NEVER_KEPT_SYSTEMS: Final = ("us-ssn", "2.16.840.1.113883.4.1")
_GENDERS: Final = frozenset({"male", "female", "other", "unknown"})
_PAST_NAMES: Final = frozenset({"old", "maiden", "anonymous"})
_NAME_ORDER: Final = ("official", "usual", "")
_TIME_ZONE_URLS: Final = ("/timezone", "/tz-code")


class PatientReading(NamedTuple):
    facts: PatientFacts
    notices: tuple[Notice, ...] = ()


def read_patient(patient: PatientResource, source: str, occurred_at: datetime, where: str) -> PatientReading:
    """Raises `Untaken` without any identifier, or for a birth date that is no date."""
    notices: list[Notice] = []
    name = _name(patient.name)
    facts = PatientFacts(
        identifiers=read_identifiers(patient, source, where),
        first_name=tidy(name.first_given) or None,
        last_name=tidy(name.family) or None,
        birth_date=_birth_date(patient.birth_date, where, notices),
        sex=_sex(patient.gender, where, notices),
        email=_contact(patient.telecom, "email", occurred_at),
        phone=_contact(patient.telecom, "phone", occurred_at),
        language=_language(patient.communication, where, notices),
        zone=_zone(patient),
        deceased=_deceased(patient),
        active=patient.active,
    )
    return PatientReading(facts, tuple(notices))


def read_identifiers(patient: PatientResource, source: str, where: str) -> tuple[Identifier, ...]:
    """Medical record numbers first, the server's own id last; never empty."""
    found = [kept for kept in map(keep_identifier, patient.identifier) if kept is not None]
    found.sort(key=lambda identifier: identifier.type != "MR")
    if patient.id:
        found.append(Identifier(value=patient.id, system=source, type="RI"))
    if not found:
        raise Untaken("fhir-patient-id-missing", "The patient has no identifier to know them by.", where)
    if any(len(identifier.value) > MAX_IDENTIFIER for identifier in found):
        raise Untaken("fhir-patient-id-too-long", f"At most {MAX_IDENTIFIER} characters.", where)
    return tuple(dict.fromkeys(found))


def keep_identifier(identifier: FhirIdentifier) -> Identifier | None:
    """None for an old, empty or forbidden identifier."""
    kind = identifier.type.code.upper()
    forbidden = kind in _NEVER_KEPT or identifier.system.endswith(_NEVER_KEPT_SYSTEMS)
    value = tidy(identifier.value)
    if forbidden or not value or identifier.use == "old":
        return None
    return Identifier(value=value, system=identifier.system, type=kind)


def identify_reference(reference: Reference, source: str) -> tuple[Identifier, ...]:
    """The identifiers a mere reference to a patient gives: its business identifier and server id."""
    found = [keep_identifier(reference.identifier)] if reference.identifier else []
    server_id = logical_id(reference.reference, "Patient")
    if server_id:
        found.append(Identifier(value=server_id, system=source, type="RI"))
    return tuple(identifier for identifier in found if identifier is not None)


def logical_id(reference: str, resource_type: str) -> str:
    """The id in `Type/id`, an absolute URL or a versioned one; "" for other types and urn:uuid."""
    parts = reference.partition("/_history/")[0].split("/")
    return parts[-1] if len(parts) >= 2 and parts[-2] == resource_type else ""


def _name(names: tuple[HumanName, ...]) -> HumanName:
    for use in _NAME_ORDER:
        for name in names:
            if name.use == use:
                return name
    return next((name for name in names if name.use not in _PAST_NAMES), HumanName())


def _birth_date(text: str, where: str, notices: list[Notice]) -> date | None:
    day = parse_date(text) if text else None
    if text and day is None:
        if not is_partial_date(text):
            raise Untaken("fhir-bad-date", "The birth date is not a valid date.", f"{where}.birthDate")
        notices.append(Notice("birth-date-not-exact", f"{where}.birthDate"))
    return day


def _sex(gender: str, where: str, notices: list[Notice]) -> str | None:
    if gender and gender not in _GENDERS:
        notices.append(Notice("gender-unknown", f"{where}.gender"))
        return "unknown"
    return gender or None


def _contact(telecom: tuple[ContactPoint, ...], system: str, occurred_at: datetime) -> str | None:
    """The patient's own ranking first (1 is highest), then a mobile phone, then the order sent."""
    today = occurred_at.date().isoformat()
    current = [
        point
        for point in telecom
        if point.system == system
        and point.value.strip()
        and point.use != "old"
        and not (point.period.end and point.period.end[:10] < today[: len(point.period.end[:10])])
    ]
    current.sort(key=lambda point: (point.rank, point.use != "mobile"))
    return tidy(current[0].value).removeprefix("mailto:") if current else None


def _language(communication: tuple[Communication, ...], where: str, notices: list[Notice]) -> str | None:
    ordered = sorted(communication, key=lambda spoken: not spoken.preferred)
    for spoken in ordered:
        for word in (*(coding.code for coding in spoken.language.coding), spoken.language.name):
            tag = bcp47(word) if word else None
            if tag:
                return tag
    if ordered:
        notices.append(Notice("language-unknown", f"{where}.communication"))
    return None


def _zone(patient: PatientResource) -> str | None:
    for extension in patient.extension:
        if extension.url.endswith(_TIME_ZONE_URLS):
            name = extension.value_code or extension.value_string
            try:
                return ZoneInfo(name).key
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return None


def _deceased(patient: PatientResource) -> bool | None:
    return True if patient.deceased_date_time else patient.deceased_boolean
