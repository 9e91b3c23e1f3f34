"""Handing people over in the store: who is asked goes with all that is theirs, once; the others stay."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import msgspec
import pytest_asyncio

from engine.contracts.activities import Handover, Late, Progress, ProgressBatch
from engine.contracts.cursor import Cursor, Visit
from engine.journey.consents import Consents
from engine.journey.plan import Enroll, Exit, Plan, Send, Wait, version_of
from engine.settings import Settings
from engine.store import moves, people
from engine.store.cohorts import load_members, load_waiting, mark_started
from engine.store.enrollments import NewEnrollment, first_cursor, insert_enrollments
from engine.store.happenings import load_happenings
from engine.store.ids import uuid7
from engine.store.journeys import publish
from engine.store.move_preview import preview_moves
from engine.store.moves import Order
from engine.store.outbox import Signal, insert_signals, redirect
from engine.store.pool import create_pool, open_vault
from engine.store.progress import record_progress
from engine.store.releases import Release, insert_release

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
Connection = asyncpg.pool.PoolConnectionProxy


def plan_of(seconds: int, name: str = "a-while", moved: dict[str, str] | None = None) -> Plan:
    mail = Send(id="mail", next=1, message="m", purpose="treatment")
    return Plan(
        journey="moving",
        title="Moving",
        purpose="treatment",
        start=0,
        nodes=(mail, Wait(id=name, next=2, seconds=seconds), Exit(id="done")),
        enroll=Enroll(on=("appointment.booked",)),
        exits=("appointment.cancelled",),
        moved=moved or {},
    )


FIRST = plan_of(3600)
SECOND = plan_of(7200, "rest", {"a-while": "rest"})
LOST = plan_of(60, "elsewhere")


class Inside:
    """Three people in one started cohort, all in the wait."""

    def __init__(self, connection: Connection, cohort: UUID, ids: list[UUID]) -> None:
        self.connection, self.cohort, self.ids = connection, cohort, ids

    async def publish(self, plan: Plan) -> str:
        await publish(self.connection, plan, "", (), by="test", now=NOW)
        return version_of(plan)

    async def order(self, version: str, *, at_once: bool = False) -> int:
        number = await insert_release(self.connection, RELEASE)
        orders = [Order("moving", version)]
        return await moves.order_moves(self.connection, orders, number, NOW, at_once=at_once)

    def standing(self, who: int, seq: int = 5) -> Progress:
        cursor = Cursor(1, "waiting", seq=seq, due=NOW.timestamp() + 3600, entered=NOW.timestamp())
        cursor.visits = {0: 1, 1: 1}
        sent = Visit("mail", 1, NOW.timestamp(), NOW.timestamp(), "sent:tls")
        return Progress(str(self.ids[who]), cursor, [sent])

    async def hand_over(self, *who: int, late: list[Late] | None = None) -> list[bool]:
        items = [self.standing(one) for one in who]
        handover = Handover(str(self.cohort), version_of(FIRST), items, late or [])
        return await moves.hand_over(self.connection, handover, NOW)

    async def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        return [tuple(row) for row in await self.connection.fetch(query, *values)]


RELEASE = Release(NOW, "test", "", "", "", False, "c", "a", "b", "next-safe-point", {}, {}, {})


@pytest_asyncio.fixture
async def inside(database_url: str, make_settings: Callable[..., Settings]) -> AsyncIterator[Inside]:
    settings = make_settings(database_url=database_url)
    vault = open_vault(settings)
    async with await create_pool(settings) as pool, pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await publish(connection, FIRST, "", (), by="test", now=NOW)
        patients = [people.new_patient(vault, uuid7()) for _ in range(3)]
        await people.save_patients(connection, vault, patients, NOW)
        cohort, rows = uuid7(), []
        for each in patients:
            cursor = first_cursor(FIRST, NOW)
            told = (
                uuid7(),
                "moving",
                version_of(FIRST),
                each.id,
                "",
                None,
                None,
                1,
                cohort,
                cursor,
                NOW,
                "mail",
            )
            rows.append(NewEnrollment(*told))
        await insert_enrollments(connection, rows)
        await mark_started(connection, [cohort])
        found = Inside(connection, cohort, [row.id for row in rows])
        standing = [found.standing(who, seq=4) for who in range(3)]
        await record_progress(connection, ProgressBatch(str(cohort), version_of(FIRST), standing), NOW)
        yield found
        await transaction.rollback()


async def test_who_is_asked_goes_to_a_new_cohort_of_the_new_version_with_visits_and_signals(
    inside: Inside,
) -> None:
    version = await inside.publish(SECOND)
    assert await inside.order(version) == 3
    waiting = Signal(inside.cohort, inside.ids[0], NOW, type="viewed")
    await inside.connection.execute("delete from cohort_signal")
    await insert_signals(inside.connection, [waiting])
    assert await inside.hand_over(0, 1) == [True, True]
    rows = await inside.rows(
        "select id, version, step, cohort_id from enrollment where cohort_id <> $1", inside.cohort
    )
    assert {row[:3] for row in rows} == {(one, version, "rest") for one in inside.ids[:2]}
    [cohort] = {row[3] for row in rows}
    members = await load_members(inside.connection, cohort)  # type: ignore[arg-type]
    assert {each.cursor.due for each in members} == {NOW.timestamp() + 7200}
    assert {tuple(each.cursor.visits.items()) for each in members} == {((0, 1), (1, 1))}
    assert await inside.rows("select cohort_id, enrollment_id, type from cohort_signal") == [
        (cohort, inside.ids[0], "viewed")
    ]
    states = await inside.rows("select state, count(*) from enrollment_move group by 1 order by 1")
    assert states == [("asked", 1), ("done", 2)]
    assert len(await inside.rows("select 1 from step_visit where step = 'mail'")) == 3


async def test_a_handover_told_twice_moves_once_and_an_old_write_changes_nothing(inside: Inside) -> None:
    await inside.order(await inside.publish(SECOND))
    assert await inside.hand_over(0) == [True]
    before = await inside.rows("select cohort_id, cursor from enrollment where id = $1", inside.ids[0])
    assert await inside.hand_over(0) == [True]
    late = ProgressBatch(str(inside.cohort), version_of(FIRST), [inside.standing(0, seq=99)])
    assert await record_progress(inside.connection, late, NOW) == 0
    assert (
        await inside.rows("select cohort_id, cursor from enrollment where id = $1", inside.ids[0]) == before
    )
    assert len(await inside.rows("select 1 from cohort")) == 2


async def test_nobody_goes_who_is_not_asked_or_asked_no_longer(inside: Inside) -> None:
    second = await inside.publish(SECOND)
    assert await inside.hand_over(0) == [False]
    await inside.order(second)
    await inside.publish(FIRST)
    await inside.order(version_of(FIRST))
    assert await inside.hand_over(0) == [False]
    assert await inside.rows("select distinct state from enrollment_move") == [("superseded",)]


async def test_whose_step_is_gone_stays_and_it_is_noted(inside: Inside) -> None:
    await inside.order(await inside.publish(LOST))
    assert await inside.hand_over(0) == [False]
    assert await inside.rows("select state, reason from enrollment_move where state <> 'asked'") == [
        ("stays", "step-is-gone")
    ]


async def test_what_was_heard_too_late_follows_those_who_went(inside: Inside) -> None:
    await inside.order(await inside.publish(SECOND))
    await inside.hand_over(0)
    await inside.connection.execute("delete from cohort_signal")
    letter = Late(str(inside.ids[0]), "event", "viewed", NOW.timestamp(), "mail")
    assert await inside.hand_over(late=[letter]) == []
    [(cohort,)] = await inside.rows("select cohort_id from enrollment where id = $1", inside.ids[0])
    assert await inside.rows("select cohort_id, kind, type, step from cohort_signal") == [
        (cohort, "event", "viewed", "mail")
    ]


async def test_signals_for_a_cohort_that_is_over_go_to_where_people_are(inside: Inside) -> None:
    await inside.order(await inside.publish(SECOND))
    await inside.hand_over(0, 1, 2)
    await inside.connection.execute("delete from cohort_signal")
    await insert_signals(inside.connection, [Signal(inside.cohort, inside.ids[2], NOW, type="viewed")])
    [(number,)] = await inside.rows("select id from cohort_signal")
    assert await redirect(inside.connection, [number], [inside.cohort]) == {number}  # type: ignore[list-item]
    [(state,)] = await inside.rows("select state from cohort where id = $1", inside.cohort)
    assert state == "closed"


async def test_asking_again_asks_nobody_twice_and_a_lost_cohort_is_told_anew(inside: Inside) -> None:
    version = await inside.publish(SECOND)
    assert await inside.order(version, at_once=True) == 3
    assert await inside.order(version, at_once=True) == 0
    assert await moves.ask_again(inside.connection, inside.cohort, NOW) == 3
    rows = await inside.rows("select kind, type, count(*) from cohort_signal group by 1, 2")
    assert rows == [("move", "now", 6)]


async def test_the_preview_counts_shows_examples_and_says_what_to_write(inside: Inside) -> None:
    version = version_of(SECOND)
    [found] = await preview_moves(inside.connection, {"moving": (version, SECOND)}, NOW, at_once=False)
    [step] = found.steps
    assert (step.number, step.step, step.to, step.people, step.at_once) == (1, "a-while", "rest", 3, 3)
    assert len(found.examples) == 3
    assert {one.due_then for one in found.examples} == {datetime(2026, 3, 1, 11, tzinfo=UTC)}
    assert all(len(one.person) == 8 for one in found.examples)
    [lost] = await preview_moves(inside.connection, {"moving": (version_of(LOST), LOST)}, NOW, at_once=False)
    assert (
        "3 people stand at a-while of version 1, which is gone; write moved_to: {a-while:" in lost.refusals[0]
    )


async def test_the_new_cohort_waits_to_be_started_like_any_other(inside: Inside) -> None:
    await inside.order(await inside.publish(SECOND))
    await inside.hand_over(0)
    waiting = await load_waiting(inside.connection, older_than=timedelta(0))
    assert [(each.version, len(each.members)) for each in waiting] == [(version_of(SECOND), 1)]


async def test_a_click_in_a_mail_of_the_older_version_counts_for_the_step_that_took_its_place(
    inside: Inside,
) -> None:
    renamed = msgspec.structs.replace(SECOND, moved={"a-while": "rest", "mail": "letter"})
    nodes = (msgspec.structs.replace(SECOND.nodes[0], id="letter"), *SECOND.nodes[1:])
    await inside.order(await inside.publish(msgspec.structs.replace(renamed, nodes=nodes)))
    await inside.hand_over(0)
    await inside.connection.execute(
        "alter table engagement drop constraint if exists engagement_message_id_fkey",
    )
    await inside.connection.execute(
        "insert into engagement (id, message_id, enrollment_id, step, type, at)"
        " values (gen_random_uuid(), gen_random_uuid(), $1, 'mail', 'clicked', now())",
        inside.ids[0],
    )
    [facts] = (await load_happenings(inside.connection, inside.ids[:1], Consents(), NOW.timestamp())).values()
    assert facts.engaged("letter")
    assert facts.engaged("mail")


async def test_an_open_task_is_waited_for_under_its_new_name(inside: Inside) -> None:
    await inside.connection.execute(
        "insert into task (id, enrollment_id, patient_id, journey, step, visit, queue, title, opened_at)"
        " select gen_random_uuid(), id, patient_id, journey, 'a-while', 1, 'desk', 'Call', now()"
        " from enrollment"
    )
    await inside.order(await inside.publish(SECOND))
    await inside.hand_over(0)
    rows = await inside.rows("select step, count(*) from task group by 1 order by 1")
    assert rows == [("a-while", 2), ("rest", 1)]
