"""Reads people's places in journeys, and passes on a person's wish to pause, resume or take somebody out."""

from datetime import UTC, datetime
from typing import Any, Final, Literal
from uuid import UUID

from designer_api.messages.service import list_messages
from designer_api.paging import id_cursor
from designer_api.patients.masking import mask_name
from designer_api.runs.schemas import EnrollmentDetail, PeoplePage, PersonInJourney, VisitShown
from engine.errors import Conflict, NotFound
from engine.store.people import PatientRow, load_people
from engine.store.pool import Connection
from engine.store.sealing import Vault

_PAGE: Final = 50
_PEOPLE: Final = """
SELECT id, patient_id, journey, version, entered_at, step, phase, due_at, state, outcome, goal_at
FROM enrollment WHERE journey = $1 AND ($2::text = '' OR step = $2) AND ($3::text = '' OR state = $3)
  AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5
"""
_ONE: Final = """
SELECT id, patient_id, journey, version, entered_at, step, phase, due_at, state, outcome, goal_at
FROM enrollment WHERE id = $1
"""
_SOME: Final = _ONE.replace("id = $1", "id = ANY($1)")


async def list_people(
    conn: Connection, vault: Vault, journey: str, *, step: str, state: str, after: str | None
) -> PeoplePage:
    rows = await conn.fetch(_PEOPLE, journey, step, state, id_cursor(after), _PAGE)
    people = await load_people(conn, vault, {row["patient_id"] for row in rows})
    items = [_person(row, people) for row in rows]
    return PeoplePage(items, str(rows[-1]["id"]) if len(rows) == _PAGE else None)


async def show_people(conn: Connection, vault: Vault, enrollments: list[UUID]) -> list[PersonInJourney]:
    """Masked, in the order given."""
    rows = await conn.fetch(_SOME, enrollments)
    people = await load_people(conn, vault, {row["patient_id"] for row in rows})
    shown = {row["id"]: _person(row, people) for row in rows}
    return [shown[each] for each in enrollments if each in shown]


async def show_enrollment(conn: Connection, vault: Vault, enrollment: UUID) -> EnrollmentDetail:
    row = await conn.fetchrow(_ONE, enrollment)
    if row is None:
        raise NotFound("enrollment-unknown", "There is nobody at this place.")
    people = await load_people(conn, vault, [row["patient_id"]])
    visits = await conn.fetch(
        "SELECT step, visit, entered_at, ended_at, outcome FROM step_visit WHERE enrollment_id = $1"
        " ORDER BY ended_at, entered_at",
        enrollment,
    )
    messages = await list_messages(conn, vault, enrollment=enrollment)
    return EnrollmentDetail(
        _person(row, people),
        row["version"],
        [_visit(each) for each in visits],
        messages.items,
    )


async def tell_cohort(
    conn: Connection, enrollment: UUID, kind: Literal["pause", "resume", "leave"], reason: str = ""
) -> None:
    """Through the same outbox as events, so that it is kept and in order. Raises Conflict when it is over."""
    row = await conn.fetchrow("SELECT cohort_id, state FROM enrollment WHERE id = $1", enrollment)
    if row is None:
        raise NotFound("enrollment-unknown", "There is nobody at this place.")
    if row["state"] != "active":
        raise Conflict("enrollment-over", "This person has left the journey already.")
    await conn.execute(
        "INSERT INTO cohort_signal (cohort_id, enrollment_id, kind, type, step, at)"
        " VALUES ($1, $2, $3, $4, '', $5)",
        row["cohort_id"],
        enrollment,
        kind,
        reason,
        datetime.now(UTC),
    )
    await conn.execute("SELECT pg_notify('careloom_events', '')")


def _person(row: Any, people: dict[UUID, PatientRow]) -> PersonInJourney:
    known = people.get(row["patient_id"])
    return PersonInJourney(
        enrollment=row["id"],
        patient=row["patient_id"],
        masked_name=mask_name(known.person) if known else "",
        journey=row["journey"],
        entered_at=row["entered_at"],
        step=row["step"],
        phase=row["phase"] if row["state"] == "active" else "",
        due_at=row["due_at"],
        state=row["state"],
        outcome=row["outcome"],
        goal_at=row["goal_at"],
    )


def _visit(row: Any) -> VisitShown:
    return VisitShown(
        step=row["step"],
        visit=row["visit"],
        entered_at=row["entered_at"],
        ended_at=row["ended_at"],
        outcome=row["outcome"],
    )
