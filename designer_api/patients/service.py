"""Reads about people: search, one person, and revealing what is masked."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from designer_api.paging import id_cursor
from designer_api.patients.masking import mask_email, mask_name
from designer_api.patients.schemas import (
    AppointmentShown,
    AuthorizationShown,
    ConsentShown,
    InsideShown,
    KeyShown,
    PatientDetail,
    PatientPage,
    PatientSummary,
    Revealed,
)
from engine.errors import NotFound
from engine.store.people import PatientRow, find_by_value, load_people
from engine.store.pool import Connection
from engine.store.sealing import Vault

_PAGE: Final = 50
_NEWEST: Final = """
SELECT id FROM patient WHERE ($1::uuid IS NULL OR id < $1) AND merged_into IS NULL ORDER BY id DESC LIMIT $2
"""
_INSIDE: Final = """
SELECT e.id AS enrollment, e.journey, j.title, e.step, e.phase, e.due_at, e.state, e.outcome
FROM enrollment e JOIN journey j ON j.slug = e.journey
WHERE e.patient_id = $1 ORDER BY e.entered_at DESC LIMIT 50
"""
_CONSENTS: Final = """
SELECT DISTINCT ON (topic, channel) topic, channel, granted, at, evidence FROM consent
WHERE patient_id = $1 ORDER BY topic, channel, at DESC
"""


async def search_patients(conn: Connection, vault: Vault, query: str) -> PatientPage:
    """By exact e-mail address or record number, through the blind indexes."""
    found = await find_by_value(conn, vault, query.strip())
    return PatientPage(await summarise(conn, vault, found))


async def newest_patients(conn: Connection, vault: Vault, after: str | None) -> PatientPage:
    rows = await conn.fetch(_NEWEST, id_cursor(after), _PAGE)
    ids = [row["id"] for row in rows]
    return PatientPage(await summarise(conn, vault, ids), str(ids[-1]) if len(ids) == _PAGE else None)


async def summarise(conn: Connection, vault: Vault, ids: Iterable[UUID]) -> list[PatientSummary]:
    order = list(ids)
    people = await load_people(conn, vault, order)
    counts = await conn.fetch(
        "SELECT patient_id, count(*) AS inside FROM enrollment"
        " WHERE state = 'active' AND patient_id = ANY($1) GROUP BY 1",
        order,
    )
    inside = {row["patient_id"]: row["inside"] for row in counts}
    return [_summary(people[each], inside.get(each, 0)) for each in order if each in people]


def _summary(row: PatientRow, inside: int) -> PatientSummary:
    return PatientSummary(
        row.id, mask_name(row.person), mask_email(row.person.email), row.language, row.deceased, inside
    )


async def load_patient(conn: Connection, vault: Vault, patient: UUID) -> PatientRow:
    found = (await load_people(conn, vault, [patient])).get(patient)
    if found is None:
        raise NotFound("patient-unknown", "There is no such person, or their records were erased.")
    return found


async def show_patient(conn: Connection, vault: Vault, patient: UUID) -> PatientDetail:
    row = await load_patient(conn, vault, patient)
    return PatientDetail(
        id=row.id,
        masked_name=mask_name(row.person),
        masked_email=mask_email(row.person.email),
        language=row.language,
        zone=row.zone,
        deceased=row.deceased,
        active=row.active,
        no_contact=row.no_contact,
        tags=list(row.tags),
        consents=[ConsentShown(*each) for each in await conn.fetch(_CONSENTS, patient)],
        authorizations=[
            AuthorizationShown(*each)
            for each in await conn.fetch(
                "SELECT scope, signed_at, expires_at, revoked_at FROM written_authorization"
                " WHERE patient_id = $1 ORDER BY signed_at DESC",
                patient,
            )
        ],
        keys=[
            KeyShown(*each)
            for each in await conn.fetch(
                "SELECT kind, fingerprint, expires_at FROM recipient_key WHERE patient_id = $1 ORDER BY kind",
                patient,
            )
        ],
        appointments=[
            AppointmentShown(*each)
            for each in await conn.fetch(
                "SELECT id, starts_at, ends_at, status FROM appointment WHERE patient_id = $1"
                " ORDER BY starts_at DESC NULLS LAST LIMIT 50",
                patient,
            )
        ],
        inside=[InsideShown(*each) for each in await conn.fetch(_INSIDE, patient)],
        suppressed=[each["reason"] for each in await _suppressions(conn, vault, row)],
    )


async def _suppressions(conn: Connection, vault: Vault, row: PatientRow) -> list[dict[str, str]]:
    if not row.person.email:
        return []
    index = vault.blind("email", row.person.email)
    found = await conn.fetch("SELECT reason FROM suppression WHERE email_index = $1 ORDER BY reason", index)
    return [dict(each) for each in found]


async def reveal_patient(conn: Connection, vault: Vault, patient: UUID) -> Revealed:
    """In clear. The caller writes the audit line."""
    person = (await load_patient(conn, vault, patient)).person
    return Revealed(
        person.first_name,
        person.last_name,
        person.birth_date,
        person.email,
        person.phone,
        person.identifiers[0].value if person.identifiers else "",
    )
