"""Tasks: opened by a step, listed by queue, done by one person, heard by their journey."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest_asyncio

from activities.open_tasks import OpenTasks
from engine.contracts.activities import Batch, Item, Opened, Progress, ProgressBatch
from engine.contracts.cursor import Cursor
from engine.journey.plan import NOW, Anchor, Exit, Task
from engine.store.own_events import retell_own_events
from engine.store.progress import record_progress
from tests.activities.clinic import Clinic, make_plan, open_clinic, run
from tests.designer_api.conftest import Api, SignedIn

CALL = Task(
    "call-list", 1, "front-desk", "Call about the visit", "Two tries are enough.",
    due=Anchor(NOW, seconds=4 * 3600), escalate="nurses", on_done=1, on_overdue=1,
)  # fmt: skip


@pytest_asyncio.fixture(scope="module")
async def clinic(api: Api) -> AsyncIterator[Clinic]:
    made = await open_clinic(api.settings)
    await made.publish(make_plan(journey="calls", nodes=(CALL, Exit("done"))))
    yield made
    await made.smtp.close()
    await made.pool.close()


@pytest_asyncio.fixture(autouse=True)
async def nothing_open(clinic: Clinic) -> None:
    await clinic.pool.execute("delete from task")


async def _open(clinic: Clinic, enrollments: list[str], visit: int = 1) -> list[Opened]:
    now = clinic.parts.now()
    batch = Batch(clinic.version, 0, [Item(one, visit, now) for one in enrollments])
    return list((await run(OpenTasks(clinic.parts).open_tasks, batch)).items)


async def _someone(clinic: Clinic, **told: Any) -> str:
    return await clinic.enroll(await clinic.add_person(f"{uuid4().hex}@example.org", **told))


async def _listed(client: httpx.AsyncClient, **asked: str) -> list[dict[str, Any]]:
    answer = await client.get("/api/tasks", params=asked)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def _overdue(clinic: Clinic, enrollment: str) -> None:
    past = clinic.parts.moment() - timedelta(minutes=1)
    await clinic.pool.execute("update task set due_at = $2 where enrollment_id = $1", UUID(enrollment), past)


async def test_a_task_is_opened_once_a_visit_and_holds_nothing_of_the_person(clinic: Clinic) -> None:
    one = await _someone(clinic)
    [first], [again] = await _open(clinic, [one]), await _open(clinic, [one])
    assert first.ok and again.ok and first.due is not None
    assert abs(first.due - clinic.parts.now() - 4 * 3600) < 60
    await _open(clinic, [one], visit=2)
    rows = await clinic.pool.fetch("select * from task order by visit")
    assert [row["visit"] for row in rows] == [1, 2]
    assert not [value for row in rows for value in row if isinstance(value, str) and "Ana" in value]


async def test_who_is_unknown_or_has_left_gets_no_task(clinic: Clinic) -> None:
    left = await _someone(clinic)
    await clinic.pool.execute("update enrollment set state = 'left' where id = $1", UUID(left))
    answers = await _open(clinic, [str(uuid4()), left])
    assert [one.reason for one in answers] == ["enrollment-unknown", "left-journey"]
    assert await clinic.pool.fetchval("select count(*) from task") == 0


async def test_the_business_days_of_a_task_are_those_of_the_organisation(clinic: Clinic) -> None:
    before = (clinic.plan, clinic.version)
    step = Task("t", 1, "q", "Title", due=Anchor(NOW, business=1), on_done=1)
    await clinic.publish(make_plan(journey="business", nodes=(step, Exit("done"))))
    one = await _someone(clinic, zone="Asia/Tokyo")
    # Friday, 20:00 in New York, which is Saturday in Tokyo: the next business day is Monday, 20:00 there.
    since = 1_772_845_200.0
    batch = Batch(clinic.version, 0, [Item(one, 1, since)])
    [opened] = (await run(OpenTasks(clinic.parts).open_tasks, batch)).items
    clinic.plan, clinic.version = before
    assert opened.due == since + 3 * 86_400 - 3600  # the clocks went forward in between


async def test_a_queue_shows_its_own_and_what_was_escalated_to_it(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator = await signed_in("operator")
    late, calm = await _someone(clinic), await _someone(clinic)
    await _open(clinic, [late, calm])
    assert [one["queue"] for one in await _listed(operator, queue="front-desk")] == ["front-desk"] * 2
    assert await _listed(operator, queue="nurses") == []
    await _overdue(clinic, late)
    [seen] = await _listed(operator, queue="nurses")
    assert (seen["enrollment"], seen["overdue"], seen["escalated"]) == (late, True, True)
    assert (seen["masked_name"], seen["title"]) == ("A… R.", "Call about the visit")
    mine = await _listed(operator, queue="front-desk")
    assert [one["enrollment"] for one in mine] == [late, calm]  # the most urgent first
    assert [one["escalated"] for one in mine] == [False, False]
    queues = (await operator.get("/api/tasks/queues")).json()["items"]
    assert queues == [
        {"queue": "front-desk", "open": 2, "overdue": 1},
        {"queue": "nurses", "open": 1, "overdue": 1},
    ]


async def test_a_finished_task_is_told_to_its_journey_exactly_once(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator = await signed_in("operator")
    one = await _someone(clinic)
    await _open(clinic, [one])
    [task] = await _listed(operator)
    answer = await operator.post(f"/api/tasks/{task['id']}/done")
    assert (answer.status_code, answer.json()["state"], answer.json()["ended_by"]) == (
        200,
        "done",
        "Operator",
    )
    again = await operator.post(f"/api/tasks/{task['id']}/done")
    assert (again.status_code, again.json()["code"]) == (409, "task-over")
    events = await clinic.pool.fetch(
        "select type, step, source, sealed from event where enrollment_id = $1", UUID(one)
    )
    assert [tuple(row) for row in events] == [("task.done", "call-list", "careloom:staff", None)]
    assert await _listed(operator) == []
    assert [each["state"] for each in await _listed(operator, state="done")] == ["done"]


async def test_a_taken_task_is_one_persons_until_it_is_given_back(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator, admin = await signed_in("operator"), await signed_in("admin")
    await _open(clinic, [await _someone(clinic)])
    [task] = await _listed(operator)
    path = f"/api/tasks/{task['id']}"
    assert (await operator.post(f"{path}/take")).json()["mine"] is True
    assert (await operator.post(f"{path}/take")).status_code == 200
    refused = await admin.post(f"{path}/take")
    assert (refused.status_code, refused.json()["code"]) == (409, "task-taken")
    assert (await admin.get(path)).json()["taken_by"] == "Operator"
    assert (await operator.post(f"{path}/release")).json()["taken_by"] == ""
    assert (await admin.post(f"{path}/take")).json()["mine"] is True


async def test_only_operators_see_and_act_and_every_act_is_audited(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    author, operator = await signed_in("author"), await signed_in("operator")
    await _open(clinic, [await _someone(clinic)])
    [task] = await _listed(operator)
    assert (await author.get("/api/tasks")).status_code == 403
    for act in ("take", "release", "done", "cancel"):
        assert (await author.post(f"/api/tasks/{task['id']}/{act}")).status_code == 403
    assert (await operator.post(f"/api/tasks/{uuid4()}/done")).status_code == 404
    assert (await operator.post(f"/api/tasks/{task['id']}/cancel")).json()["reason"] == "by-staff"
    rows = await clinic.pool.fetch("select action from audit where subject = $1", task["id"])
    assert [row["action"] for row in rows] == ["task.cancel"]
    assert (await clinic.pool.fetchval("select count(*) from event where source = 'careloom:staff'")) <= 1


async def _leave(clinic: Clinic, enrollment: str, outcome: str) -> None:
    cursor = Cursor(node=0, phase="left", seq=5, outcome=outcome)
    cohort = await clinic.pool.fetchval("select cohort_id from enrollment where id = $1", UUID(enrollment))
    batch = ProgressBatch(str(cohort), clinic.version, [Progress(enrollment, cursor, [])])
    async with clinic.pool.acquire() as conn, conn.transaction():
        await record_progress(conn, batch, clinic.parts.moment())


async def test_tasks_of_people_whom_an_event_took_out_are_cancelled_with_the_reason(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator = await signed_in("operator")
    gone, finished = await _someone(clinic), await _someone(clinic)
    await _open(clinic, [gone, finished])
    [task] = [one for one in await _listed(operator) if one["enrollment"] == gone]
    await _leave(clinic, gone, "exit:appointment.cancelled")
    await _leave(clinic, finished, "completed")
    [left] = await _listed(operator)
    assert (left["enrollment"], left["journey_over"]) == (finished, True)
    [cancelled] = await _listed(operator, state="cancelled")
    assert cancelled["reason"] == "exit:appointment.cancelled"
    answer = await operator.post(f"/api/tasks/{task['id']}/done")
    assert (answer.status_code, answer.json()["code"]) == (409, "task-over")
    assert (await operator.post(f"/api/tasks/{left['id']}/done")).json()["state"] == "done"


async def test_pages_go_on_where_the_last_one_ended(clinic: Clinic, signed_in: SignedIn) -> None:
    operator = await signed_in("operator")
    patient = await clinic.add_person("pages@example.org")
    people = [await clinic.enroll(patient) for _ in range(60)]
    await _open(clinic, people)
    first = (await operator.get("/api/tasks")).json()
    second = (await operator.get("/api/tasks", params={"after": first["next"]})).json()
    assert len(first["items"]) == 50 and second["next"] is None
    assert {one["enrollment"] for one in (*first["items"], *second["items"])} == set(people)
    assert (await operator.get("/api/tasks", params={"after": "x"})).status_code == 422


async def _retold(clinic: Clinic, enrollment: str) -> list[tuple[str, str]]:
    cohort = await clinic.pool.fetchval("select cohort_id from enrollment where id = $1", UUID(enrollment))
    async with clinic.pool.acquire() as conn:
        await retell_own_events(conn, cohort, clinic.parts.moment())
    rows = await clinic.pool.fetch(
        "delete from cohort_signal where enrollment_id = $1 returning type, step", UUID(enrollment)
    )
    return [tuple(row) for row in rows]


async def test_a_run_that_lost_what_it_heard_is_told_again_of_the_latest_task(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator = await signed_in("operator")
    one = await _someone(clinic)
    await _open(clinic, [one])
    [task] = await _listed(operator)
    await operator.post(f"/api/tasks/{task['id']}/done")
    assert await _retold(clinic, one) == []  # it does not stand there
    await clinic.pool.execute("update enrollment set step = 'call-list' where id = $1", UUID(one))
    assert await _retold(clinic, one) == [("task.done", "call-list")]
    await _open(clinic, [one], visit=2)
    assert await _retold(clinic, one) == []


async def test_a_task_of_an_earlier_visit_does_not_end_the_wait_for_the_later_one(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator = await signed_in("operator")
    one = await _someone(clinic)
    await _open(clinic, [one])
    [first] = await _listed(operator)
    await _open(clinic, [one], visit=2)
    assert (await operator.post(f"/api/tasks/{first['id']}/done")).json()["state"] == "done"
    [second] = await _listed(operator)
    count = "select count(*) from event where enrollment_id = $1"
    assert await clinic.pool.fetchval(count, UUID(one)) == 0
    await operator.post(f"/api/tasks/{second['id']}/done")
    assert await clinic.pool.fetchval(count, UUID(one)) == 1


async def test_a_task_that_nobody_waited_for_stands_in_the_persons_story_when_it_is_done(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    operator = await signed_in("operator")
    one = await _someone(clinic)
    await _open(clinic, [one])
    at = clinic.parts.moment()
    await clinic.pool.execute(
        "insert into step_visit values ($1, 'call-list', 1, $2, $2, 'opened')", UUID(one), at
    )
    [task] = await _listed(operator)
    await operator.post(f"/api/tasks/{task['id']}/done")
    story = (await operator.get(f"/api/patients/{task['patient']}/timeline")).json()["items"]
    assert [item["code"] for item in story if item["step"] == "call-list"] == ["done", "opened"]
