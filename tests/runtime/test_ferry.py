"""The cohort hands people over to another version: when, once, and with all that is heard about them."""

import asyncio

from engine.contracts.activities import CHECK_CONSENT, DELIVER_MESSAGES, MOVE_PEOPLE, RECORD_PROGRESS
from engine.contracts.cohort import LEAVE as LEAVE_NOW
from engine.contracts.cohort import MOVE, Departure, Move
from engine.journey import events
from engine.journey.plan import LEAVE, Await, Exit, Send, Wait
from tests.runtime.office import Office
from tests.runtime.plans import plan_of
from tests.runtime.test_cohort import finished, listening

MAIL_THEN_WAIT = plan_of(
    Send(id="mail", next=1, message="m", purpose="treatment"), Wait(id="pause", next=LEAVE, seconds=3600)
)
MAIL_AFTER_ANSWER = plan_of(
    Await(id="listen", next=LEAVE, on={events.VIEWED: 1}, on_timeout=2, timeout_seconds=3600),
    Send(id="mail", next=2, message="m", purpose="treatment"),
    Exit(id="done"),
)


def gone(office: Office) -> list[str]:
    """Each once, though a local activity may be run again before its answer is recorded."""
    return sorted({item.enrollment for one in office.desk.handovers for item in one.items})


def heard_nothing(office: Office, enrollment: str) -> None:
    """Whoever is aboard is not moved by what is heard here."""
    stored = office.desk.cursors.get(enrollment)
    assert stored is None or stored.seen == {}


async def test_those_who_wait_go_in_one_handover_and_the_cohort_is_over(office: Office):
    async with office.working():
        handle = await office.start(listening(events.VIEWED), members=20)
        await handle.signal(MOVE, Move([f"e{number}" for number in range(20)]))
        await finished(handle)
    [handover] = office.desk.handovers
    assert len(handover.items) == 20
    assert {item.cursor.phase for item in handover.items} == {"awaiting"}


async def test_whoever_is_in_the_midst_of_a_send_goes_once_it_is_sent(office: Office):
    gate = office.desk.gates[DELIVER_MESSAGES] = asyncio.Event()
    async with office.working():
        handle = await office.start(MAIL_THEN_WAIT, members=2)
        await office.desk.reached.wait()
        await handle.signal(MOVE, Move(["e0"], at_once=True))
        await asyncio.sleep(0.3)
        assert office.desk.handovers == []
        gate.set()
        await office.until(lambda: office.desk.handovers)
        await handle.signal(LEAVE_NOW, Departure(["e1"], "tidy"))
        await finished(handle)
    assert gone(office) == ["e0"]
    [item] = office.desk.handovers[0].items
    assert [visit.outcome for visit in item.visits] == ["sent:tls"]
    assert item.cursor.phase == "waiting"


async def test_at_once_takes_people_out_of_a_question_that_changed_nothing(office: Office):
    gate = office.desk.gates[CHECK_CONSENT] = asyncio.Event()
    async with office.working():
        handle = await office.start(MAIL_THEN_WAIT, members=1)
        await office.desk.reached.wait()
        await handle.signal(MOVE, Move(["e0"], at_once=True))
        await office.until(lambda: office.desk.handovers)
        gate.set()
        await finished(handle)
    assert gone(office) == ["e0"]
    assert office.desk.batches[DELIVER_MESSAGES] == 0


async def test_what_is_heard_during_the_handover_is_sent_after_those_who_went(office: Office):
    gate = office.desk.gates[MOVE_PEOPLE] = asyncio.Event()
    async with office.working():
        handle = await office.start(listening(events.VIEWED), members=2)
        await handle.signal(MOVE, Move(["e0"]))
        await office.desk.reached.wait()
        await office.tell(handle, events.VIEWED, "e0", "e1")
        await office.until(lambda: "e1" in office.desk.cursors and office.desk.cursors["e1"].phase == "left")
        gate.set()
        await finished(handle)
    assert gone(office) == ["e0"]
    late = [(one.enrollment, one.kind, one.type) for each in office.desk.handovers for one in each.late]
    assert late == [("e0", "event", events.VIEWED)]
    heard_nothing(office, "e0")


async def test_whoever_is_not_taken_over_hears_what_came_meanwhile_and_goes_on(office: Office):
    office.desk.staying = {"e0"}
    gate = office.desk.gates[MOVE_PEOPLE] = asyncio.Event()
    async with office.working():
        handle = await office.start(MAIL_AFTER_ANSWER, members=1)
        await handle.signal(MOVE, Move(["e0"]))
        await office.desk.reached.wait()
        await office.tell(handle, events.VIEWED, "e0")
        gate.set()
        await finished(handle)
    assert office.desk.visits["e0"] == ["listen#1 viewed", "mail#1 sent:tls", "done#1 done"]
    assert len(office.desk.handovers) == 1


async def test_a_handover_that_the_store_refuses_leaves_people_where_they_are(office: Office):
    office.desk.poisoned = {"e0"}
    async with office.working():
        handle = await office.start(listening(events.VIEWED), members=1)
        await handle.signal(MOVE, Move(["e0"]))
        await office.until(lambda: office.desk.batches[MOVE_PEOPLE])
        office.desk.poisoned = set()
        await office.tell(handle, events.VIEWED, "e0")
        await finished(handle)
    assert office.desk.cursors["e0"].outcome == "completed"


async def test_visits_not_yet_stored_travel_with_whoever_goes(office: Office):
    gate = office.desk.gates[RECORD_PROGRESS] = asyncio.Event()
    async with office.working():
        handle = await office.start(MAIL_THEN_WAIT, members=1)
        await office.desk.reached.wait()
        await handle.signal(MOVE, Move(["e0"]))
        await asyncio.sleep(0.2)
        assert office.desk.handovers == [], "nobody goes while a write about them is under way"
        gate.set()
        await finished(handle)
    assert gone(office) == ["e0"]


async def test_orders_and_what_was_heard_survive_continue_as_new(office: Office):
    """The run is used up while a handover is under way: the next one carries it through."""
    gate = office.desk.gates[MOVE_PEOPLE] = asyncio.Event()
    async with office.working():
        handle = await office.start(listening(events.REPLIED), members=3, most_signals=8)
        await handle.signal(MOVE, Move(["e0", "e1"]))
        await office.desk.reached.wait()
        for _ in range(30):
            await office.tell(handle, events.VIEWED, "e0")
        gate.set()
        await handle.signal(LEAVE_NOW, Departure(["e2"], "tidy"))
        await finished(handle)
    assert gone(office) == ["e0", "e1"]
    late = {(one.enrollment, one.type) for each in office.desk.handovers for one in each.late}
    assert late == {("e0", events.VIEWED)}
    heard_nothing(office, "e0")
