"""Brakes on real mail: the gate, the catcher, the ledger and the look that pauses a journey."""

import asyncio
import time
from datetime import timedelta

import msgspec

from engine.intake.braking import EVERY, Braking
from engine.journey.plan import Brakes, Cap
from engine.store.engagement import record_engagement
from engine.store.journeys import set_paused
from tests.activities.clinic import ORGANIZATION, Clinic, make_plan


async def _paused(clinic: Clinic) -> tuple[object, ...]:
    row = await clinic.pool.fetchrow(
        "select paused, paused_reason, paused_at is not null from journey where slug = $1",
        clinic.plan.journey,
    )
    return tuple(row)


async def test_a_rate_alarm_holds_within_the_seconds_of_one_look(clinic: Clinic) -> None:
    """A look comes every second; what slips through is told.

    A fast machine would send them all before the second look, so at most a hundred mails leave in a second.
    """
    limit, together, pace = 60, 10, 100
    await clinic.publish(make_plan(journey="braked", brakes=Brakes(sends_per_hour=limit)))
    people = [await clinic.add_person(f"brake{n}@example.org") for n in range(400)]
    enrollments = [await clinic.enroll(one) for one in people]
    await clinic.render(enrollments)
    stop, looks = asyncio.Event(), [0.0]  # how long they took

    async def look() -> None:
        while not stop.is_set():
            started = time.monotonic()
            # A new one each time: how long one rests depends on how busy the machine is.
            braked = await Braking(clinic.pool, clinic.parts.settings).look()
            looks.append(time.monotonic() - started)
            if braked:
                return
            await asyncio.sleep(EVERY)

    looking = asyncio.create_task(look())
    outcomes: list[str] = []
    began = time.monotonic()
    wrote = 0.0
    for start in range(0, len(enrollments), together):
        await asyncio.sleep(began + start / pace - time.monotonic())
        outcomes += [one.outcome for one in await clinic.deliver(enrollments[start : start + together])]
        if outcomes[-1] == "sent":
            wrote = time.monotonic() - began
    stop.set()
    await looking
    sent = outcomes.count("sent")
    assert await _paused(clinic) == (True, "sends-per-hour", True)
    # What leaves between two looks and while the second counts, and the batches on either side of it.
    assert limit < sent <= limit + sent / wrote * (EVERY + 0.5 + max(looks)) + 2 * together
    assert sent < len(enrollments)
    assert set(outcomes[sent:]) == {"deferred"}
    audit = await clinic.pool.fetchrow("select actor, action, detail from audit where subject = 'braked'")
    assert tuple(audit)[:2] == ("careloom", "journey.braked")
    assert "mails" in audit["detail"]


async def test_bounces_pause_and_what_was_before_a_person_let_it_go_on_counts_no_more(clinic: Clinic) -> None:
    await clinic.publish(make_plan(journey="bouncing", brakes=Brakes(bounces_percent=5)))
    now = clinic.parts.moment()
    people = [await clinic.add_person(f"bounce{n}@example.org") for n in range(100)]
    enrollments = [await clinic.enroll(one) for one in people]
    await clinic.render(enrollments)
    await clinic.deliver(enrollments)
    braking = Braking(clinic.pool, clinic.parts.settings)
    mails = await clinic.pool.fetch("select id from message where journey = 'bouncing' limit 6")
    for mail in mails[:5]:
        await record_engagement(clinic.pool, mail["id"], "bounced", now)
    assert await braking.look() == []
    await record_engagement(clinic.pool, mails[5]["id"], "bounced", now)
    # Another's look: the first one's rests, longer the busier the machine is.
    assert await Braking(clinic.pool, clinic.parts.settings).look() == ["bouncing"]
    async with clinic.pool.acquire() as conn:
        await set_paused(conn, "bouncing", False, at=clinic.parts.moment())
    assert await Braking(clinic.pool, clinic.parts.settings).look() == []
    assert (await _paused(clinic))[:2] == (False, "")


async def test_a_contact_budget_holds_over_two_journeys_that_write_in_the_same_second(clinic: Clinic) -> None:
    """Two cohorts' deliveries, one person, one allowed mail: raced forty times."""
    await clinic.apply(msgspec.structs.replace(ORGANIZATION, contact_budget=Cap(1, 3600)))
    try:
        for n in range(40):
            person = await clinic.add_person(f"twice{n}@example.org")
            batches = []
            for slug in ("budget-one", "budget-two"):
                version = await clinic.publish(make_plan(journey=slug))
                enrollment = await clinic.enroll(person)
                await clinic.render([enrollment])
                batches.append((version, clinic.plan, enrollment))
            delivered = await asyncio.gather(*(_deliver(clinic, *each) for each in batches))
            assert sorted(delivered) == ["deferred", "sent"]
        late = clinic.parts.moment() - timedelta(minutes=5)
        per_person = await clinic.pool.fetch(
            "select count(*) as n from message where journey like 'budget-%' and state = 'sent'"
            " and sent_at > $1 group by patient_id",
            late,
        )
        assert {row["n"] for row in per_person} == {1}
    finally:
        await clinic.apply()


async def _deliver(clinic: Clinic, version: str, plan: object, enrollment: object) -> str:
    twin = Clinic(clinic.pool, clinic.parts, clinic.smtp, clinic.hop, version, plan)  # type: ignore[arg-type]
    [delivery] = await twin.deliver([enrollment])  # type: ignore[list-item]
    return delivery.outcome
