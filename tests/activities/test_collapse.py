"""Of mails with one word, a person gets the first of their day, whoever sends and however many at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import msgspec
import pytest_asyncio

from activities.check_consent import CheckConsent
from engine.contracts.activities import Decision, Delivery
from engine.policy.decide import tell
from tests.activities.clinic import SEND, Clinic, make_plan, run

ALIKE = msgspec.structs.replace(SEND, collapse="daily-note")
COLLAPSED = Delivery("blocked", "collapsed")


@pytest_asyncio.fixture(autouse=True)
async def alike(clinic: Clinic) -> AsyncIterator[None]:
    before = (clinic.plan, clinic.version)
    await clinic.publish(make_plan(ALIKE, journey="alike"))
    yield
    clinic.plan, clinic.version = before


async def _person(clinic: Clinic, enrollments: int = 2, **told: str) -> list[str]:
    patient = await clinic.add_person(f"{uuid4().hex}@example.org", **told)
    return [await clinic.enroll(patient) for _ in range(enrollments)]


async def _check(clinic: Clinic, enrollment: str) -> Decision:
    work = CheckConsent(clinic.parts).check_consent
    [decision] = (await run(work, clinic.batch([enrollment]))).items
    return decision


async def _sent_at(clinic: Clinic, enrollment: str, at: datetime) -> None:
    await clinic.pool.execute(
        "update message set sent_at = $2 where enrollment_id = $1", UUID(enrollment), at
    )


async def test_the_second_mail_of_a_day_is_held_back_at_both_gates_with_its_reason(clinic: Clinic) -> None:
    first, second = await _person(clinic)
    await clinic.render([first, second])
    assert await _check(clinic, second) == Decision("allow")
    assert [one.outcome for one in await clinic.deliver([first])] == ["sent"]
    assert await _check(clinic, second) == Decision("block", "collapsed")
    assert await clinic.deliver([second]) == [COLLAPSED]
    told = {one.code: one for one in tell((await clinic.message(second))["why"])}
    assert not told["collapsed"].passed
    assert told["collapsed"].says == "No other mail of this kind goes to this person today"
    assert await clinic.deliver([first]) == [Delivery("sent", "tls")]  # it does not stand in its own way


async def test_another_word_and_another_person_are_no_matter(clinic: Clinic) -> None:
    first, second = await _person(clinic)
    [stranger] = await _person(clinic, 1)
    await clinic.render([first, stranger])
    await clinic.deliver([first])
    assert [one.outcome for one in await clinic.deliver([stranger])] == ["sent"]
    await clinic.publish(make_plan(msgspec.structs.replace(SEND, collapse="other"), journey="alike"))
    assert await _check(clinic, second) == Decision("allow")
    await clinic.publish(make_plan(SEND, journey="alike"))
    assert await _check(clinic, second) == Decision("allow")


async def test_the_day_is_the_patients_own(clinic: Clinic) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        first, second = await _person(clinic, zone=zone)
        await clinic.render([first])
        await clinic.deliver([first])
        here = clinic.parts.moment().astimezone(ZoneInfo(zone))
        midnight = datetime.combine(here.date(), time(), ZoneInfo(zone))
        await _sent_at(clinic, first, midnight - timedelta(seconds=1))
        assert await _check(clinic, second) == Decision("allow")
        await _sent_at(clinic, first, midnight + timedelta(seconds=1))
        assert await _check(clinic, second) == Decision("block", "collapsed")


async def test_of_two_in_one_batch_one_leaves(clinic: Clinic) -> None:
    both = await _person(clinic)
    await clinic.render(both)
    assert sorted(one.outcome for one in await clinic.deliver(both)) == ["blocked", "sent"]


async def test_of_many_workers_at_once_one_sends(clinic: Clinic) -> None:
    many = await _person(clinic, 6)
    await clinic.render(many)
    answers = await asyncio.gather(*(clinic.deliver([one]) for one in many))
    outcomes = sorted(one.outcome for [one] in answers)
    assert outcomes == ["blocked"] * 5 + ["sent"]
