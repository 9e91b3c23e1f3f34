"""Which journeys an event starts and which enrollments hear it. Pure: rows in, decisions out.

What two routers might decide at once is settled by the unique indexes of `enrollment`, not here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.expressions import Evaluator, Facts
from engine.intake.scene import Happening
from engine.journey import plan as plans
from engine.journey.events import (
    APPOINTMENT_EVENTS,
    CARE_GAP_EVENTS,
    FORM_SUBMITTED,
    MOVES_TIME,
    TASK_DONE,
)
from engine.journey.organization import Organization
from engine.journey.plan import Plan
from engine.policy.times import Zones, moment_of
from engine.store.enrollments import History, Inside, NewEnrollment, Standing, first_cursor
from engine.store.facts import Subject, describe, zone_of
from engine.store.ids import uuid7
from engine.store.outbox import Signal

OLDEST_STARTING: Final = timedelta(days=30)  # what happened longer ago starts nothing


class Journey(msgspec.Struct):
    """One version, ready to be asked."""

    version: str
    plan: Plan
    evaluator: Evaluator
    listens: frozenset[str]


class Wish(msgspec.Struct):
    """An event that would start a journey, before anybody looked who is inside."""

    journey: Journey
    happening: Happening
    entity: str

    @property
    def standing(self) -> Standing:
        assert self.happening.patient is not None  # noqa: S101 - a wish is made for a person
        return self.journey.plan.journey, self.happening.patient.id, self.entity


class Decisions(msgspec.Struct):
    enrollments: list[NewEnrollment] = []
    signals: list[Signal] = []
    goals: dict[UUID, datetime] = {}
    outcomes: dict[UUID, str] = {}  # event → what became of it
    started_by: dict[UUID, UUID] = {}  # enrollment → event


def ready(plan: Plan, version: str) -> Journey:
    return Journey(version, plan, Evaluator(plan.fields, plan.segments), listens_to(plan))


def listens_to(plan: Plan) -> frozenset[str]:
    """The events that can change where somebody stands in this plan."""
    heard = set(plan.exits)
    anchored = False
    for node in plan.nodes:
        if isinstance(node, plans.Await):
            heard |= node.on.keys()
            anchored |= node.timeout_at is not None
        elif isinstance(node, plans.Repeat) and node.until_event:
            heard.add(node.until_event)
        elif isinstance(node, plans.Send):
            anchored |= node.at is not None or node.expires is not None
        elif isinstance(node, plans.Wait):
            anchored |= node.until is not None
        elif isinstance(node, plans.Task) and node.waits:
            heard.add(TASK_DONE)
        elif isinstance(node, plans.Form):
            heard.add(FORM_SUBMITTED)
    return frozenset(heard | (MOVES_TIME if anchored else set()))


def wishes_of(
    happening: Happening, journeys: Iterable[Journey], organization: Organization, now: datetime
) -> tuple[list[Wish], str]:
    """Journeys whose `enroll` takes this event, and otherwise why none does."""
    patient = happening.patient
    found: list[Wish] = []
    reason = "no-journey"
    if patient is None or patient.deceased or not patient.active or patient.merged_into:
        return found, "not-active"
    if now - happening.claimed.occurred_at > OLDEST_STARTING:
        return found, "too-old"
    for journey in journeys:
        if not set(journey.plan.enroll.on).isdisjoint(happening.types):
            subject = Subject(patient, happening.appointment, organization, now, happening.gap)
            if holds(journey, subject, happening.types):
                found.append(Wish(journey, happening, entity_of(journey.plan, happening)))
            else:
                reason = "not-matching"
    return found, reason


def holds(journey: Journey, subject: Subject, happened: Iterable[str] = ()) -> bool:
    """Whether `enroll.when` is certainly true: a missing value keeps somebody out."""
    condition = journey.plan.enroll.when
    if not condition:
        return True
    values = describe(subject, journey.plan.fields)
    facts = Facts(happened=frozenset(happened))
    return journey.evaluator.evaluate(condition, values, facts, now=subject.now) is True


def entity_of(plan: Plan, happening: Happening) -> str:
    match plan.enroll.once_per:
        case "appointment" if happening.appointment:
            return str(happening.appointment.id)
        case "care_gap" if happening.gap:
            return happening.gap
        case "event":
            return str(happening.claimed.id)
        case _:
            return ""


def may_enter(plan: Plan, history: History | None, now: datetime) -> str:
    """ "" when they may, else why not: the re-entry rule."""
    if history is None or not history.rounds:
        return ""
    if history.active:
        return "already-inside"
    again = plan.enroll.again
    if again < 0:
        return "only-once"
    left_at = history.left_at or now
    return "" if (now - left_at).total_seconds() >= again else "too-soon"


class Ledger:
    """Everything known about who is inside while the happenings of one batch are decided in order."""

    def __init__(
        self,
        inside: Sequence[Inside],
        history: dict[Standing, History],
        versions: Mapping[str, Journey],
        organization: Organization,
        now: datetime,
    ) -> None:
        self._history, self._versions = history, versions
        self._organization, self._now = organization, now
        self._by_patient: defaultdict[UUID, list[Inside]] = defaultdict(list)
        self._by_id = {each.id: each for each in inside}
        for each in inside:
            self._by_patient[each.patient_id].append(each)
        self._cohorts: dict[str, tuple[UUID, int]] = {}
        self.decisions = Decisions()

    def decide(self, happening: Happening, wishes: Sequence[Wish], otherwise: str, most: int) -> None:
        """Who hears it first, then whom it starts: nobody hears the event that started them."""
        told = self._tell(happening)
        entered, refused = False, ""
        for wish in wishes:
            refusal = may_enter(wish.journey.plan, self._history.get(wish.standing), self._now)
            if refusal:
                refused = refusal
            else:
                self._enter(wish, most)
                entered = True
        outcome = (
            "enrolled" if entered else "signalled" if told else happening.outcome or refused or otherwise
        )
        self.decisions.outcomes.setdefault(happening.claimed.id, outcome)

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
            if each.active and happening.appointment and each.appointment_id == happening.appointment.id:
                self._signal(each, happening, "leave", "another-patient")
                told = True
        return told

    def _hearers(self, happening: Happening) -> list[Inside]:
        enrollment = happening.claimed.enrollment_id
        if enrollment is not None:
            return [self._by_id[enrollment]] if enrollment in self._by_id else []
        return [
            each
            for owner in happening.hearers
            for each in self._by_patient[owner]
            if concerns(each, self._versions[each.version].plan, happening)
        ]

    def _signal(self, each: Inside, happening: Happening, kind: str, word: str) -> None:
        claimed = happening.claimed
        at = min(claimed.occurred_at, claimed.received_at)
        self.decisions.signals.append(
            Signal(each.cohort_id, each.id, at, kind, claimed.id, word, claimed.step)
        )

    def _reach_goal(self, each: Inside, plan: Plan, happening: Happening) -> None:
        goal = plan.goal
        if goal is None or goal.on not in happening.types or each.goal_at or each.id in self.decisions.goals:
            return
        at = min(happening.claimed.occurred_at, happening.claimed.received_at)
        if at < each.entered_at:
            return
        if goal.within is not None:
            limit = self._goal_limit(goal.within, happening)
            if limit is None or at.timestamp() > limit:
                return
        self.decisions.goals[each.id] = at

    def _goal_limit(self, anchor: plans.Anchor, happening: Happening) -> float | None:
        if happening.patient is None:
            return None
        subject = Subject(
            happening.patient, happening.appointment, self._organization, self._now, happening.gap
        )
        value: Any = describe(subject, [anchor.field]).get(anchor.field)
        if not isinstance(value, datetime):
            return None
        zones = Zones(zone_of(happening.patient, self._organization), self._organization.zone)
        return moment_of(anchor, value, zones)

    def _enter(self, wish: Wish, most: int) -> None:
        plan, happening = wish.journey.plan, wish.happening
        history = self._history.setdefault(wish.standing, History())
        history.rounds, history.active = history.rounds + 1, True
        row = NewEnrollment(
            id=uuid7(),
            journey=plan.journey,
            version=wish.journey.version,
            patient_id=wish.standing[1],
            entity=wish.entity,
            appointment_id=happening.appointment.id if happening.appointment else None,
            event_id=happening.claimed.id,
            round=history.rounds,
            cohort_id=self._cohort(wish.journey.version, most),
            cursor=first_cursor(plan, self._now),
            entered_at=self._now,
            step=plan.nodes[plan.start].id if plan.start >= 0 else "",
        )
        self.decisions.enrollments.append(row)
        self.decisions.started_by[row.id] = happening.claimed.id
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
        )
        self._by_id[row.id] = inside
        self._by_patient[row.patient_id].append(inside)

    def _cohort(self, version: str, most: int) -> UUID:
        cohort, size = self._cohorts.get(version, (uuid7(), 0))
        if size >= most:
            cohort, size = uuid7(), 0
        self._cohorts[version] = (cohort, size + 1)
        return cohort


def concerns(each: Inside, plan: Plan, happening: Happening) -> bool:
    """An enrollment about one appointment or care gap does not hear of another."""
    if not APPOINTMENT_EVENTS.isdisjoint(happening.types) and each.appointment_id and happening.appointment:
        return each.appointment_id == happening.appointment.id
    if not CARE_GAP_EVENTS.isdisjoint(happening.types) and plan.enroll.once_per == "care_gap":
        return each.entity == happening.gap
    return True
