"""The Cohort workflow on a real server: many enrollments in few calls, and nothing lost on the way."""

import asyncio
from typing import Any

from temporalio.client import WorkflowHandle

from engine.contracts.activities import (
    CHECK_CONSENT,
    DECIDE_BRANCHES,
    DELIVER_MESSAGES,
    RECORD_PROGRESS,
    RENDER_MESSAGES,
    Decision,
)
from engine.contracts.cohort import EVENTS as EVENTS_SIGNAL
from engine.contracts.cohort import LEAVE as LEAVE_NOW
from engine.contracts.cohort import PAUSE, RESUME, Departure, EventBatch, EventItem, Hold
from engine.journey import events
from engine.journey.plan import LEAVE, Await, Branch, Case, Exit, Plan, Send, Wait
from tests.runtime.office import SIGNALS_THE_SERVER_TAKES, Office
from tests.runtime.plans import plan_of

FOUR_STEPS = plan_of(
    Send(id="mail", next=1, message="m", purpose="treatment"),
    Wait(id="pause", next=2, seconds=1),
    Branch(id="react", next=LEAVE, cases=(Case("yes", "true", 3),), otherwise=LEAVE, unknown=LEAVE),
    Exit(id="done"),
)
FULL_STORY = ["mail#1 sent:tls", "pause#1 passed", "react#1 yes", "done#1 done"]


def listening(*heard: str, seconds: int = 3600) -> Plan:
    on = dict.fromkeys(heard, LEAVE)
    return plan_of(Await(id="listen", next=LEAVE, on=on, on_timeout=LEAVE, timeout_seconds=seconds))


async def finished(handle: WorkflowHandle[Any, Any]) -> None:
    async with asyncio.timeout(60):
        await handle.result()


async def flood(office: Office, handle: WorkflowHandle[Any, Any], event: str, signals: int) -> None:
    """One signal for each of e0, e1, …: two routers that know no mercy."""
    turn = asyncio.Semaphore(2)

    async def one(number: int) -> None:
        async with turn:
            await office.tell(handle, event, f"e{number}")

    await asyncio.gather(*(one(number) for number in range(signals)))


async def test_a_cohort_asks_each_question_once_for_everybody_and_records_every_visit(office: Office):
    async with office.working():
        await finished(await office.start(FOUR_STEPS, members=20))
    calls = (CHECK_CONSENT, RENDER_MESSAGES, DELIVER_MESSAGES, DECIDE_BRANCHES)
    assert {name: office.desk.batches[name] for name in calls} == dict.fromkeys(calls, 1)
    assert {tuple(story) for story in office.desk.visits.values()} == {tuple(FULL_STORY)}
    assert {cursor.outcome for cursor in office.desk.cursors.values()} == {"done"}
    assert len(office.desk.cursors) == 20


async def test_an_exit_during_delivery_acts_at_once_and_the_mail_still_has_its_record(office: Office):
    gate = office.desk.gates[DELIVER_MESSAGES] = asyncio.Event()
    async with office.working():
        handle = await office.start(FOUR_STEPS, members=2)
        await office.desk.reached.wait()
        await office.tell(handle, events.PATIENT_DECEASED, "e0")
        await office.until(lambda: "e0" in office.desk.cursors)
        assert office.desk.cursors["e0"].outcome == "exit:patient.deceased"
        gate.set()
        await finished(handle)
    assert office.desk.visits == {"e0": ["mail#1 sent:tls"], "e1": FULL_STORY}


async def test_a_held_enrollment_waits_for_its_release_while_the_others_go_on(office: Office):
    async with office.working():
        handle = await office.start(listening(events.CONFIRMED), members=3)
        await handle.signal(PAUSE, Hold(["e0"]))
        await handle.signal(PAUSE, Hold())
        await handle.signal(RESUME, Hold(["e1", "e2"]))
        await office.tell(handle, events.CONFIRMED, "e0", "e1", "e2")
        await office.until(lambda: office.desk.cursors.get("e1", None) is not None)
        await handle.signal(RESUME, Hold())
        await finished(handle)
    assert office.desk.visits == {one: ["listen#1 confirmed"] for one in ("e0", "e1", "e2")}


async def test_a_cohort_can_start_held_and_asks_for_nothing_until_released(office: Office):
    async with office.working():
        handle = await office.start(FOUR_STEPS, members=2, paused=True)
        await asyncio.sleep(0.5)
        assert office.desk.asked == []
        await handle.signal(RESUME, Hold())
        await finished(handle)
    assert office.desk.visits["e1"] == FULL_STORY


async def test_leaving_by_hand_ends_those_named_and_no_others(office: Office):
    async with office.working():
        handle = await office.start(listening(events.CONFIRMED), members=2)
        await handle.signal(LEAVE_NOW, Departure(["e0"], "moved-away"))
        await office.tell(handle, events.CONFIRMED, "e1")
        await finished(handle)
    assert office.desk.cursors["e0"].outcome == "left:moved-away"
    assert office.desk.cursors["e1"].outcome == "completed"


async def test_one_bad_enrollment_is_set_aside_and_the_others_go_on(office: Office):
    office.desk.spoiled[RENDER_MESSAGES] = {"e7"}
    async with office.working():
        await finished(await office.start(FOUR_STEPS, members=16))
    assert office.desk.cursors["e7"].outcome == "set-aside:patient-unreadable"
    assert sum(cursor.outcome == "done" for cursor in office.desk.cursors.values()) == 15


async def test_an_enrollment_over_which_an_activity_stumbles_waits_alone_until_that_is_mended(office: Office):
    office.desk.stumbles[RENDER_MESSAGES] = {"e3"}
    async with office.working():
        handle = await office.start(FOUR_STEPS, members=6)
        await office.until(lambda: sum(c.outcome == "done" for c in office.desk.cursors.values()) == 5)
        assert "e3" not in office.desk.cursors
        office.desk.stumbles.clear()
        await finished(handle)
    assert office.desk.visits["e3"] == FULL_STORY


async def test_an_enrollment_that_the_store_refuses_does_not_stop_the_others(office: Office):
    office.desk.spoiled[RECORD_PROGRESS] = {"e2"}
    async with office.working():
        await finished(await office.start(FOUR_STEPS, members=5))
    assert sorted(office.desk.cursors) == ["e0", "e1", "e3", "e4"]


async def test_a_store_that_was_down_is_told_everything_before_the_cohort_ends(office: Office):
    office.desk.outages[RECORD_PROGRESS] = 2
    async with office.working():
        await finished(await office.start(FOUR_STEPS, members=3))
    assert [office.desk.visits[f"e{number}"] for number in range(3)] == [FULL_STORY] * 3


async def test_a_restarted_worker_goes_on_where_the_last_one_stopped(office: Office):
    gate = office.desk.gates[DELIVER_MESSAGES] = asyncio.Event()
    office.heartbeat = 1.0
    async with office.working():
        handle = await office.start(FOUR_STEPS, members=5)
        await office.desk.reached.wait()
    gate.set()
    async with office.working():
        await finished(handle)
    assert {tuple(story) for story in office.desk.visits.values()} == {tuple(FULL_STORY)}


async def test_a_flood_of_signals_is_survived_by_continuing_as_new_and_none_is_lost(office: Office):
    kinds = [events.CLICKED, events.VIEWED, events.REPLIED, events.BOUNCED, events.OPTED_OUT]
    async with office.working():
        handle = await office.start(listening(events.CONFIRMED), members=150, most_signals=200)
        for kind in kinds:
            await flood(office, handle, kind, 150)
        assert len(kinds) * 150 > SIGNALS_THE_SERVER_TAKES
        await office.tell(handle, events.CONFIRMED, *(f"e{number}" for number in range(150)))
        await finished(handle)
    assert len(office.desk.cursors) == 150
    heard = {frozenset(cursor.seen) for cursor in office.desk.cursors.values()}
    assert heard == {frozenset([*kinds, events.CONFIRMED])}


async def test_a_run_that_must_end_during_a_delivery_asks_again_for_the_same_visit(office: Office):
    gate = office.desk.gates[DELIVER_MESSAGES] = asyncio.Event()
    async with office.working():
        handle = await office.start(FOUR_STEPS, most_signals=10)
        await office.desk.reached.wait()
        await flood(office, handle, events.VIEWED, 25)
        await office.until(lambda: office.desk.batches[DELIVER_MESSAGES] > 1)
        gate.set()
        await finished(handle)
    assert office.desk.visits["e0"] == FULL_STORY
    delivered = [items for name, _, items in office.desk.asked if name == DELIVER_MESSAGES]
    assert {item.visit for items in delivered for item in items} == {1}


async def test_an_event_delivered_twice_counts_once(office: Office):
    twice = EventItem("event-1", "e0", events.VIEWED, 5.0)
    async with office.working():
        handle = await office.start(listening(events.CONFIRMED))
        await handle.signal(EVENTS_SIGNAL, EventBatch([twice]))
        await office.until(lambda: "e0" in office.desk.cursors and office.desk.cursors["e0"].seen)
        seq = office.desk.cursors["e0"].seq
        await handle.signal(EVENTS_SIGNAL, EventBatch([twice]))
        await office.tell(handle, events.CONFIRMED, "e0")
        await finished(handle)
    assert office.desk.cursors["e0"].seq == seq + 1


async def test_a_block_of_consent_is_recorded_with_its_reason(office: Office):
    office.desk.say[CHECK_CONSENT] = lambda item: Decision("block", "no-consent")
    async with office.working():
        await finished(await office.start(FOUR_STEPS))
    assert office.desk.visits["e0"][0] == "mail#1 skipped:no-consent"
