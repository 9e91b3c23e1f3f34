"""Lets in who waits in line, the longest waiting first, as soon as there is room; conditions are asked anew.

A page of people is a transaction. What was committed and not started is found by the router as always.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from engine.contracts.cohort import MOST_MEMBERS
from engine.intake.deciding import Crowd, Decisions, Door, Ledger
from engine.intake.matching import Journey, Wish, holds, ready, subject_of
from engine.intake.permitted import permitted_of
from engine.intake.rooms import Rooms
from engine.intake.routing import cohorts_of
from engine.intake.scene import Happening
from engine.journey.organization import Organization
from engine.settings import Settings
from engine.store import appointments, enrollments, journeys, line, matters, people
from engine.store.cohorts import Waiting
from engine.store.events import Claimed
from engine.store.line import InLine
from engine.store.organization import load_organization
from engine.store.people import PatientRow
from engine.store.pool import Connection, Pool, open_vault

_STAYS: Final = "stays"


class LettingIn:
    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool, self._clock = pool, settings.clock
        self._vault = open_vault(settings)
        self._journeys: dict[str, Journey] = {}

    async def let_in(self) -> list[Waiting]:
        """One look at every line; the cohorts to be started, committed already."""
        async with self._pool.acquire() as connection:
            doors = await line.load_lines(connection)
            if not doors:
                return []
            organization = await load_organization(connection)
            heads = {each.slug: each for each in await journeys.load_heads(connection)}
        found: list[Waiting] = []
        for door in doors:
            head = heads.get(door[0])
            if head is None or not head.paused:
                journey = await self._journey(head.version) if head else None
                while page := await self._page(door, journey, organization):
                    found += page[1]
                    if not page[0]:
                        break
        return found

    async def _journey(self, version: str) -> Journey:
        if version not in self._journeys:
            async with self._pool.acquire() as connection:
                self._journeys[version] = ready(await journeys.load_plan(connection, version), version)
        return self._journeys[version]

    async def _page(
        self, door: Door, journey: Journey | None, organization: Organization
    ) -> tuple[bool, list[Waiting]] | None:
        """(whether it is worth looking for more, cohorts); None when nobody waits or nobody may enter."""
        now = datetime.fromtimestamp(self._clock.at(time.time()), UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            if journey is None:
                gone = await line.load_first(connection, door, MOST_MEMBERS)
                await self._drop(connection, gone, ["closed"] * len(gone))
                return (True, []) if gone else None
            triggers = journey.plan.triggers
            known = {door: triggers[door[1]]} if door[1] < len(triggers) else {}
            rooms = Rooms(known, organization, now)
            most = min(MOST_MEMBERS, (await rooms.peek(connection)).get(door, MOST_MEMBERS))
            first = await line.load_first(connection, door, most) if most else []
            # In the order in which routers lock: whatever takes somebody out of the line comes wholly before
            # us, and the row is gone below, or wholly after, and finds them inside.
            known_people = await people.lock_people(
                connection, self._vault, [each.patient_id for each in first]
            )
            free = await rooms.hold(connection)
            still = await line.load_first(connection, door, MOST_MEMBERS)
            locked = {each.id for each in first}
            rows = [each for each in still if each.id in locked][: free.get(door, MOST_MEMBERS)]
            if not rows:
                return None
            crowd = Crowd(rooms=free)
            decisions = await self._decide(connection, journey, rows, known_people, crowd, organization, now)
            return True, await self._write(connection, decisions, rows, rooms)

    async def _decide(
        self,
        connection: Connection,
        journey: Journey,
        rows: Sequence[InLine],
        known: Mapping[UUID, PatientRow],
        crowd: Crowd,
        organization: Organization,
        now: datetime,
    ) -> Decisions:
        happenings = await self._happenings(connection, rows, known)
        permitted = await permitted_of(connection, list(known), [journey], now)
        for one in happenings:
            one.permissions = permitted.of(one.patient)
        wishes: list[tuple[InLine, Wish | str]] = [
            (row, _wish(journey, row, one, organization, now))
            for row, one in zip(rows, happenings, strict=True)
        ]
        standings = {wish.standing for _, wish in wishes if isinstance(wish, Wish)}
        history = await enrollments.load_history(connection, standings) if standings else {}
        ledger = Ledger([], history, {}, organization, now, crowd)
        for row, wish in wishes:
            if isinstance(wish, str):
                ledger.decisions.out_of_line[row.id] = (row.event_id, wish)
            elif wish.way != row.way:
                await line.move_in_line(connection, [row.id], [wish.way])
                ledger.decisions.out_of_line[row.id] = (row.event_id, _STAYS)
            else:
                word = ledger.admit(wish, MOST_MEMBERS)
                ledger.decisions.out_of_line[row.id] = (row.event_id, word)
        return ledger.decisions

    async def _happenings(
        self, connection: Connection, rows: Sequence[InLine], known: Mapping[UUID, PatientRow]
    ) -> list[Happening]:
        """What each waits for, with person, appointment and matter as they stand today."""
        ids = {row.appointment_id for row in rows if row.appointment_id}
        visits = {
            found["a_id"]: appointments.read_appointment(self._vault, found, known.get(found["a_patient_id"]))
            for found in await appointments.load_appointments(connection, ids)
            if found["a_patient_id"] in known
        }
        ids = {row.matter_id for row in rows if row.matter_id}
        told = {
            found["m_id"]: matters.read_matter(self._vault, found, known.get(found["m_patient_id"]))
            for found in await matters.load_matters(connection, ids)
        }
        return [
            Happening(
                _claimed(row),
                types=(row.type,),
                patient=known.get(row.patient_id),
                appointment=visits.get(row.appointment_id) if row.appointment_id else None,
                gap=row.gap,
                matter=told.get(row.matter_id) if row.matter_id else None,
            )
            for row in rows
        ]

    async def _write(
        self, connection: Connection, decisions: Decisions, rows: Sequence[InLine], rooms: Rooms
    ) -> list[Waiting]:
        new = decisions.enrollments
        entered = await enrollments.insert_enrollments(connection, new) if new else set()
        await rooms.note(connection, [decisions.entered_by[each] for each in entered])
        words = {row.id: decisions.out_of_line[row.id][1] for row in rows}
        for each in new:
            if each.id not in entered:
                place = next(row.id for row in rows if row.event_id == each.event_id)
                words[place] = "already-inside"
        over = [row for row in rows if words[row.id] not in (_STAYS, "waiting")]
        await self._drop(connection, over, [words[row.id] for row in over])
        return cohorts_of(decisions, entered)

    async def _drop(self, connection: Connection, rows: Sequence[InLine], words: Sequence[str]) -> None:
        await line.leave_line(connection, [row.id for row in rows])
        await line.note_outcomes(connection, [row.event_id for row in rows], words)


def _wish(
    journey: Journey, row: InLine, happening: Happening, organization: Organization, now: datetime
) -> Wish | str:
    """The way they may still come in by, or why there is none any more."""
    patient = happening.patient
    if patient is None or patient.deceased or not patient.active or patient.merged_into:
        return "not-active"
    if happening.appointment is not None and happening.appointment.patient_id != patient.id:
        return "another-patient"
    subject = subject_of(happening, organization, now)
    triggers = journey.plan.triggers
    ways = sorted(range(len(triggers)), key=lambda way: (way != row.way, way))
    for way in ways:
        if row.type in triggers[way].on and holds(journey, way, subject, happening.types):
            return Wish(journey, happening, row.entity, way, row.type)
    return "not-matching"


def _claimed(row: InLine) -> Claimed:
    """The event they wait for, as far as entering needs it."""
    return Claimed(row.event_id, 0, "", row.type, None, None, "", row.since, row.since, None, 0, None)
