"""Naming people for a journey over HTTP, the numbers of who waits, and experiments."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from engine.journey import events
from engine.journey.plan import LEAVE, Enroll, Exit, Goal, Path, Plan, Split, version_of
from engine.store.ids import uuid7
from engine.store.journeys import publish
from engine.store.organization import save_organization
from engine.store.people import new_patient, save_identifiers, save_patients
from tests.designer_api.conftest import Api, SignedIn
from tests.intake_router.house import ORGANIZATION, identifier

NOW = datetime.now(UTC)
PLAN = Plan(
    journey="called",
    title="Called",
    purpose="treatment",
    start=0,
    nodes=(
        Split(
            id="letter",
            next=1,
            paths=(Path("with", 80, LEAVE), Path("none", 20, LEAVE, holdout=True)),
        ),
        Exit(id="done"),
    ),
    enroll=Enroll(on=(events.ENROLLMENT_REQUESTED,)),
    goal=Goal(on=events.APPOINTMENT_BOOKED),
)
URL = "/api/journeys/called/enrollments"


@pytest.fixture
async def patient(api: Api, conn: asyncpg.Connection) -> UUID:
    """Somebody known by the number 000001, and the journey in force."""
    vault = api.app.state.vault
    await save_organization(conn, "test", {"organization": msgspec.to_builtins(ORGANIZATION)}, NOW)
    async with conn.transaction():
        await publish(conn, PLAN, "", (), by="test", now=NOW)
    row = new_patient(vault, uuid7())
    await save_patients(conn, vault, [row], NOW)
    await save_identifiers(conn, vault, [(identifier(1), row.id)])
    known: UUID = await conn.fetchval("select patient_id from patient_identifier limit 1")
    return known


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("author", 403), ("operator", 202)])
async def test_naming_people_needs_an_operator(
    signed_in: SignedIn, patient: UUID, role: str, status: int
) -> None:
    client = await signed_in(role)
    body = {"people": [{"patient": str(patient)}]}
    answer = await client.post(URL, json=body, headers={"Idempotency-Key": f"role-{role}"})
    assert answer.status_code == status


async def test_a_request_has_an_answer_a_line_is_kept_once_a_key_and_is_audited(
    signed_in: SignedIn, conn: asyncpg.Connection, patient: UUID
) -> None:
    client = await signed_in("operator")
    number = identifier(1)
    body = {
        "people": [
            {"patient": str(patient)},
            {"identifier": {"value": number.value, "system": number.system}},
            {"identifier": {"value": "unknown-to-us"}},
            {},
        ]
    }
    first = await client.post(URL, json=body, headers={"Idempotency-Key": "k1"})
    again = await client.post(URL, json=body, headers={"Idempotency-Key": "k1"})
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json() == again.json()
    assert [line["outcome"] for line in first.json()["lines"]] == [
        "pending", "repeated", "patient-unknown", "line-names-nobody",
    ]  # fmt: skip
    other = await client.post(URL, json={"people": [{}]}, headers={"Idempotency-Key": "k1"})
    assert (other.status_code, other.json()["code"]) == (409, "key-reused")
    missing = await client.post(URL, json=body)
    assert (missing.status_code, missing.json()["code"]) == (422, "key-missing")
    asked = first.json()["id"]
    shown = await client.get(f"{URL}/{asked}")
    assert shown.json() == first.json()
    noted = await conn.fetch(
        "select detail from audit where action = 'enrollments.requested' and detail like $1", f"%{asked}"
    )
    assert [row["detail"] for row in noted] == [f"4 lines, {asked}"]


async def test_more_than_five_hundred_people_are_not_taken_at_once(
    signed_in: SignedIn, patient: UUID
) -> None:
    client = await signed_in("operator")
    body = {"people": [{"patient": str(uuid4())}] * 501}
    answer = await client.post(URL, json=body, headers={"Idempotency-Key": "many"})
    assert answer.status_code == 400


async def test_a_list_may_be_longer_and_a_broken_one_quotes_nothing(
    signed_in: SignedIn, patient: UUID
) -> None:
    client = await signed_in("operator")
    raw = "identifier,system\n" + "".join(f"{number:06},RIVERSIDE\n" for number in range(1, 1_202))
    headers = {"Idempotency-Key": "list", "Content-Type": "text/csv"}
    answer = await client.post(f"{URL}/list", content=raw.encode(), headers=headers)
    assert answer.status_code == 202
    assert answer.json()["counts"] == {"pending": 1, "patient-unknown": 1_200}
    broken = await client.post(f"{URL}/list", content=b"CANARY\n1\n", headers=headers)
    assert (broken.status_code, broken.json()["code"]) == (422, "list-header-missing")
    assert "CANARY" not in broken.text


async def test_experiments_show_rates_by_path_and_the_lift_over_those_held_out(
    signed_in: SignedIn, conn: asyncpg.Connection, patient: UUID
) -> None:
    cohort = uuid7()
    version = version_of(PLAN)
    await conn.execute("insert into cohort (id, version, created_at) values ($1, $2, now())", cohort, version)
    for place in range(150):
        path, goal = ("with", place < 56) if place < 70 else ("none", place < 118)  # Newcombe's first example
        enrollment = uuid7()
        await conn.execute(
            "insert into enrollment (id, journey, version, patient_id, entity, cohort_id, cursor, entered_at,"
            " goal_at) values ($1, 'called', $2, $3, $4, $5, '[0]', now(), case when $6 then now() end)",
            enrollment, version, patient, str(enrollment), cohort, goal,
        )  # fmt: skip
        await conn.execute(
            "insert into step_visit (enrollment_id, step, visit, entered_at, ended_at, outcome)"
            " values ($1, 'letter', 1, now(), now(), $2)",
            enrollment,
            path,
        )
    answer = await (await signed_in("operator")).get("/api/journeys/called/experiments")
    told = answer.json()
    assert told["goal"] == events.APPOINTMENT_BOOKED
    [split] = told["splits"]
    ours, held = split["paths"]
    assert (ours["people"], ours["goals"], held["people"], held["goals"]) == (70, 56, 80, 48)
    assert (ours["rate"], held["rate"]) == (0.8, 0.6)
    assert ours["lift"] == {"points": 20.0, "low": 5.24, "high": 33.39} and held["lift"] is None
    coarse = (await (await signed_in("viewer")).get("/api/journeys/called/experiments")).json()
    ours, held = coarse["splits"][0]["paths"]
    assert (ours["people"], ours["goals"], held["people"], held["goals"]) == (70, 60, 80, 50)
    assert ours["rate"] == 60 / 70, "a rate of exact numbers would give them away"
