"""The activities that only read or note: times, branches, consent, preferences, progress."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from temporalio.exceptions import ApplicationError

from activities.check_consent import CheckConsent
from activities.decide_branches import DecideBranches
from activities.plan_times import PlanTimes
from activities.record_progress import RecordProgress
from activities.update_patients import UpdatePatients
from engine.contracts.activities import Batch, Decision, Item, Planned, Progress, ProgressBatch, TimesBatch
from engine.contracts.cursor import Cursor, Visit
from engine.journey.consents import Consents, Topic
from engine.journey.events import CLICKED, CONFIRMED
from engine.journey.plan import (
    Anchor,
    Await,
    Branch,
    Case,
    Exit,
    Path,
    Plan,
    Repeat,
    Split,
    Update,
    Wait,
    Window,
)  # fmt: skip
from engine.policy.choices import path_of
from engine.store.consents import grant_consent, revoke_authorization, sign_authorization, withdraw_consent
from engine.store.engagement import record_engagement
from tests.activities.clinic import CONSENTS, SEND, Clinic, make_plan, run


def _plan(slug: str, *nodes: Any, **told: Any) -> Plan:
    fields = {"patient.first_name": "string", "patient.age": "int", "appointment.start": "timestamp"}
    return make_plan(journey=slug, nodes=(*nodes, SEND, Exit(id="done")), fields=fields, **told)


async def _times(clinic: Clinic, plan: Plan, moment: str, enrollments: Sequence[str]) -> list[Planned]:
    batch = TimesBatch(clinic.version, plan.start, moment, [Item(one, 1) for one in enrollments])
    answers = await run(PlanTimes(clinic.parts).plan_times, batch)
    return list(answers.items)


async def test_an_anchor_is_planned_in_the_persons_zone_and_says_when_it_has_passed(clinic: Clinic) -> None:
    plan = _plan("times", Wait(id="w", next=1, until=Anchor("appointment.start", days=-1, clock="10:00")))
    await clinic.publish(plan)
    soon = clinic.parts.moment().replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=30)
    here = await clinic.add_person("here@example.org", zone="America/New_York")
    there = await clinic.add_person("there@example.org", zone="Asia/Tokyo")
    enrollments = [
        await clinic.enroll(here, await clinic.add_appointment(here, soon)),
        await clinic.enroll(there, await clinic.add_appointment(there, soon)),
        await clinic.enroll(here, await clinic.add_appointment(here, clinic.parts.moment())),
        await clinic.enroll(here),
        str(uuid4()),
    ]
    one, other, past, unsaid, unknown = await _times(clinic, plan, "until", enrollments)
    assert one.due is not None and other.due is not None and not one.past
    assert datetime.fromtimestamp(other.due, UTC).hour == 1  # ten in Tokyo
    assert past.past
    assert unsaid == unknown == Planned(None, missing=True)


async def test_each_moment_of_a_step_is_planned_by_its_own_name(clinic: Clinic) -> None:
    person = await clinic.add_person("moments@example.org")
    ahead = clinic.parts.moment() + timedelta(days=9)
    anchor = Anchor("appointment.start")
    steps = [
        (msgspec.structs.replace(SEND, id="s0", at=anchor), "at"),
        (Await(id="a", next=1, on={CLICKED: 1}, on_timeout=1, timeout_at=anchor), "timeout"),
    ]
    for step, moment in steps:
        plan = _plan(f"moment-{moment}", step)
        await clinic.publish(plan)
        enrollment = await clinic.enroll(person, await clinic.add_appointment(person, ahead))
        [planned] = await _times(clinic, plan, moment, [enrollment])
        assert planned == Planned(ahead.timestamp())
    with pytest.raises(ApplicationError) as raised:
        await _times(clinic, plan, "at", [enrollment])
    assert (raised.value.type, raised.value.non_retryable) == ("step-has-no-such-moment", True)


async def test_a_window_is_waited_for_until_it_opens(clinic: Clinic) -> None:
    plan = _plan("window", Wait(id="w", next=1, window=Window(start="09:00", end="09:01")))
    await clinic.publish(plan)
    enrollment = await clinic.enroll(await clinic.add_person("window@example.org", zone="Asia/Kathmandu"))
    [planned] = await _times(clinic, plan, "window", [enrollment])
    assert planned.due is not None and not planned.past
    opening = datetime.fromtimestamp(planned.due, UTC)
    assert (opening.hour, opening.minute) in {(3, 15)}  # nine at +05:45


async def _choose(clinic: Clinic, enrollments: Sequence[str]) -> list[int]:
    batch = Batch(clinic.version, 0, [Item(one, 1) for one in enrollments])
    return list((await run(DecideBranches(clinic.parts).decide_branches, batch)).items)


async def test_the_first_case_that_is_true_is_taken_and_a_missing_value_is_neither(clinic: Clinic) -> None:
    branch = Branch(
        id="b", next=1, otherwise=1, unknown=1,
        cases=(Case("older", "patient.age >= 65", 1), Case("ana", "patient.first_name == 'Ana'", 1)),
    )  # fmt: skip
    await clinic.publish(_plan("branch", branch))
    people = [
        await clinic.add_person("old@example.org", birth_date=date(1940, 1, 1)),
        await clinic.add_person("young@example.org", birth_date=date(2000, 1, 1)),
        await clinic.add_person("neither@example.org", birth_date=date(2000, 1, 1), first_name="Bo"),
        await clinic.add_person("ageless@example.org"),
        await clinic.add_person("unknown@example.org", first_name="Bo"),
    ]
    enrollments = [await clinic.enroll(one) for one in people]
    assert await _choose(clinic, [*enrollments, str(uuid4())]) == [0, 1, -1, 1, -2, -2]


async def test_conditions_hear_what_the_person_did_and_allowed(clinic: Clinic) -> None:
    conditions = [
        "confirmed()", "clicked('week-ahead')", "engaged('week-ahead')", "has_consent('news')",
        "has_consent('visit-reminders')", "authorized('offers')", "happened('confirmed')",
    ]  # fmt: skip
    topics = CONSENTS.topics | {"news": Topic("News", "in", "", 1)}
    await clinic.apply(consents=Consents(topics=topics))
    patient = await clinic.add_person("signs@example.org")
    plan = _plan("signs", Branch(id="b", next=1, cases=(), otherwise=1, unknown=1))

    async def hold() -> dict[str, int]:
        found = {}
        for condition in conditions:
            case = Case("c", condition, 1)
            asking = msgspec.structs.replace(plan.nodes[0], cases=(case,))
            await clinic.publish(msgspec.structs.replace(plan, nodes=(asking, *plan.nodes[1:])))
            [found[condition]] = await _choose(clinic, [enrollment])
        return found

    await clinic.publish(make_plan(journey="signs"))
    enrollment = await clinic.enroll(patient)
    await clinic.render([enrollment])
    assert await hold() == dict.fromkeys(conditions, -1) | {
        "has_consent('visit-reminders')": 0, "authorized('offers')": -2,
    }  # fmt: skip
    message = (await clinic.message(enrollment))["id"]
    at = clinic.parts.moment()
    async with clinic.pool.acquire() as conn, conn.transaction():
        await record_engagement(conn, message, CLICKED, at)
        await record_engagement(conn, message, CONFIRMED, at)
        await grant_consent(conn, patient, "news", "portal", at)
        await withdraw_consent(conn, patient, "visit-reminders", "portal", at)
        await sign_authorization(conn, patient, "offers", "paper", at - timedelta(days=1))
    assert await hold() == dict.fromkeys(conditions, 0) | {"has_consent('visit-reminders')": -1}
    async with clinic.pool.acquire() as conn, conn.transaction():
        assert await revoke_authorization(conn, patient, "offers", clinic.parts.moment()) == 1
    assert (await hold())["authorized('offers')"] == -2
    await clinic.apply()


async def test_a_repeat_asks_whether_its_end_is_reached(clinic: Clinic) -> None:
    repeat = Repeat(id="r", next=1, body=1, every=60, at_most=3, until_when="patient.age >= 65")
    await clinic.publish(_plan("repeat", repeat))
    people = [
        await clinic.add_person("r1@example.org", birth_date=date(1940, 1, 1)),
        await clinic.add_person("r2@example.org", birth_date=date(2000, 1, 1)),
        await clinic.add_person("r3@example.org"),
    ]
    assert await _choose(clinic, [await clinic.enroll(one) for one in people]) == [1, 0, -2]


def test_a_split_is_a_hash_that_can_be_computed_again_and_keeps_its_weights() -> None:
    split = Split(id="s", next=1, paths=(Path("a", 70, 1), Path("b", 20, 1), Path("c", 10, 1)), seed="x")
    people = [UUID(int=n) for n in range(4000)]
    chosen = [path_of(split, one) for one in people]
    assert chosen == [path_of(split, one) for one in people]
    shares = Counter(chosen)
    assert abs(shares[0] / 4000 - 0.7) < 0.04 and abs(shares[2] / 4000 - 0.1) < 0.03
    other = msgspec.structs.replace(split, seed="y")
    assert chosen != [path_of(other, one) for one in people]
    assert path_of(split, UUID(int=7)) == chosen[7] == 0  # pinned: a new hash would move people over


async def test_consent_is_checked_for_a_batch_in_order(clinic: Clinic) -> None:
    await clinic.publish(make_plan(msgspec.structs.replace(SEND, topic="visit-reminders"), journey="check"))
    fine, stopped = await clinic.add_person("c1@example.org"), await clinic.add_person("c2@example.org")
    async with clinic.pool.acquire() as conn, conn.transaction():
        await withdraw_consent(conn, stopped, "", "one-click", clinic.parts.moment())
    ids = [await clinic.enroll(one) for one in (stopped, fine)]
    batch = Batch(clinic.version, 0, [Item(one, 1) for one in (*ids, str(uuid4()))])
    answers = await run(CheckConsent(clinic.parts).check_consent, batch)
    assert answers.items == [
        Decision("block", "opted-out"), Decision("allow"), Decision("block", "enrollment-unknown"),
    ]  # fmt: skip


async def test_an_update_changes_preferences_and_tags_and_nothing_else(clinic: Clinic) -> None:
    step = Update(id="u", next=1, set={"patient.language": "es"}, tag=("b", "a"), untag=("old",))
    await clinic.publish(_plan("update", step))
    patient = await clinic.add_person("update@example.org", zone="America/Chicago")
    await clinic.pool.execute("update patient set tags = array['old', 'a'] where id = $1", patient)
    batch = Batch(clinic.version, 0, [Item(await clinic.enroll(patient), 1), Item(str(uuid4()), 1)])
    done = await run(UpdatePatients(clinic.parts).update_patients, batch)
    assert [(one.ok, one.reason) for one in done.items] == [(True, ""), (False, "enrollment-unknown")]
    row = await clinic.pool.fetchrow("select language, zone, tags from patient where id = $1", patient)
    assert tuple(row) == ("es", "America/Chicago", ["a", "b"])

    await clinic.publish(_plan("update-more", Update(id="u", next=1, set={"patient.first_name": "X"})))
    refused = await run(UpdatePatients(clinic.parts).update_patients, Batch(clinic.version, 0, batch.items))
    assert {one.reason for one in refused.items} == {"field-not-writable"}


async def test_progress_is_written_down(clinic: Clinic) -> None:
    await clinic.publish(make_plan(journey="progress"))
    enrollment = await clinic.enroll(await clinic.add_person("progress@example.org"))
    over = Cursor(node=1, phase="left", seq=3, outcome="done")
    visit = Visit("week-ahead", 1, 1.0, 2.0, "sent:tls")
    row = await clinic.pool.fetchrow("select cohort_id from enrollment where id = $1", UUID(enrollment))
    batch = ProgressBatch(str(row["cohort_id"]), clinic.version, [Progress(enrollment, over, [visit])])
    assert (await run(RecordProgress(clinic.parts).record_progress, batch)).count == 1
    stored = await clinic.pool.fetchrow(
        "select state, outcome from enrollment where id = $1", UUID(enrollment)
    )
    assert tuple(stored) == ("left", "done")


async def test_an_unknown_version_is_final_and_its_failure_says_nothing_but_a_code(clinic: Clinic) -> None:
    with pytest.raises(ApplicationError) as raised:
        await run(CheckConsent(clinic.parts).check_consent, Batch("0" * 64, 0, []))
    assert (raised.value.type, raised.value.message, raised.value.non_retryable) == (
        "version-unknown", "version-unknown", True,
    )  # fmt: skip
    assert raised.value.__cause__ is None
