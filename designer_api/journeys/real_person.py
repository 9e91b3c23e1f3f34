"""A real person as somebody to play: only what the journey reads of them, their names masked.

What comes out is a scenario without events; it is played and never kept.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from designer_api.patients.masking import mask_name
from engine.errors import NotFound
from engine.journey.organization import Organization
from engine.journey.scenarios import MATTERS
from engine.store.appointments import load_appointments, read_appointment
from engine.store.facts import Subject, describe, zone_of
from engine.store.matters import load_matters, read_matter
from engine.store.people import PatientRow, load_people
from engine.store.pool import Connection
from engine.store.sealing import Vault

_NAMES: Final = ("patient.first_name", "patient.last_name")
_NEAREST: Final = """
SELECT id FROM appointment WHERE patient_id = $1 AND starts_at IS NOT NULL
ORDER BY starts_at < $2, abs(extract(epoch FROM starts_at - $2)) LIMIT 1
"""
_MATTER: Final = "SELECT id FROM matter WHERE patient_id = $1 AND kind = $2 ORDER BY as_of DESC, id LIMIT 1"
_GAP: Final = "SELECT name FROM care_gap WHERE patient_id = $1 ORDER BY open DESC, as_of DESC LIMIT 1"
_WISHES: Final = """
SELECT DISTINCT ON (topic) topic, granted FROM consent WHERE patient_id = $1 AND channel = 'email'
ORDER BY topic, at DESC, granted
"""
_SCOPES: Final = """
SELECT DISTINCT scope FROM written_authorization WHERE patient_id = $1 AND signed_at <= $2
AND (expires_at IS NULL OR expires_at > $2) AND revoked_at IS NULL
"""
_SUPPRESSED: Final = """
SELECT s.reason FROM suppression s JOIN patient p USING (email_index) WHERE p.id = $1 ORDER BY 1 DESC LIMIT 1
"""
_MAILS: Final = """
SELECT sent_at, purpose FROM message WHERE patient_id = $1 AND state = 'sent' AND sent_at > $2 ORDER BY 1
"""
_LOOKS_BACK: Final = timedelta(days=30)  # mails that may count for a budget
_HALF_AN_HOUR: Final = timedelta(minutes=30)


async def real_person(
    conn: Connection,
    vault: Vault,
    organization: Organization,
    patient: UUID,
    fields: Iterable[str],
    now: datetime,
) -> dict[str, Any]:
    """`fields`: those that the journey reads. Raises NotFound (patient-unknown)."""
    people = await load_people(conn, vault, [patient])
    if patient not in people:
        raise NotFound("patient-unknown", "There is no such person.")
    row = people[patient]
    zone = zone_of(row, organization)
    wanted = frozenset(fields)
    values = await _values(conn, vault, organization, row, wanted, now)
    facts = _by_entity(values, row, zone)
    if "appointment" in facts:
        facts["appointment"].setdefault("status", "booked")
    return {
        "name": mask_name(row.person),
        "zone": zone,
        "begin": _local(now, zone),
        **facts,
        **await _said(conn, patient, now),
        "mails": [
            {"at": _local(each["sent_at"], zone), "purpose": each["purpose"]}
            for each in await conn.fetch(_MAILS, patient, now - _LOOKS_BACK)
        ],
        "events": [],
    }


async def _values(
    conn: Connection,
    vault: Vault,
    organization: Organization,
    row: PatientRow,
    fields: frozenset[str],
    now: datetime,
) -> dict[str, Any]:
    entities = {field.partition(".")[0] for field in fields}
    visit = await conn.fetchval(_NEAREST, row.id, now) if "appointment" in entities else None
    visits = await load_appointments(conn, [visit] if visit else [])
    appointment = read_appointment(vault, visits[0], row) if visits else None
    gap = await conn.fetchval(_GAP, row.id) if "care_gap" in entities else None
    found: dict[str, Any] = {}
    for kind in (None, *(each for each in MATTERS if each in entities)):
        known = await conn.fetchval(_MATTER, row.id, kind) if kind else None
        records = await load_matters(conn, [known] if known else [])
        matter = read_matter(vault, records[0], row) if records else None
        found |= describe(Subject(row, appointment, organization, now, gap or "", matter), fields)
    if appointment and appointment.starts_at:
        end = appointment.ends_at or appointment.starts_at + _HALF_AN_HOUR
        found |= {"appointment.start": appointment.starts_at, "appointment.end": end}
    return found


def _by_entity(values: dict[str, Any], row: PatientRow, zone: str) -> dict[str, dict[str, Any]]:
    """Of a name its first letter; the organization speaks for itself."""
    facts: dict[str, dict[str, Any]] = {"patient": _standing(row, zone)}
    for field, value in sorted(values.items()):
        entity, _, name = field.partition(".")
        if entity not in ("organization", "answers"):
            said = f"{str(value)[:1]}…" if field in _NAMES else _written(value, zone)
            facts.setdefault(entity, {})[name] = said
    return facts


def _standing(row: PatientRow, zone: str) -> dict[str, Any]:
    """What the rules of sending ask of everybody."""
    unusual = {
        "deceased": row.deceased,
        "active": row.active,
        "no_contact": row.no_contact,
    }
    usual = {"deceased": False, "active": True, "no_contact": False}
    told: dict[str, Any] = {name: value for name, value in unusual.items() if value != usual[name]}
    if not row.person.email:
        told["email"] = ""
    return {"language": row.language, "zone": zone} | told if row.language else {"zone": zone} | told


async def _said(conn: Connection, patient: UUID, now: datetime) -> dict[str, Any]:
    wishes = await conn.fetch(_WISHES, patient)
    scopes = await conn.fetch(_SCOPES, patient, now)
    suppressed = await conn.fetchval(_SUPPRESSED, patient)
    told: dict[str, Any] = {
        "consents": {each["topic"] or "all": "granted" if each["granted"] else "revoked" for each in wishes},
        "authorizations": {each["scope"]: "granted" for each in scopes},
    }
    return {name: said for name, said in told.items() if said} | (
        {"suppressed": suppressed} if suppressed in ("hard-bounce", "complaint") else {}
    )


def _written(value: Any, zone: str) -> Any:
    if isinstance(value, datetime):
        return _local(value, zone)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _local(moment: datetime, zone: str) -> str:
    """As scenarios are written: by the clock of that zone, to the minute."""
    return moment.astimezone(ZoneInfo(zone) if zone else UTC).strftime("%Y-%m-%dT%H:%M")
