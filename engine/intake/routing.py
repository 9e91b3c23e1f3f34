"""Routes one batch of claimed events in one transaction: projections, enrollments, signals, outcomes.

Raises Raced or a database error when the batch is to be done again; whatever else it raises is the fault of
an event in it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from engine.contracts.cohort import MOST_MEMBERS, Member
from engine.intake.matching import Decisions, Journey, Ledger, Wish, ready, wishes_of
from engine.intake.scene import Happening, Opened, Scene
from engine.journey.events import APPOINTMENT_BOOKED
from engine.journey.organization import Organization
from engine.store import enrollments, events, journeys, outbox
from engine.store.appointments import LIVE
from engine.store.cohorts import Waiting
from engine.store.enrollments import Inside
from engine.store.events import Claimed, Finished
from engine.store.organization import load_organization
from engine.store.pool import Connection
from engine.store.sealing import Vault

_GOAL_MEMORY = timedelta(days=90)  # how long after leaving a goal still counts


class Routed(msgspec.Struct):
    """What to do after the commit: start these cohorts, and look into the outbox."""

    count: int
    cohorts: list[Waiting] = []
    signals: int = 0


class Batch:
    """The knowledge that stays between batches (compiled versions), and the way one batch is routed."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._versions: dict[str, Journey] = {}

    async def route(self, connection: Connection, claimed: Sequence[Claimed], now: datetime) -> Routed:
        """Inside the transaction that claimed them. `now`: aware journey time."""
        organization = await load_organization(connection)
        in_force = await self._in_force(connection)
        scene = Scene(self._vault, now)
        said = {
            each.id: Opened(each, events.read_event(self._vault, each.id, each.sealed))
            for each in claimed
            if each.sealed is not None
        }
        await scene.load(connection, list(said.values()))
        happenings: list[Happening] = []
        wished: list[tuple[list[Wish], str]] = []
        for each in claimed:
            opened = said.get(each.id)
            happening = scene.apply(opened) if opened else Happening(each, types=(each.type,))
            for one in (happening, *_carried_over(happening, now)):
                happenings.append(one)
                wished.append(_wishes(one, in_force, organization, now))
        await scene.save(connection)
        decisions = await self._decide(connection, happenings, wished, organization, now)
        routed = await self._write(connection, decisions)
        await events.finish_events(connection, _finished(happenings, decisions), now)
        routed.count = len(claimed)
        return routed

    async def _in_force(self, connection: Connection) -> list[Journey]:
        heads = await journeys.load_heads(connection)
        return [await self._version(connection, head.version) for head in heads]

    async def _version(self, connection: Connection, version: str) -> Journey:
        if version not in self._versions:
            plan = await journeys.load_plan(connection, version)
            self._versions[version] = ready(plan, version)
        return self._versions[version]

    async def _decide(
        self,
        connection: Connection,
        happenings: Sequence[Happening],
        wished: Sequence[tuple[list[Wish], str]],
        organization: Organization,
        now: datetime,
    ) -> Decisions:
        inside = await _load_inside(connection, happenings, now)
        standings = {wish.standing for wishes, _ in wished for wish in wishes}
        history = await enrollments.load_history(connection, standings) if standings else {}
        for each in inside:
            await self._version(connection, each.version)
        ledger = Ledger(inside, history, self._versions, organization, now)
        for happening, (wishes, otherwise) in zip(happenings, wished, strict=True):
            ledger.decide(happening, wishes, otherwise, MOST_MEMBERS)
        return ledger.decisions

    async def _write(self, connection: Connection, decisions: Decisions) -> Routed:
        rows = decisions.enrollments
        entered = await enrollments.insert_enrollments(connection, rows) if rows else set()
        refused = {row.id for row in decisions.enrollments} - entered
        for enrollment in refused:
            decisions.outcomes[decisions.started_by[enrollment]] = "already-inside"
        signals = [each for each in decisions.signals if each.enrollment_id not in refused]
        if signals:
            await outbox.insert_signals(connection, signals)
        goals = {key: at for key, at in decisions.goals.items() if key not in refused}
        if goals:
            await enrollments.reach_goals(connection, list(goals), list(goals.values()))
        return Routed(0, _cohorts(decisions, entered), len(signals))


def _carried_over(happening: Happening, now: datetime) -> list[Happening]:
    """After a merge the vanished record's journeys end; for what is still ahead the survivor enters anew."""
    return [
        Happening(happening.claimed, types=(APPOINTMENT_BOOKED,), patient=happening.patient, appointment=row)
        for row in happening.moved
        if row.status in LIVE and row.starts_at is not None and row.starts_at > now
    ]


def _wishes(
    happening: Happening, in_force: Sequence[Journey], organization: Organization, now: datetime
) -> tuple[list[Wish], str]:
    if happening.patient is None or not happening.types:
        return [], "no-journey"
    return wishes_of(happening, in_force, organization, now)


async def _load_inside(
    connection: Connection, happenings: Sequence[Happening], now: datetime
) -> list[Inside]:
    people: set[UUID] = set()
    for each in happenings:
        people |= {*each.hearers, *({each.left_behind} if each.left_behind else ())}
    ids = {each.claimed.enrollment_id for each in happenings if each.claimed.enrollment_id}
    return await enrollments.load_inside(connection, people, ids, now - _GOAL_MEMORY)


def _cohorts(decisions: Decisions, entered: set[UUID]) -> list[Waiting]:
    found: dict[UUID, Waiting] = {}
    for row in decisions.enrollments:
        if row.id in entered:
            cohort = found.setdefault(row.cohort_id, Waiting(row.cohort_id, row.version, []))
            cohort.members.append(Member(str(row.id), row.cursor))
    return list(found.values())


def _finished(happenings: Sequence[Happening], decisions: Decisions) -> list[Finished]:
    """One word an event, though it may have become several happenings: the first is its own."""
    first: dict[UUID, Happening] = {}
    for each in happenings:
        first.setdefault(each.claimed.id, each)
    return [
        Finished(
            id=event,
            outcome=decisions.outcomes[event],
            patient_id=each.patient.id if each.patient else None,
            appointment_id=each.appointment.id if each.appointment else None,
        )
        for event, each in first.items()
    ]
