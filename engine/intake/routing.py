"""Routes one batch of claimed events in one transaction: projections, enrollments, signals, outcomes.

Raises Raced or a database error when the batch is to be done again; whatever else it raises is the fault of
an event in it.
"""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from engine.contracts.cohort import MOST_MEMBERS, Member
from engine.intake.deciding import Crowd, Decisions, Ledger
from engine.intake.event import NormalisedEvent
from engine.intake.matching import Journey, Wish, ready, wishes_of
from engine.intake.permitted import permitted_of
from engine.intake.rooms import Rooms
from engine.intake.scene import Happening, Opened, Scene
from engine.journey.events import APPOINTMENT_BOOKED
from engine.journey.organization import Organization
from engine.store import enrollments, events, journeys, line, outbox
from engine.store.appointments import LIVE
from engine.store.cohorts import Waiting
from engine.store.enrollments import Inside
from engine.store.events import Claimed, Finished
from engine.store.facts import load_facts
from engine.store.organization import load_organization
from engine.store.pool import Connection
from engine.store.sealing import Vault

_GOAL_MEMORY = timedelta(days=2 * 366)  # how long after leaving somebody may still reach a goal at most


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
        heads = await journeys.load_heads(connection)
        in_force = [await self._version(connection, head.version) for head in heads]
        scene = Scene(self._vault, now)
        said = {each.id: told for each in claimed if (told := self._opened(each)) is not None}
        await scene.load(connection, list(said.values()))
        permitted = await permitted_of(connection, scene.people, in_force, now)
        happenings: list[Happening] = []
        wished: list[tuple[list[Wish], str]] = []
        for each in claimed:
            opened = said.get(each.id)
            happening = scene.apply(opened) if opened else Happening(each, types=(each.type,))
            for one in (happening, *_carried_over(happening, now)):
                one.permissions = permitted.of(one.patient)
                happenings.append(one)
                wished.append(_wishes(one, in_force, organization, now))
        await scene.save(connection)
        round_ = _Round(organization, in_force, now, {head.slug for head in heads if head.paused})
        decisions = await self._decide(connection, happenings, wished, round_)
        routed = await self._write(connection, decisions, round_)
        await events.finish_events(connection, _finished(happenings, decisions), now)
        routed.count = len(claimed)
        return routed

    def _opened(self, each: Claimed) -> Opened | None:
        """None for what is about an enrollment and says no more."""
        if each.sealed is not None:
            return Opened(each, events.read_event(self._vault, each.id, each.sealed))
        if each.enrollment_id is None and each.patient_id is not None:
            told = NormalisedEvent(each.source, "", each.type, each.occurred_at, person=each.patient_id)
            return Opened(each, told)
        return None

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
        round_: "_Round",
    ) -> Decisions:
        inside = await _load_inside(connection, happenings, round_.now)
        wishes = [wish for found, _ in wished for wish in found]
        standings = {wish.standing for wish in wishes}
        history = await enrollments.load_history(connection, standings) if standings else {}
        for each in inside:
            await self._version(connection, each.version)
        await self._load_for_goals(connection, inside, happenings, round_.now)
        crowd = await _crowd(connection, happenings, wishes, round_)
        ledger = Ledger(inside, history, self._versions, round_.organization, round_.now, crowd)
        for happening, (found, otherwise) in zip(happenings, wished, strict=True):
            ledger.decide(happening, found, otherwise, MOST_MEMBERS)
        return ledger.decisions

    async def _load_for_goals(
        self, connection: Connection, inside: Sequence[Inside], happenings: Sequence[Happening], now: datetime
    ) -> None:
        """What goals that may be reached now hang on: mails that left, and fields of what it is all about."""
        types = {kind for each in happenings for kind in each.types}
        sends: list[Inside] = []
        anchored: dict[str, list[Inside]] = {}
        for each in inside:
            goal = self._versions[each.version].plan.goal
            if goal is None or goal.on not in types or goal.within is None:
                continue
            if goal.since == "send":
                sends.append(each)
            elif not goal.since:
                anchored.setdefault(goal.within.field, []).append(each)
        if sends:
            sent = await enrollments.load_sends(connection, [each.id for each in sends])
            for each in sends:
                each.sent = sent.get(each.id, ())
        for field, people in anchored.items():
            facts = await load_facts(connection, self._vault, [each.id for each in people], [field], now)
            for each in people:
                value = facts[each.id].values.get(field) if each.id in facts else None
                each.told = {field: value} if isinstance(value, datetime) else {}

    async def _write(self, connection: Connection, decisions: Decisions, round_: "_Round") -> Routed:
        rows = decisions.enrollments
        entered = await enrollments.insert_enrollments(connection, rows) if rows else set()
        refused = {row.id for row in decisions.enrollments} - entered
        for enrollment in refused:
            decisions.outcomes[decisions.started_by[enrollment]] = "already-inside"
        if round_.rooms is not None:
            await round_.rooms.note(connection, [decisions.entered_by[each] for each in entered])
        await _write_line(connection, decisions)
        signals = [each for each in decisions.signals if each.enrollment_id not in refused]
        if signals:
            await outbox.insert_signals(connection, signals)
        goals = {key: at for key, at in decisions.goals.items() if key not in refused}
        if goals:
            await enrollments.reach_goals(connection, list(goals), list(goals.values()))
        return Routed(0, cohorts_of(decisions, entered), len(signals))


class _Round(msgspec.Struct):
    """What holds for one batch."""

    organization: Organization
    in_force: list[Journey]
    now: datetime
    paused: Set[str] = frozenset()
    rooms: Rooms | None = None


async def _crowd(
    connection: Connection, happenings: Sequence[Happening], wishes: Sequence[Wish], round_: _Round
) -> Crowd:
    """Where these people wait already, and how much room there is where room is limited."""
    people = _people_of(happenings) | {wish.patient for wish in wishes}
    waiting = await line.load_waiting_of(connection, people) if people else []
    round_.rooms = Rooms({wish.door: wish.trigger for wish in wishes}, round_.organization, round_.now)
    free = await round_.rooms.hold(connection)
    if free:
        # Who comes now goes behind those who wait already: they are let in by the line's own round.
        free |= dict.fromkeys(free.keys() & (await line.load_lines(connection)).keys(), 0)
    # Nobody enters a paused journey: whom an event brings waits in line until a person lets it go on.
    free |= {wish.door: 0 for wish in wishes if wish.door[0] in round_.paused}
    return Crowd({each.plan.journey: each for each in round_.in_force}, free, waiting)


async def _write_line(connection: Connection, decisions: Decisions) -> None:
    if decisions.waiting:
        joined = await line.join_line(connection, decisions.waiting)
        for row in decisions.waiting:
            if row.event_id not in joined:
                decisions.outcomes[row.event_id] = "already-waiting"
    if decisions.out_of_line:
        gone = decisions.out_of_line
        await line.leave_line(connection, list(gone))
        told = list(gone.values())
        await line.note_outcomes(connection, [event for event, _ in told], [word for _, word in told])


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
    ids = {each.claimed.enrollment_id for each in happenings if each.claimed.enrollment_id}
    return await enrollments.load_inside(connection, _people_of(happenings), ids, now - _GOAL_MEMORY)


def _people_of(happenings: Sequence[Happening]) -> set[UUID]:
    """Whose journeys may hear of it."""
    people: set[UUID] = set()
    for each in happenings:
        people |= {*each.hearers, *({each.left_behind} if each.left_behind else ())}
    return people


def cohorts_of(decisions: Decisions, entered: set[UUID]) -> list[Waiting]:
    """What is to be started once the decisions are committed."""
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
            matter_id=each.matter.id if each.matter else None,
        )
        for event, each in first.items()
    ]
