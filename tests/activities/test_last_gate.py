"""Between writing and sending the world may change: then nothing leaves."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from engine.journey.plan import Cap
from engine.store.consents import withdraw_consent
from tests import stack
from tests.activities.clinic import ORGANIZATION, Clinic, make_plan, make_templates, tomorrow

Change = Callable[[Clinic, UUID, UUID], Awaitable[object]]


async def _withdraw(clinic: Clinic, patient: UUID, _: UUID) -> None:
    async with clinic.pool.acquire() as conn, conn.transaction():
        await withdraw_consent(conn, patient, "visit-reminder", "front-desk", clinic.parts.moment())


def _sql(text: str, *, of: str = "patient") -> Change:
    async def change(clinic: Clinic, patient: UUID, appointment: UUID) -> None:
        await clinic.pool.execute(text, patient if of == "patient" else appointment)

    return change


CHANGES: list[tuple[str, Change, tuple[str, str]]] = [
    ("consent is withdrawn", _withdraw, ("blocked", "opted-out")),
    ("the person dies", _sql("update patient set deceased = true where id = $1"), ("blocked", "deceased")),
    ("no contact", _sql("update patient set no_contact = true where id = $1"), ("blocked", "no-contact")),
    (
        "the appointment is cancelled",
        _sql("update appointment set status = 'cancelled' where id = $1", of="appointment"),
        ("blocked", "appointment-cancelled"),
    ),
    (
        "the appointment moves",
        _sql(
            "update appointment set starts_at = starts_at + interval '3 days' where id = $1",
            of="appointment",
        ),
        ("deferred", "appointment-changed"),
    ),
    (
        "the address bounced meanwhile",
        _sql("insert into suppression select email_index, 'hard-bounce', now() from patient where id = $1"),
        ("blocked", "suppressed"),
    ),
    (
        "the person left the journey",
        _sql("update enrollment set state = 'left' where patient_id = $1"),
        ("blocked", "left-journey"),
    ),
]


@pytest.mark.parametrize(("change", "expected"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
async def test_nothing_leaves_when(
    clinic: Clinic, catcher: stack.Catcher, change: Change, expected: tuple[str, str]
) -> None:
    patient = await clinic.add_person(f"gate-{expected[1]}@example.org")
    appointment = await clinic.add_appointment(patient, tomorrow())
    enrollment = await clinic.enroll(patient, appointment)
    await clinic.render([enrollment])
    await change(clinic, patient, appointment)

    [delivery] = await clinic.deliver([enrollment])

    assert (delivery.outcome, delivery.detail) == expected
    row = await clinic.message(enrollment)
    assert catcher.mailbox().find(row["rfc_message_id"]) == []
    assert row["state"] == ("blocked" if expected[0] == "blocked" else "rendered")


async def test_after_a_withdrawal_has_committed_no_claim_is_ever_made(clinic: Clinic) -> None:
    """Raced many times: whichever commits first, a claim never comes after the withdrawal."""
    people = [await clinic.add_person(f"race{n}@example.org") for n in range(60)]
    enrollments = [await clinic.enroll(one) for one in people]
    await clinic.render(enrollments)
    withdrawn: dict[UUID, bool] = {}

    async def withdraw(patient: UUID, pause: float) -> None:
        await asyncio.sleep(pause)
        async with clinic.pool.acquire() as conn, conn.transaction():
            await withdraw_consent(conn, patient, "visit-reminder", "portal", clinic.parts.moment())
            # Under the person's lock: what was not claimed by now must never be.
            state = await conn.fetchval("select state from message where patient_id = $1", patient)
            withdrawn[patient] = state == "rendered"

    racing = [withdraw(one, n * 0.002) for n, one in enumerate(people)]
    delivered, *_ = await asyncio.gather(clinic.deliver(enrollments), *racing)

    outcomes = dict(zip(people, (one.outcome for one in delivered), strict=True))
    assert {outcomes[one] for one in people if withdrawn[one]} <= {"blocked"}
    assert {outcomes[one] for one in people if not withdrawn[one]} <= {"sent"}


async def test_a_budget_is_not_overdrawn_by_two_mails_of_one_batch(clinic: Clinic) -> None:
    budget = msgspec.structs.replace(ORGANIZATION, contact_budget=Cap(1, 3600))
    await clinic.apply(budget)
    try:
        patient = await clinic.add_person("budget@example.org")
        both = [await clinic.enroll(patient), await clinic.enroll(patient)]
        await clinic.render(both)
        deliveries = await clinic.deliver(both)
        assert sorted(one.outcome for one in deliveries) == ["deferred", "sent"]
        [late] = [one for one in deliveries if one.outcome == "deferred"]
        assert late.detail == "contact-budget-spent"
        assert (
            late.until is not None and late.until > clinic.parts.now() + timedelta(minutes=59).total_seconds()
        )
    finally:
        await clinic.apply()


async def test_clinical_words_wait_in_the_portal_behind_a_notice_that_says_nothing(
    clinic: Clinic, catcher: stack.Catcher
) -> None:
    templates = make_templates("clinical", html="<p>Your diabetes check, {{ patient.first_name }}</p>")
    before = (clinic.plan, clinic.version)
    await clinic.publish(make_plan(data_class="clinical", journey="care-gap"), templates)
    try:
        enrollment = await clinic.enroll(await clinic.add_person("portal@example.org"))
        await clinic.render([enrollment])
        [delivery] = await clinic.deliver([enrollment])
        assert (delivery.outcome, delivery.detail) == ("sent", "portal")
        row = await clinic.message(enrollment)
        [mail] = catcher.mailbox().find(row["rfc_message_id"])
        raw = catcher.mailbox().get(mail.id) or b""
        assert b"/portal/" in raw
        assert b"diabetes" not in raw and b" Ana" not in raw
    finally:
        clinic.plan, clinic.version = before
