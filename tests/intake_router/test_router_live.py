"""Router, watcher, cohorts and activities on a real Temporal server: nothing lost, nothing late."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest_asyncio
from temporalio.client import Client, WorkflowExecutionStatus

from activities import open_activities
from engine import worker
from engine.intake.dispatch import workflow_id
from engine.intake.router import Router
from engine.intake.watcher import Watcher
from engine.journey import events
from tests.intake_router.house import NOW, START, House, booked, person, reminder, said


@pytest_asyncio.fixture
async def working(house: House, client: Client) -> AsyncIterator[None]:
    """The journeys role of a worker, with the real activities."""
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(house.settings, frozenset({"journeys"}), open_activities, stop))
    yield
    stop.set()
    await running


async def _until(asked: Callable[[], Awaitable[object]], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not await asked():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.02)


async def _cohorts(house: House) -> list[str]:
    return [workflow_id(row[0]) for row in await house.rows("select id from cohort order by created_at")]  # type: ignore[arg-type]


async def test_an_event_becomes_a_running_workflow_and_a_cancel_ends_it(
    house: House, client: Client, working: None, routing: None
) -> None:
    await house.open(reminder())
    await house.hear(booked(1))
    await _until(lambda: house.one("select phase = 'waiting' from enrollment"))
    assert await house.one("select due_at < $1 from enrollment", START)
    moved = START + timedelta(days=3)
    await house.hear(booked(1, at=NOW + timedelta(minutes=1), start=moved))
    await _until(lambda: house.one("select due_at > $1 from enrollment", START))
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(1), "A1", at=NOW + timedelta(minutes=2)))
    await _until(lambda: house.one("select state = 'left' from enrollment"))
    assert await house.one("select outcome from enrollment") == "exit:appointment.cancelled"
    await _until(lambda: house.one("select state = 'closed' from cohort"))
    # The cohort may be over before the router has put away what it sent it.
    await _until(lambda: house.one("select count(*) = 0 from cohort_signal"))


async def test_a_router_that_dies_after_its_commit_loses_nothing(
    house: House, router: Router, client: Client
) -> None:
    await house.open(reminder())
    await house.hear(booked(1))
    await house.route(router)  # committed, and then nobody starts the cohort
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(1), "A1", at=NOW + timedelta(minutes=2)))
    await house.route(router)
    await house.pool.execute("update cohort set created_at = now() - interval '1 minute'")
    other = Router(house.pool, client, house.settings)
    await other.start_all()
    await other.send_all()
    [cohort] = await _cohorts(house)
    history = await client.get_workflow_handle(cohort).fetch_history()
    kinds = [event.WhichOneof("attributes") for event in history.events]
    assert kinds.count("workflow_execution_signaled_event_attributes") == 1
    assert await house.one("select count(*) from cohort_signal") == 0
    assert await house.rows("select state, starts from cohort") == [("running", 1)]


async def test_starting_a_cohort_twice_starts_one_workflow(
    house: House, router: Router, client: Client
) -> None:
    await house.open(reminder())
    await house.hear(booked(1))
    await house.route(router)
    waiting = list(router._starting)
    await asyncio.gather(*(router._dispatcher.start(waiting) for _ in range(5)))
    assert await house.rows("select state, starts from cohort") == [("running", 1)]


async def test_signals_to_one_cohort_travel_together_and_in_order(
    house: House, router: Router, client: Client
) -> None:
    await house.open(reminder())
    await house.hear_each([booked(number) for number in range(1, 21)])
    await house.route(router)
    await router.start_all()
    for number in range(1, 21):
        at = NOW + timedelta(minutes=number)
        await house.hear(said(events.APPOINTMENT_CANCELLED, person(number), f"A{number}", at=at))
    others = [Router(house.pool, client, house.settings) for _ in range(3)]
    await asyncio.gather(*(house.route(each) for each in others))
    await asyncio.gather(*(each.send_all() for each in others))
    await router.send_all()
    heard: list[str] = []
    for cohort in await _cohorts(house):
        history = await client.get_workflow_handle(cohort).fetch_history()
        heard += [
            e.event_id for e in history.events if e.HasField("workflow_execution_signaled_event_attributes")
        ]
    assert 1 <= len(heard) <= 4  # twenty events, a signal per router's round at most
    assert await house.one("select count(*) from cohort_signal") == 0


async def test_the_watcher_starts_a_terminated_workflow_again_from_its_cursor(
    house: House, client: Client, working: None, routing: None
) -> None:
    await house.open(reminder())
    await house.hear(booked(1))
    await _until(lambda: house.one("select phase = 'waiting' from enrollment"))
    [cohort] = await _cohorts(house)
    await client.get_workflow_handle(cohort).terminate()
    await house.hear(said(events.APPOINTMENT_CANCELLED, person(1), "A1", at=NOW + timedelta(minutes=2)))
    await _until(lambda: house.one("select count(*) = 2 from event where routed_at is not null"))
    watcher = Watcher(house.pool, client, house.settings, every=0.0)
    assert await watcher.look_round() == 1
    await _until(lambda: house.one("select state = 'left' from enrollment"))
    assert await house.one("select outcome from enrollment") == "exit:appointment.cancelled"
    assert await house.one("select starts from cohort") == 2
    assert await watcher.look_round() == 0


async def test_the_watcher_leaves_alone_what_runs_and_closes_what_is_empty(
    house: House, router: Router, client: Client
) -> None:
    await house.open(reminder())
    await house.hear_each([booked(1), booked(2)])
    await router.route_batch()
    await router.start_all()
    watcher = Watcher(house.pool, client, house.settings, every=0.0)
    assert await watcher.look_round() == 0
    [cohort] = await _cohorts(house)
    handle = client.get_workflow_handle(cohort)
    assert (await handle.describe()).status == WorkflowExecutionStatus.RUNNING
    await handle.terminate()
    await house.pool.execute("update enrollment set state = 'left', left_at = now()")
    assert await watcher.look_round() == 0
    assert await house.rows("select state from cohort") == [("closed",)]


async def test_an_engagement_event_reaches_only_its_own_enrollment(
    house: House, router: Router, client: Client
) -> None:
    await house.open(reminder())
    await house.hear_each([booked(1), booked(2)])
    await house.route(router)
    enrollment = await house.one("select id from enrollment order by id limit 1")
    await house.pool.execute(
        "insert into event (id, source, message_id, type, enrollment_id, step, occurred_at, received_at)"
        " values (gen_random_uuid(), 'careloom:delivery', 'x', 'confirmed', $1, 'week-ahead', now(), now())",
        enrollment,
    )
    await house.route(router)
    assert await house.rows("select enrollment_id, type, step from cohort_signal") == [
        (enrollment, "confirmed", "week-ahead")
    ]
    assert await house.one("select outcome from event where type = 'confirmed'") == "signalled"
