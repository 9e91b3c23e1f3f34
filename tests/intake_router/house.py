"""A small synthetic clinic for the router's tests: an organisation, journeys, events about its patients."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from engine.intake.event import AppointmentFacts, Identifier, NormalisedEvent, PatientFacts
from engine.intake.receive import Receipt, receive
from engine.intake.router import Router
from engine.journey import events
from engine.journey.organization import Organization, Sender
from engine.journey.plan import Anchor, Await, Enroll, Exit, Goal, Plan, Wait
from engine.settings import Settings
from engine.store.ids import uuid7
from engine.store.journeys import publish
from engine.store.organization import save_organization
from engine.store.pool import Pool
from engine.store.sealing import Vault

NOW = datetime.now(UTC).replace(microsecond=0)
START = NOW + timedelta(days=30)
ORGANIZATION = Organization(
    id="riverside",
    name="Riverside Family Clinic",
    phone="+1 555 0100",
    address="1 River Road",
    zone="America/New_York",
    language="en",
    languages=("en",),
    sender=Sender("Riverside Family Clinic", "care@riverside.example.org"),
    domains=("riverside.example.org",),
)
_numbers = itertools.count(1)


def reminder(slug: str = "visit-reminder", **enroll: object) -> Plan:
    """Waits for two days before the appointment, then for what came of it."""
    wanted = {"on": (events.APPOINTMENT_BOOKED,), "once_per": "appointment", **enroll}
    return Plan(
        journey=slug,
        title="Visit reminder",
        purpose="treatment",
        start=0,
        nodes=(
            Wait(
                id="day-before", next=1, until=Anchor(field="appointment.start", days=-2, if_past="continue")
            ),
            Await(
                id="after-visit",
                next=2,
                on={events.APPOINTMENT_NO_SHOW: 2, events.CONFIRMED: 2},
                on_timeout=2,
                timeout_seconds=3600,
            ),
            Exit(id="done"),
        ),
        enroll=msgspec.convert(wanted, Enroll),
        fields={"appointment.start": "timestamp", "appointment.kind": "string", "patient.age": "int"},
        exits=(events.APPOINTMENT_CANCELLED, *sorted(events.ENDS_ALL)),
        goal=Goal(on=events.APPOINTMENT_COMPLETED, within=Anchor(field="appointment.start", days=2)),
    )


def person(number: int, **facts: object) -> PatientFacts:
    told = {
        "first_name": f"Ana{number}",
        "last_name": "Example",
        "email": f"ana{number}@example.org",
        **facts,
    }
    return msgspec.convert(
        {"identifiers": (Identifier(f"{number:06}", "RIVERSIDE", "MR"),), **told}, PatientFacts, strict=False
    )


def identifier(number: int) -> Identifier:
    return Identifier(f"{number:06}", "RIVERSIDE", "MR")


def said(
    kind: str,
    patient: PatientFacts | None,
    appointment: str | None = None,
    *,
    at: datetime = NOW,
    start: datetime | None = None,
    **more: object,
) -> NormalisedEvent:
    facts = AppointmentFacts(key=appointment, start=start) if appointment else None
    return NormalisedEvent(
        source="hl7v2:TEST|RIVERSIDE",
        message_id=f"M{next(_numbers)}",
        type=kind,
        occurred_at=at,
        patient=patient,
        appointment=facts,
        **more,  # type: ignore[arg-type]
    )


def booked(number: int, *, at: datetime = NOW, start: datetime = START, key: str = "") -> NormalisedEvent:
    return said(events.APPOINTMENT_BOOKED, person(number), key or f"A{number}", at=at, start=start)


class House:
    """The open parts and the few things a test does with them."""

    def __init__(self, pool: Pool, vault: Vault, settings: Settings) -> None:
        self.pool, self.vault, self.settings = pool, vault, settings

    async def open(self, *plans: Plan) -> None:
        body = {"organization": msgspec.to_builtins(ORGANIZATION)}
        async with self.pool.acquire() as connection, connection.transaction():
            await save_organization(connection, "test", body, NOW)
            for plan in plans:
                await publish(connection, plan, "", (), by="test", now=NOW)

    async def hear(self, *told: NormalisedEvent) -> Receipt:
        async with self.pool.acquire() as connection:
            raw = str(uuid7()).encode()
            return await receive(connection, self.vault, "hl7v2", raw, told, "test", now=datetime.now(UTC))

    async def hear_each(self, told: Sequence[NormalisedEvent]) -> None:
        for each in told:
            await self.hear(each)

    async def route(self, router: Router) -> None:
        while await router.route_batch() is not None:
            pass

    async def rows(self, question: str, *values: object) -> list[tuple[object, ...]]:
        return [tuple(row) for row in await self.pool.fetch(question, *values)]

    async def one(self, question: str, *values: object) -> object:
        return await self.pool.fetchval(question, *values)
