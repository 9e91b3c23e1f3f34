"""Which ways into which journeys an event opens, and what a journey listens to. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from engine.expressions import Evaluator, Facts
from engine.intake.scene import Happening
from engine.journey import plan as plans
from engine.journey.events import ENROLLMENT_REQUESTED, FORM_SUBMITTED, MOVES_TIME, TASK_DONE
from engine.journey.events import entity_of as about
from engine.journey.organization import Organization
from engine.journey.plan import Enroll, Plan
from engine.store.enrollments import History, Standing
from engine.store.facts import Subject, describe
from engine.store.permissions import Permissions

_PERMISSION: Final = re.compile(r"\b(has_consent|authorized)\s*\(")
OLDEST_STARTING: Final = timedelta(days=30)  # what happened longer ago starts nothing


class Journey(msgspec.Struct):
    """One version, ready to be asked."""

    version: str
    plan: Plan
    evaluator: Evaluator
    listens: frozenset[str]


class Wish(msgspec.Struct):
    """A way in that an event opens for somebody, before anybody looked who is inside.

    `way`: its number among the journey's. `type`: the event as the journey heard it.
    """

    journey: Journey
    happening: Happening
    entity: str
    way: int = 0
    type: str = ""

    @property
    def standing(self) -> Standing:
        return self.journey.plan.journey, self.patient, self.entity

    @property
    def patient(self) -> UUID:
        assert self.happening.patient is not None  # noqa: S101 - a wish is made for a person
        return self.happening.patient.id

    @property
    def trigger(self) -> Enroll:
        return self.journey.plan.triggers[self.way]

    @property
    def door(self) -> tuple[str, int]:
        return self.journey.plan.journey, self.way


def ready(plan: Plan, version: str) -> Journey:
    return Journey(version, plan, Evaluator(plan.fields, plan.segments), listens_to(plan))


def listens_to(plan: Plan) -> frozenset[str]:
    """The events that can change where somebody stands in this plan."""
    heard = set(plan.exits)
    anchors: list[plans.Anchor | None] = []
    for node in plan.nodes:
        if isinstance(node, plans.Await):
            heard |= node.on.keys()
            anchors.append(node.timeout_at)
        elif isinstance(node, plans.Repeat) and node.until_event:
            heard.add(node.until_event)
        elif isinstance(node, plans.Send):
            anchors += [node.at, node.expires]
        elif isinstance(node, plans.Wait):
            anchors.append(node.until)
        elif isinstance(node, plans.Task) and node.waits:
            heard.add(TASK_DONE)
        elif isinstance(node, plans.Form):
            heard.add(FORM_SUBMITTED)
    moved = {anchor.field.partition(".")[0] for anchor in anchors if anchor}
    return frozenset(heard | {event for event in MOVES_TIME if about(event) in moved})


def wishes_of(
    happening: Happening, journeys: Iterable[Journey], organization: Organization, now: datetime
) -> tuple[list[Wish], str]:
    """Ways in that take this event, a journey's in the order written; and otherwise why none does."""
    patient = happening.patient
    found: list[Wish] = []
    reason = "no-journey"
    if patient is None or patient.deceased or not patient.active or patient.merged_into:
        return found, "not-active"
    if now - happening.claimed.occurred_at > OLDEST_STARTING:
        return found, "too-old"
    subject = subject_of(happening, organization, now)
    for journey in journeys:
        opened = [
            (way, kind)
            for way in range(len(journey.plan.triggers))
            if (kind := _takes(journey, way, happening))
        ]
        fitting = [(way, kind) for way, kind in opened if holds(journey, way, subject, happening.types)]
        found += [_wish(journey, happening, way, kind) for way, kind in fitting]
        if opened and not fitting:
            reason = "not-matching"
    return found, reason


def subject_of(happening: Happening, organization: Organization, now: datetime) -> Subject:
    """Whom conditions about this event ask about."""
    assert happening.patient is not None  # noqa: S101 - asked for a person only
    return Subject(
        happening.patient,
        happening.appointment,
        organization,
        now,
        happening.gap,
        happening.matter,
        happening.permissions,
    )


def _takes(journey: Journey, way: int, happening: Happening) -> str:
    """The event by which this way would be opened, "" when it is none of its own."""
    kind = next((event for event in journey.plan.triggers[way].on if event in happening.types), "")
    meant = kind != ENROLLMENT_REQUESTED or happening.journey in ("", journey.plan.journey)
    return kind if meant else ""


def _wish(journey: Journey, happening: Happening, way: int, kind: str) -> Wish:
    return Wish(journey, happening, entity_of(journey.plan.triggers[way], happening), way, kind)


def holds(journey: Journey, way: int, subject: Subject, happened: Iterable[str] = ()) -> bool:
    """Whether the way's `when` is certainly true: a missing value keeps somebody out."""
    condition = journey.plan.triggers[way].when
    if not condition:
        return True
    values = describe(subject, journey.plan.fields)
    facts = facts_at_the_door(subject.permissions, happened)
    return journey.evaluator.evaluate(condition, values, facts, now=subject.now) is True


def facts_at_the_door(permissions: Permissions, happened: Iterable[str] = ()) -> Facts:
    """What is known of somebody who is not inside yet: nothing of steps."""
    return Facts(
        happened=frozenset(happened),
        consents=permissions.consents,
        authorizations=permissions.authorizations,
    )


def asks_permission(plan: Plan) -> bool:
    """Whether a way in looks at consents or authorizations."""
    conditions = [*(trigger.when for trigger in plan.triggers), *plan.segments.values()]
    return any(_PERMISSION.search(condition) for condition in conditions)


def entity_of(trigger: Enroll, happening: Happening) -> str:
    """What `once_per` counts beside the person; "" for the person alone."""
    match trigger.once_per:
        case "appointment" if happening.appointment:
            return str(happening.appointment.id)
        case "care_gap" if happening.gap:
            return happening.gap
        case "event":
            return str(happening.claimed.id)
        case kind if happening.matter and happening.matter.kind == kind:
            return str(happening.matter.id)
        case _:
            return ""


def may_enter(trigger: Enroll, history: History | None, now: datetime) -> str:
    """ "" when they may, else why not: the re-entry rule of the way they come by."""
    if history is None or not history.rounds:
        return ""
    if history.active:
        return "already-inside"
    if trigger.again < 0:
        return "only-once"
    left_at = history.left_at or now
    return "" if (now - left_at).total_seconds() >= trigger.again else "too-soon"
