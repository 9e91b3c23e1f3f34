"""From an HL7 message to a protected mail and back, on every real part at once."""

import re
from datetime import datetime, timedelta

from tests.e2e.installation import Installation, until
from tests.e2e.people import ahead, person

_LINK = re.compile(r"/l/[A-Za-z0-9_-]{40,}")


async def _standing(careloom: Installation, patient: str) -> list[dict[str, object]]:
    detail = await careloom.get(f"/api/patients/{patient}")
    return [each for each in detail["inside"] if each["journey"] == "visit-reminder"]


async def test_a_booking_becomes_a_waiting_reminder_and_a_timeline(careloom: Installation) -> None:
    ana = person("Ana", language="es")
    await careloom.send(careloom.siu("S12", ana, ahead(days=20)))
    patient = await careloom.patient_of(ana["email"])

    async def waiting() -> dict[str, object] | None:
        found = await _standing(careloom, patient)
        return found[0] if found and found[0]["phase"] == "waiting" else None

    standing = await until(waiting, "the reminder is not waiting")
    assert standing["step"] == "week-ahead"
    story = await careloom.get(f"/api/patients/{patient}/timeline")
    told = {(item["kind"], item["code"], item["about"]) for item in story["items"]}
    assert {("event", "appointment.booked", ""), ("enrolled", "", "Visit reminder")} <= told


async def test_moving_the_visit_moves_the_pending_reminder(careloom: Installation) -> None:
    bo = person("Bo")
    start = ahead(days=20)
    await careloom.send(careloom.siu("S12", bo, start))
    patient = await careloom.patient_of(bo["email"])

    async def due() -> str | None:
        found = await _standing(careloom, patient)
        return str(found[0]["due_at"]) if found and found[0]["due_at"] else None

    before = datetime.fromisoformat(await until(due, "no reminder is planned"))
    await careloom.send(careloom.siu("S13", bo, start + timedelta(days=3)))

    async def moved() -> datetime | None:
        now = datetime.fromisoformat(await until(due, "the plan is gone"))
        return now if now != before else None

    after = await until(moved, "the reminder did not move")
    assert timedelta(days=2) < after - before < timedelta(days=5)


async def test_cancelling_the_visit_ends_the_journey(careloom: Installation) -> None:
    cy = person("Cy")
    start = ahead(days=20)
    await careloom.send(careloom.siu("S12", cy, start))
    patient = await careloom.patient_of(cy["email"])

    async def inside() -> bool | None:
        return bool(await _standing(careloom, patient)) or None

    await until(inside, "the journey did not begin")
    await careloom.send(careloom.siu("S15", cy, start, status="Cancelled"))

    async def outcome() -> str | None:
        found = await _standing(careloom, patient)
        return str(found[0]["outcome"]) if found[0]["state"] == "left" else None

    assert await until(outcome, "the journey goes on") == "exit:appointment.cancelled"
    assert careloom.mails_to(cy["email"]) == []


async def test_the_openapi_document_is_served(careloom: Installation) -> None:
    schema = await careloom.get("/api/schema")
    assert "/api/journeys" in schema["paths"]


async def test_links_that_were_never_made_say_so_kindly(careloom: Installation) -> None:
    answer = await careloom.http.get("/l/" + "x" * 48)
    assert answer.status_code == 404
    assert "not complete" in answer.text
    assert _LINK.search(answer.text) is None
