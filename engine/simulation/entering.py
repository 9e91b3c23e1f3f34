"""Who enters and who hears: the router's own matching (engine.intake), on rows in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from engine.contracts.cohort import MOST_MEMBERS
from engine.intake.deciding import Decisions, Ledger
from engine.intake.matching import may_enter, wishes_of
from engine.intake.scene import Happening
from engine.intake.schedules import belongs, next_run
from engine.journey.plan import Enroll
from engine.policy.times import zone_of
from engine.simulation.person import Passage, Simulated
from engine.simulation.stage import Stage
from engine.store.enrollments import History, Inside, NewEnrollment, first_cursor
from engine.store.enrollments import Standing as Place
from engine.store.events import Claimed

_NOBODY: Final = UUID(int=0)


class Entering:
    def __init__(self, stage: Stage, person: Simulated, begin: float) -> None:
        self._stage, self._person = stage, person
        self._inside: dict[UUID, Inside] = {}
        self._history: dict[Place, History] = {}
        self._ran_at: datetime | None = None
        self._begin = _moment(begin)

    def claimed(self, number: int, event: str, now: float, enrollment: UUID | None, step: str) -> Claimed:
        """The event as the router claims it."""
        return Claimed(
            id=UUID(int=number + 1),
            seq=number,
            source="scenario",
            type=event,
            lane=None,
            enrollment_id=enrollment,
            step=step,
            occurred_at=_moment(now),
            received_at=_moment(now),
            sealed=None,
            attempts=0,
            raw_id=None,
        )

    def decide(self, happening: Happening, passages: Sequence[Passage], now: float) -> Decisions:
        """Whom it starts and who hears it, as one batch of the router would."""
        for passage in passages:
            self._look_up_for_goals(passage, now)
        moment, journey = _moment(now), self._stage.journey
        happening.permissions = self._person.permissions
        house = self._stage.organization
        wishes, otherwise = wishes_of(happening, [journey], house, moment)
        versions = {journey.version: journey}
        ledger = Ledger(list(self._inside.values()), self._history, versions, house, moment)
        ledger.decide(happening, wishes, otherwise, MOST_MEMBERS)
        for row in ledger.decisions.enrollments:
            matter = happening.matter.kind if happening.matter else ""
            self._enter(row, matter)
        for enrollment, at in ledger.decisions.goals.items():
            if enrollment in self._inside:
                self._inside[enrollment].goal_at = at
        return ledger.decisions

    def next_look(self) -> float | None:
        """When the audience is looked through next; None for journeys that start by events alone."""
        trigger = self._audience()
        if trigger is None or trigger.schedule is None:
            return None
        zone = zone_of(self._stage.organization.zone)
        return next_run(trigger.schedule, self._ran_at, self._begin, zone).timestamp()

    def look(self, now: float) -> UUID | None:
        """The enrollment of somebody who is in the audience now and may enter."""
        self._ran_at = moment = _moment(now)
        journey, row = self._stage.journey, self._person.row
        if not row.active or row.deceased or row.merged_into is not None:
            return None
        place, way = (journey.plan.journey, row.id, ""), self._way()
        allowed = self._person.permissions
        if not belongs(journey, row, self._stage.organization, moment, way, allowed):
            return None
        if may_enter(journey.plan.triggers[way], self._history.get(place), moment):
            return None
        history = self._history.setdefault(place, History())
        history.rounds, history.active = history.rounds + 1, True
        enrollment = UUID(int=1 << 64 | len(self._inside))
        self._enter(
            NewEnrollment(
                id=enrollment,
                journey=journey.plan.journey,
                version=journey.version,
                patient_id=row.id,
                entity="",
                appointment_id=None,
                event_id=None,
                round=history.rounds,
                cohort_id=_NOBODY,
                cursor=first_cursor(journey.plan, moment),
                entered_at=moment,
                step="",
            ),
            "",
        )
        return enrollment

    def left(self, enrollment: UUID, now: float) -> None:
        inside = self._inside[enrollment]
        inside.active, inside.left_at = False, _moment(now)
        history = self._history[(inside.journey, inside.patient_id, inside.entity)]
        history.active, history.left_at = False, _moment(now)

    def _audience(self) -> Enroll | None:
        triggers: Sequence[Enroll] = self._stage.plan.triggers
        return next((one for one in triggers if one.audience), None)

    def _way(self) -> int:
        """The number of the way in that is an audience."""
        return next(way for way, one in enumerate(self._stage.plan.triggers) if one.audience)

    def _enter(self, row: NewEnrollment, matter: str) -> None:
        self._inside[row.id] = Inside(
            id=row.id,
            journey=row.journey,
            version=row.version,
            patient_id=row.patient_id,
            entity=row.entity,
            appointment_id=row.appointment_id,
            cohort_id=row.cohort_id,
            active=True,
            goal_at=None,
            entered_at=row.entered_at,
            gap=row.gap,
            matter_id=row.matter_id,
            matter_kind=matter,
        )

    def _look_up_for_goals(self, passage: Passage, now: float) -> None:
        """What a goal may be counted from."""
        goal, inside = self._stage.plan.goal, self._inside[passage.id]
        if goal is None or goal.within is None:
            return
        person = self._person
        inside.sent = tuple(one.at for one in person.mails if one.mail and one.mail[0] == passage.number)
        value = person.values(passage, now).get(goal.within.field)
        if isinstance(value, datetime):
            inside.told = {goal.within.field: value}


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
