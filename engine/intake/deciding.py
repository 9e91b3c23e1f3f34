"""Who enters, who waits in line and who hears, event by event of one batch. Pure: rows in, decisions out.

What two routers might decide at once is settled by the unique indexes of `enrollment`, and for ways with a
cap or a ramp by the lock under which their rooms were read.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, Protocol, TypedDict
from uuid import UUID

import msgspec

from engine.intake.attribution import reached_at
from engine.intake.matching import Journey, Wish, may_enter
from engine.intake.scene import Happening
from engine.journey.events import APPOINTMENT_EVENTS, CARE_GAP_EVENTS, ENCOUNTER_ADMITTED, MATTER_EVENTS
from engine.journey.organization import Organization
from engine.journey.plan import Plan
from engine.store.enrollments import History, Inside, NewEnrollment, Standing, first_cursor
from engine.store.ids import uuid7
from engine.store.line import InLine
from engine.store.outbox import Signal

Door = tuple[str, int]  # journey, number of the way in
_OF_THE_PERSON: Final = frozenset(
    {ENCOUNTER_ADMITTED}
)  # who is in hospital is so for every journey of theirs


class Decisions(msgspec.Struct):
    enrollments: list[NewEnrollment] = []
    waiting: list[InLine] = []
    signals: list[Signal] = []
    goals: dict[UUID, datetime] = {}
    outcomes: dict[UUID, str] = {}  # event → what became of it
    started_by: dict[UUID, UUID] = {}  # enrollment → event
    entered_by: dict[UUID, Door] = {}  # enrollment → the way it came by
    out_of_line: dict[int, tuple[UUID, str]] = {}  # place in line → its event, and why it is given up


class Crowd(msgspec.Struct):
    """Before the ways in: the journeys in force, room where it is limited, and where these people wait."""

    in_force: Mapping[str, Journey] = {}
    rooms: dict[Door, int] = {}  # absent: as many as come
    waiting: Sequence[InLine] = ()


class Ledger:
    """Everything known about who is inside while the happenings of one batch are decided in order."""

    def __init__(
        self,
        inside: Sequence[Inside],
        history: dict[Standing, History],
        versions: Mapping[str, Journey],
        organization: Organization,
        now: datetime,
        crowd: Crowd | None = None,
    ) -> None:
        self._history, self._versions = history, versions
        self._organization, self._now = organization, now
        self._crowd = crowd or Crowd()
        self._by_patient: defaultdict[UUID, list[Inside]] = defaultdict(list)
        self._by_id = {each.id: each for each in inside}
        for each in inside:
            self._by_patient[each.patient_id].append(each)
        self._in_line: dict[Standing, InLine] = {}
        self._places: defaultdict[UUID, list[Standing]] = defaultdict(list)
        for place in self._crowd.waiting:
            self._stand_in_line(place)
        self._cohorts: dict[str, tuple[UUID, int]] = {}
        self.decisions = Decisions()

    def decide(self, happening: Happening, wishes: Sequence[Wish], otherwise: str, most: int) -> None:
        """Who hears it first, then whom it starts: nobody hears the event that started them.

        One event starts a journey once, by the first way that lets its person in.
        """
        told = self._tell(happening)
        words: dict[str, str] = {}  # journey → what became of the wish
        for wish in wishes:
            slug = wish.journey.plan.journey
            if words.get(slug) not in ("enrolled", "waiting"):
                words[slug] = self.admit(wish, most)
        said = set(words.values())
        refused = next(reversed(words.values()), "")
        outcome = next((word for word in ("enrolled", "waiting") if word in said), "")
        outcome = outcome or ("signalled" if told else happening.outcome or refused or otherwise)
        self.decisions.outcomes.setdefault(happening.claimed.id, outcome)

    def admit(self, wish: Wish, most: int) -> str:
        """ "enrolled", "waiting", or why they may not enter."""
        refusal = may_enter(wish.trigger, self._history.get(wish.standing), self._now)
        if refusal:
            return refusal
        if wish.standing in self._in_line:
            return "already-waiting"
        room = self._crowd.rooms.get(wish.door)
        if room is None or room > 0:
            if room is not None:
                self._crowd.rooms[wish.door] = room - 1
            self._enter(wish, most)
            return "enrolled"
        self._wait(wish)
        return "waiting"

    def _wait(self, wish: Wish) -> None:
        happening = wish.happening
        row = InLine(
            journey=wish.journey.plan.journey,
            way=wish.way,
            type=wish.type,
            patient_id=wish.patient,
            entity=wish.entity,
            event_id=happening.claimed.id,
            since=self._now,
            **_about(happening),
            matter_kind=happening.matter.kind if happening.matter else "",
        )
        self._stand_in_line(row)
        self.decisions.waiting.append(row)

    def _stand_in_line(self, row: InLine) -> None:
        standing = (row.journey, row.patient_id, row.entity)
        self._in_line[standing] = row
        self._places[row.patient_id].append(standing)

    def _tell(self, happening: Happening) -> bool:
        told = False
        for each in self._hearers(happening):
            journey = self._versions[each.version]
            self._reach_goal(each, journey.plan, happening)
            if not each.active:
                continue
            for kind in happening.types:
                if kind in journey.listens:
                    self._signal(each, happening, "event", kind)
                    told = True
        for each in self._by_patient[happening.left_behind] if happening.left_behind else ():
            if each.active and _is_about(each, happening):
                self._signal(each, happening, "leave", "another-patient")
                told = True
        self._give_up_places(happening)
        return told

    def _give_up_places(self, happening: Happening) -> None:
        """What would end a journey keeps out those who still wait for it."""
        whose = (*happening.hearers, *((happening.left_behind,) if happening.left_behind else ()))
        for standing in [place for patient in whose for place in self._places.get(patient, ())]:
            row = self._in_line.get(standing)
            journey = self._crowd.in_force.get(row.journey) if row else None
            if row is None or journey is None or row.event_id == happening.claimed.id:
                continue
            ending = next((kind for kind in happening.types if kind in journey.plan.exits), "")
            gone = row.patient_id == happening.left_behind and _is_about(row, happening)
            if gone or (ending and row.patient_id in happening.hearers and concerns(row, happening)):
                del self._in_line[standing]
                self.decisions.waiting = [each for each in self.decisions.waiting if each is not row]
                word = f"exit:{ending}" if ending else "another-patient"
                if row.id:
                    self.decisions.out_of_line[row.id] = (row.event_id, word)
                else:
                    self.decisions.outcomes[row.event_id] = word

    def _hearers(self, happening: Happening) -> list[Inside]:
        enrollment = happening.claimed.enrollment_id
        if enrollment is not None:
            return [self._by_id[enrollment]] if enrollment in self._by_id else []
        return [
            each
            for owner in happening.hearers
            for each in self._by_patient[owner]
            if concerns(each, happening)
        ]

    def _signal(self, each: Inside, happening: Happening, kind: str, word: str) -> None:
        claimed = happening.claimed
        at = min(claimed.occurred_at, claimed.received_at)
        self.decisions.signals.append(
            Signal(each.cohort_id, each.id, at, kind, claimed.id, word, claimed.step)
        )

    def _reach_goal(self, each: Inside, plan: Plan, happening: Happening) -> None:
        if plan.goal is None or plan.goal.on not in happening.types:
            return
        at = reached_at(plan.goal, each, happening, self._organization, self._now)
        known = self.decisions.goals.get(each.id, each.goal_at)
        if at is not None and (known is None or at < known):
            self.decisions.goals[each.id] = at

    def _enter(self, wish: Wish, most: int) -> None:
        plan, happening = wish.journey.plan, wish.happening
        history = self._history.setdefault(wish.standing, History())
        history.rounds, history.active = history.rounds + 1, True
        row = NewEnrollment(
            id=uuid7(),
            journey=plan.journey,
            version=wish.journey.version,
            patient_id=wish.patient,
            entity=wish.entity,
            event_id=happening.claimed.id,
            round=history.rounds,
            cohort_id=self._cohort(wish.journey.version, most),
            cursor=first_cursor(plan, self._now),
            entered_at=self._now,
            step=plan.nodes[plan.start].id if plan.start >= 0 else "",
            **_about(happening),
        )
        self.decisions.enrollments.append(row)
        self.decisions.started_by[row.id] = happening.claimed.id
        self.decisions.entered_by[row.id] = wish.door
        self._remember(row, happening)

    def _remember(self, row: NewEnrollment, happening: Happening) -> None:
        inside = Inside(
            id=row.id,
            journey=row.journey,
            version=row.version,
            patient_id=row.patient_id,
            entity=row.entity,
            appointment_id=row.appointment_id,
            cohort_id=row.cohort_id,
            active=True,
            goal_at=None,
            entered_at=row.entered_at.astimezone(UTC),
            gap=row.gap,
            matter_id=row.matter_id,
            matter_kind=happening.matter.kind if happening.matter else "",
        )
        self._by_id[row.id] = inside
        self._by_patient[row.patient_id].append(inside)

    def _cohort(self, version: str, most: int) -> UUID:
        cohort, size = self._cohorts.get(version, (uuid7(), 0))
        if size >= most:
            cohort, size = uuid7(), 0
        self._cohorts[version] = (cohort, size + 1)
        return cohort


class _Place(Protocol):
    """An enrollment, or a place in line."""

    appointment_id: UUID | None
    gap: str
    matter_id: UUID | None
    matter_kind: str


class _About(TypedDict):
    appointment_id: UUID | None
    matter_id: UUID | None
    gap: str


def _about(happening: Happening) -> _About:
    """What an event is about, as rows keep it."""
    return {
        "appointment_id": happening.appointment.id if happening.appointment else None,
        "matter_id": happening.matter.id if happening.matter else None,
        "gap": happening.gap,
    }


def _is_about(each: _Place, happening: Happening) -> bool:
    if happening.appointment is not None and each.appointment_id == happening.appointment.id:
        return True
    return happening.matter is not None and each.matter_id == happening.matter.id


def concerns(each: _Place, happening: Happening) -> bool:
    """What is about one appointment, care gap or matter does not hear of another of its kind."""
    types = happening.types
    if not APPOINTMENT_EVENTS.isdisjoint(types) and each.appointment_id and happening.appointment:
        return each.appointment_id == happening.appointment.id
    if not CARE_GAP_EVENTS.isdisjoint(types) and each.gap:
        return each.gap == happening.gap
    matter = happening.matter
    if not (MATTER_EVENTS - _OF_THE_PERSON).isdisjoint(types) and matter and each.matter_kind == matter.kind:
        return each.matter_id == matter.id
    return True
