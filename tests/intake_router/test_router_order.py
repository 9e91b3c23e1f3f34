"""Late, repeated and shuffled events reach the same state; several routers keep each person's order."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from temporalio.client import Client

from engine.intake import projection
from engine.intake.event import AppointmentFacts, NormalisedEvent, PatientFacts
from engine.intake.router import Router
from engine.journey import events
from engine.store.appointments import LIVE
from engine.store.people import PatientRow, Person
from tests.intake_router.house import NOW, START, House, booked, person, reminder, said

_KINDS = sorted(events.APPOINTMENT_EVENTS)
_TEXT = st.sampled_from(["", "a", "b", "c"])


@st.composite
def _history(draw: st.DrawFn) -> list[NormalisedEvent]:
    """Distinct moments, as one sender's clock gives them."""
    moments = draw(st.lists(st.integers(0, 10_000), min_size=1, max_size=8, unique=True))
    return [
        NormalisedEvent(
            source="test",
            message_id=str(moment),
            type=draw(st.sampled_from(_KINDS)),
            occurred_at=NOW - timedelta(minutes=moment),
            patient=PatientFacts(
                first_name=draw(st.none() | _TEXT),
                email=draw(st.none() | _TEXT),
                deceased=draw(st.none() | st.booleans()),
                zone=draw(st.none() | _TEXT),
            ),
            appointment=AppointmentFacts(
                key="A1",
                start=draw(st.none() | st.sampled_from([START, START + timedelta(days=1)])),
                kind=draw(st.none() | _TEXT),
                status=draw(st.none() | st.sampled_from(["booked", "pending", "cancelled", "arrived"])),
            ),
        )
        for moment in moments
    ]


def _fold(history: list[NormalisedEvent]) -> tuple[Any, ...]:
    patient = PatientRow(id=_ID, person=Person(), key=b"", wrapped_key=b"", key_id="")
    row = projection.new_appointment(b"key", history[0].occurred_at)
    for event in history:
        assert event.patient is not None
        projection.tell_patient(patient, event.patient, event.occurred_at)
        projection.tell_appointment(row, patient, event, event.occurred_at)
    told = patient.person
    status = row.status if "status" in row.details.said else "nobody said"
    return (
        told.first_name, told.email, patient.deceased, patient.zone, told.said, patient.as_of,
        row.starts_at, row.details.kind, row.details.said, row.as_of, row.patient_id, status,
    )  # fmt: skip


_ID = projection.uuid7()


@given(_history(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_reaches_the_state_of_the_true_order(
    history: list[NormalisedEvent], chance: Any
) -> None:
    shuffled = [*history, *history[: len(history) // 2]]  # some come twice
    chance.shuffle(shuffled)
    assert _fold(shuffled) == _fold(sorted(history, key=lambda each: each.occurred_at))


@given(_history())
def test_an_appointment_is_heard_as_booked_only_while_it_lives(history: list[NormalisedEvent]) -> None:
    patient = PatientRow(id=_ID, person=Person(), key=b"", wrapped_key=b"", key_id="")
    row = projection.new_appointment(b"key", history[0].occurred_at)
    for event in history:
        change = projection.tell_appointment(row, patient, event, event.occurred_at)
        if events.APPOINTMENT_BOOKED in change.types:
            assert row.status in LIVE


async def test_several_routers_keep_the_order_of_each_person(house: House, client: Client) -> None:
    """Twelve people, twenty moves each: whoever routes, each person's signals come in the order told."""
    await house.open(reminder())
    told = [booked(number, at=NOW - timedelta(hours=2)) for number in range(12)]
    for move in range(1, 21):
        moved = START + timedelta(hours=move)
        told += [
            booked(number, at=NOW - timedelta(hours=1) + timedelta(seconds=move), start=moved)
            for number in range(12)
        ]
    await house.hear_each([*told[:12]])
    routers = [Router(house.pool, client, house.settings) for _ in range(4)]
    await asyncio.gather(*(each.route_all() for each in routers))
    await asyncio.gather(house.hear_each(told[12:]), *(_route_for(each, 1.5) for each in routers))
    await asyncio.gather(*(each.route_all() for each in routers))
    assert await house.one("select count(*) from event where routed_at is null") == 0
    rows = await house.rows(
        "select s.enrollment_id, e.seq from cohort_signal s join event e on e.id = s.event_id order by s.id"
    )
    by_person: dict[object, list[object]] = {}
    for enrollment, seq in rows:
        by_person.setdefault(enrollment, []).append(seq)
    assert len(by_person) == 12
    assert all(each == sorted(each) for each in by_person.values())  # type: ignore[type-var]
    assert await house.rows("select distinct starts_at from appointment") == [(START + timedelta(hours=20),)]


async def _route_for(router: Router, seconds: float) -> None:
    end = datetime.now(UTC) + timedelta(seconds=seconds)
    while datetime.now(UTC) < end:
        await router.route_all()
        await asyncio.sleep(0.005)


async def test_two_routers_meeting_a_new_person_in_two_lanes_make_one_person(
    house: House, client: Client
) -> None:
    """The same person under two numbers, each first in its own message."""
    await house.open(reminder())
    one, other = person(1), person(2)
    both = (*one.identifiers, *other.identifiers)
    for number, identifiers in ((1, both), (2, tuple(reversed(both)))):
        facts = PatientFacts(identifiers=identifiers, first_name="Ana")
        await house.hear(said(events.APPOINTMENT_BOOKED, facts, f"A{number}", start=START))
    routers = [Router(house.pool, client, house.settings) for _ in range(4)]
    await asyncio.gather(*(each.route_all() for each in routers))
    assert await house.one("select count(*) from patient") == 1
    assert await house.one("select count(*) from event where outcome = 'enrolled'") == 2
