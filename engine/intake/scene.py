"""The rows that one batch of events touches: loaded and locked, changed in memory, saved together.

A scene lives inside one transaction. `apply` goes event by event; `save` writes one statement a table.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from engine.errors import EngineError
from engine.intake import projection
from engine.intake.event import Identifier, NormalisedEvent, PatientFacts
from engine.journey import events
from engine.store import appointments, gaps, matters, people
from engine.store.appointments import AppointmentRow
from engine.store.events import Claimed
from engine.store.gaps import GapRow
from engine.store.ids import uuid7
from engine.store.matters import MatterRow
from engine.store.people import PatientRow
from engine.store.permissions import Permissions
from engine.store.pool import Connection
from engine.store.sealing import Vault


class Raced(EngineError):
    """Another router made the same person or appointment first: the batch is done again on what is there."""

    def __init__(self) -> None:
        super().__init__("intake-raced", "Another router was first; the batch is routed again.")


class Opened(msgspec.Struct):
    """A claimed event with what its message said."""

    claimed: Claimed
    event: NormalisedEvent


class Happening(msgspec.Struct):
    """One event after it was applied. `hearers`: whose enrollments may hear it, `types` as what."""

    claimed: Claimed
    types: tuple[str, ...] = ()
    patient: PatientRow | None = None
    appointment: AppointmentRow | None = None
    gap: str = ""
    matter: MatterRow | None = None
    journey: str = ""  # a request for one journey alone
    hearers: tuple[UUID, ...] = ()
    left_behind: UUID | None = None
    moved: tuple[AppointmentRow, ...] = ()  # by a merge: they are the survivor's now
    permissions: Permissions = Permissions()  # of the person, where a way in asks for them
    outcome: str = ""  # why nothing is to be matched, when types is empty


class Scene:
    def __init__(self, vault: Vault, now: datetime) -> None:
        self._vault, self._now = vault, now
        self._people: dict[UUID, PatientRow] = {}
        self._owners: dict[bytes, UUID] = {}
        self._appointments: dict[bytes, AppointmentRow] = {}
        self._gaps: dict[tuple[UUID, str], GapRow] = {}
        self._matters: dict[bytes, MatterRow] = {}
        self._told: dict[UUID, PatientRow] = {}
        self._changed: dict[UUID, AppointmentRow] = {}
        self._new_identifiers: dict[bytes, tuple[Identifier, UUID]] = {}
        self._changed_matters: dict[UUID, MatterRow] = {}
        self._changed_gaps: dict[tuple[UUID, str], GapRow] = {}
        self._merges: list[tuple[UUID, UUID]] = []
        self._known_lookups: dict[Identifier, bytes] = {}

    async def load(self, connection: Connection, opened: Sequence[Opened]) -> None:
        """Everything the events name, locked."""
        said = [each.event for each in opened]
        keys = {self._key(each.appointment.key) for each in said if each.appointment}
        rows = await appointments.lock_appointments(connection, keys)
        indexes = {matters.index_of(self._vault, m.kind, m.key) for each in said if (m := each.matter)}
        found = await matters.lock_matters(connection, indexes)
        owners = {row["a_patient_id"] for row in rows} | {row["m_patient_id"] for row in found}
        named = owners | {each.person for each in said}
        await self._load_people(connection, said, [each for each in named if each is not None])
        vanishing = {
            self._owners[lookup]
            for each in said
            for lookup in self._lookups(each.merged_from)
            if lookup in self._owners
        }
        for patient_id in vanishing:
            rows += await appointments.lock_appointments_of(connection, patient_id)
        found += await matters.lock_matters_of(connection, vanishing)
        for row in found:
            matter = matters.read_matter(self._vault, row, self._people.get(row["m_patient_id"]))
            self._matters[matter.key_index] = matter
        for row in rows:
            owner = self._people.get(row["a_patient_id"])
            self._appointments[row["key_index"]] = appointments.read_appointment(self._vault, row, owner)
        if any(each.care_gap for each in said):
            self._gaps = await gaps.load_gaps(connection, self._people)

    @property
    def people(self) -> list[UUID]:
        """Everybody the events name who is known."""
        return list(self._people)

    async def _load_people(
        self, connection: Connection, said: Iterable[NormalisedEvent], ids: Iterable[UUID]
    ) -> None:
        named: list[Identifier] = []
        for each in said:
            named += (*(each.patient.identifiers if each.patient else ()), *each.merged_from)
        self._people, self._owners = await people.lock_patients(
            connection, self._vault, self._lookups(named), ids
        )

    def apply(self, opened: Opened) -> Happening:
        claimed, event = opened.claimed, opened.event
        # A sender whose clock runs ahead must not make everything later look old.
        at = min(claimed.occurred_at, claimed.received_at)
        if event.needs_read_back:
            return Happening(claimed, outcome="needs-read-back")
        appointment = self._appointment(event, at)
        patient, new, died = self._patient(event, appointment, at)
        happening = Happening(claimed, patient=patient, appointment=appointment, gap=event.care_gap or "")
        happening.journey = event.journey
        if event.type in events.APPOINTMENT_EVENTS and appointment:
            self._apply_appointment(happening, event, at)
        elif patient is None:
            happening.outcome = "no-patient"
        elif event.type in events.CARE_GAP_EVENTS:
            self._apply_gap(happening, event, at)
        elif event.type in events.MATTER_EVENTS:
            self._apply_matter(happening, event, at)
        elif event.person is not None:
            happening.types = (event.type,)
        elif event.type == events.PATIENT_MERGED:
            self._apply_merge(happening, event)
        elif event.type in events.PATIENT_EVENTS:
            happening.types = (events.PATIENT_REGISTERED if new else _known_type(event.type),)
        if patient is not None and not happening.hearers:
            happening.hearers = (patient.id,)
        if died:
            happening.types = tuple(dict.fromkeys((*happening.types, events.PATIENT_DECEASED)))
        if not happening.types and not happening.outcome:
            happening.outcome = "stale"
        return happening

    async def save(self, connection: Connection) -> None:
        """Raises Raced; nothing is to be kept of this transaction then."""
        if self._told:
            await people.save_patients(connection, self._vault, list(self._told.values()), self._now)
        fresh = list(self._new_identifiers.values())
        if fresh and not await people.save_identifiers(connection, self._vault, fresh):
            raise Raced
        rows = list(self._changed.values())
        if rows and not await appointments.save_appointments(
            connection, self._vault, rows, self._people, self._now
        ):
            raise Raced
        told = list(self._changed_matters.values())
        if told and not await matters.save_matters(connection, self._vault, told, self._people, self._now):
            raise Raced
        if self._changed_gaps:
            await gaps.save_gaps(connection, list(self._changed_gaps.values()))
        for vanished, survivor in self._merges:
            await people.join_people(connection, vanished, survivor)

    def _patient(
        self, event: NormalisedEvent, appointment: AppointmentRow | None, at: datetime
    ) -> tuple[PatientRow | None, bool, bool]:
        """Whom it is about, whether that person is new here, and whether they are now known to have died."""
        facts = event.patient
        if event.person is not None:
            return self._people.get(event.person), False, False
        if facts is None or not facts.identifiers:
            owner = (
                self._people.get(appointment.patient_id) if appointment and appointment.patient_id else None
            )
            return owner, False, False
        row = self._find(facts)
        new = row is None
        if row is None:
            row = people.new_patient(self._vault, uuid7())
            self._people[row.id] = row
        self._remember(facts.identifiers, row.id)
        before = row.deceased
        if event.type == events.PATIENT_DECEASED and facts.deceased is None:
            facts = msgspec.structs.replace(facts, deceased=True)
        projection.tell_patient(row, facts, at)
        self._told[row.id] = row
        return row, new, row.deceased and not before

    def _find(self, facts: PatientFacts) -> PatientRow | None:
        """The first identifier decides; others only when all that are known name one person and nothing
        speaks against it: mail to a stranger is worse than a person twice."""
        first, *others = facts.identifiers
        found = self._owner(first)
        if found is None:
            candidates = {
                row.id: row for each in others if projection.personal(each) and (row := self._owner(each))
            }
            if len(candidates) == 1:
                found = next(iter(candidates.values()))
                found = found if projection.same_person(found, facts) else None
        return found

    def _owner(self, identifier: Identifier) -> PatientRow | None:
        owner = self._owners.get(self._lookup(identifier))
        row = self._people.get(owner) if owner else None
        while row is not None and row.merged_into in self._people:
            row = self._people[row.merged_into]
        return row

    def _remember(self, identifiers: Iterable[Identifier], owner: UUID) -> None:
        for place, identifier in enumerate(identifiers):
            lookup = self._lookup(identifier)
            if lookup not in self._owners and (place == 0 or projection.personal(identifier)):
                self._owners[lookup] = owner
                self._new_identifiers[lookup] = (identifier, owner)

    def _appointment(self, event: NormalisedEvent, at: datetime) -> AppointmentRow | None:
        if event.appointment is None:
            return None
        key = self._key(event.appointment.key)
        row = self._appointments.get(key)
        if row is None:
            row = self._appointments[key] = projection.new_appointment(key, at)
        return row

    def _apply_appointment(self, happening: Happening, event: NormalisedEvent, at: datetime) -> None:
        row = happening.appointment
        assert row is not None  # noqa: S101 - the caller has just looked
        change = projection.tell_appointment(row, happening.patient, event, at)
        self._changed[row.id] = row
        owner = self._people.get(row.patient_id) if row.patient_id else None
        if owner is None:
            happening.outcome = "no-patient"
            return
        happening.patient, happening.types, happening.left_behind = owner, change.types, change.left_behind
        self._told[owner.id] = owner

    def _apply_gap(self, happening: Happening, event: NormalisedEvent, at: datetime) -> None:
        patient, name = happening.patient, event.care_gap
        if patient is None or not name:
            happening.outcome = "no-care-gap"
            return
        key, is_open = (patient.id, name), event.type == events.CARE_GAP_OPENED
        row = self._gaps.get(key) or GapRow(uuid7(), patient.id, name, not is_open, at)
        if at >= row.as_of:
            changed, row.open, row.as_of = row.open != is_open, is_open, at
            happening.types = (event.type,) if changed else ()
            self._gaps[key] = self._changed_gaps[key] = row

    def _apply_matter(self, happening: Happening, event: NormalisedEvent, at: datetime) -> None:
        patient, facts = happening.patient, event.matter
        if patient is None or facts is None:
            happening.outcome = "no-matter"
            return
        index = matters.index_of(self._vault, facts.kind, facts.key)
        row = self._matters.get(index)
        if row is None:
            row = self._matters[index] = projection.new_matter(index, facts.kind, patient.id, at)
        change = projection.tell_matter(row, patient, event.type, facts, at)
        happening.matter, happening.types, happening.left_behind = row, change.types, change.left_behind
        self._changed_matters[row.id] = row
        self._told[patient.id] = patient  # whose epoch rose

    def _apply_merge(self, happening: Happening, event: NormalisedEvent) -> None:
        survivor = happening.patient
        if survivor is None:
            return
        gone: list[UUID] = []
        for identifier in event.merged_from:
            vanished = self._owner(identifier)
            if vanished is None:
                self._remember((identifier,), survivor.id)
            elif vanished.id != survivor.id:
                happening.moved += self._join(survivor, vanished)
                gone.append(vanished.id)
        happening.hearers = tuple(gone)
        happening.types = (events.PATIENT_MERGED,) if gone else ()
        happening.outcome = "" if gone else "recorded"

    def _join(self, survivor: PatientRow, vanished: PatientRow) -> tuple[AppointmentRow, ...]:
        projection.join_patients(survivor, vanished)
        self._told |= {survivor.id: survivor, vanished.id: vanished}
        self._merges.append((vanished.id, survivor.id))
        for lookup, (identifier, owner) in self._new_identifiers.items():
            if owner == vanished.id:
                self._new_identifiers[lookup] = (identifier, survivor.id)
        moved = tuple(row for row in self._appointments.values() if row.patient_id == vanished.id)
        for row in moved:
            row.patient_id = survivor.id
            self._changed[row.id] = row
        for matter in self._matters.values():
            if matter.patient_id == vanished.id:
                matter.patient_id = survivor.id
                self._changed_matters[matter.id] = matter
        return moved

    def _key(self, key: str) -> bytes:
        return appointments.index_of(self._vault, key)

    def _lookup(self, identifier: Identifier) -> bytes:
        if identifier not in self._known_lookups:
            self._known_lookups[identifier] = people.lookup_of(self._vault, identifier)
        return self._known_lookups[identifier]

    def _lookups(self, identifiers: Iterable[Identifier]) -> set[bytes]:
        return {self._lookup(each) for each in identifiers}


def _known_type(kind: str) -> str:
    return events.PATIENT_UPDATED if kind == events.PATIENT_REGISTERED else kind
