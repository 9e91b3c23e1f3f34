"""The same people in a real database: the real router and the real activities, on a virtual clock.

Events are stored and routed as in production, mails are written, pass the last gate and are handed to a real
relay. Only Temporal is missing: the interpreter is fed here, deadline by deadline.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from temporalio.testing import ActivityEnvironment

from activities.check_consent import CheckConsent
from activities.decide_branches import DecideBranches
from activities.deliver_messages import DeliverMessages
from activities.open_forms import OpenForms
from activities.open_tasks import OpenTasks
from activities.parts import Parts
from activities.plan_times import PlanTimes
from activities.record_progress import RecordProgress
from activities.render_messages import RenderMessages
from activities.update_patients import UpdatePatients
from engine.contracts import activities as asked
from engine.contracts.activities import Batch, Delivery, Item, Progress, ProgressBatch, TimesBatch
from engine.contracts.cursor import Cursor, Visit
from engine.intake.event import AppointmentFacts, Identifier, NormalisedEvent, PatientFacts
from engine.intake.receive import lane_of
from engine.intake.routing import Batch as RouterBatch
from engine.journey import events
from engine.journey.plan import Send
from engine.journey.scenarios import (
    COMPLAINED,
    CONSENT_GRANTED,
    CONSENT_REVOKED,
    JOURNEY_PAUSED,
    JOURNEY_RESUMED,
    TAKEN_OUT,
    Occurrence,
)
from engine.policy.gate import topic_of
from engine.runtime.interpreter import advance
from engine.runtime.stimulus import Effect, EffectFinished, EventArrived, Left, Started, Stimulus, TimePassed
from engine.simulation.world import World
from engine.store.consents import grant_consent, revoke_authorization, sign_authorization, withdraw_consent
from engine.store.engagement import Failure, record_bounces, record_engagement
from engine.store.events import NewEvent, claim_events, insert_events
from engine.store.ids import uuid7
from engine.store.journeys import TemplateRow, publish, set_paused
from engine.store.ledger import message_id_of
from tests.activities.clinic import Clinic
from tests.simulation.agreement.journeys import templates

LATE = 0.001
WHO = Identifier("4711", "RIVERSIDE", "MR")
_EVERYTHING = "journey, journey_version, patient, appointment, care_gap, event, cohort, suppression"


@dataclass
class At:
    now: float = 0.0


@dataclass(frozen=True)
class PartsAt(Parts):
    at: At

    def now(self) -> float:
        return self.at.now


class Production:
    """One person in one journey. The world is asked for what its scenario says, never for an answer."""

    def __init__(self, clinic: Clinic, world: World) -> None:
        self._clinic, self._world, self._pool = clinic, world, clinic.pool
        self._at = At(world.begin)
        known = clinic.parts
        self._parts = PartsAt(known.pool, known.vault, known.settings, {}, self._at)
        self._router = RouterBatch(known.vault)
        self._cursors: dict[str, Cursor] = {}
        self._cohorts: dict[str, str] = {}
        self._visits: dict[str, list[Visit]] = {}
        self._sent: dict[str, UUID] = {}  # step → its latest mail
        self._patient = UUID(int=0)

    async def live(self) -> list[tuple[list[Visit], str]]:
        await self._prepare()
        agenda = [(one.at or 0.0, number) for number, one in enumerate(self._world.scenario.events)]
        while True:
            dues = [cursor.due for cursor in self._cursors.values() if cursor.due is not None]
            if not agenda and not dues:
                return [(visits, self._cursors[one].outcome) for one, visits in self._visits.items()]
            if agenda and agenda[0][0] <= min(dues, default=agenda[0][0]):
                at, number = agenda.pop(0)
                self._at.now = max(self._at.now, at)
                await self._happen(number, self._world.scenario.events[number])
            else:
                self._at.now = max(self._at.now, min(dues) + LATE)
                for enrollment, cursor in list(self._cursors.items()):
                    if cursor.due is not None and cursor.due <= self._at.now:
                        await self._feed(enrollment, TimePassed())

    @property
    def _moment(self) -> datetime:
        return datetime.fromtimestamp(self._at.now, UTC)

    # Before it begins

    async def _prepare(self) -> None:
        world, stage = self._world, self._world.stage
        rows = [
            TemplateRow(
                one.sha256, one.name, one.language, one.subject, one.preheader, one.html, one.text,
                one.data_class, one.links,
            )
            for one in templates()
        ]  # fmt: skip
        self._at.now = world.begin - 86_400
        async with self._pool.acquire() as conn:
            await conn.execute(f"truncate {_EVERYTHING} cascade")
            async with conn.transaction():
                await publish(conn, stage.plan, "", rows, by="test", now=self._moment)
        row = world.person.row
        facts = PatientFacts(
            identifiers=(WHO,),
            first_name=row.person.first_name,
            birth_date=row.person.birth_date,
            email=row.person.email,
            language=row.language,
            zone=row.zone,
        )
        await self._tell(-1, events.PATIENT_REGISTERED, facts)
        self._patient = await self._pool.fetchval("select id from patient")
        row.id = self._patient  # experiments take the path by the person's id
        await self._allow()
        self._at.now = world.begin

    async def _allow(self) -> None:
        scenario = self._world.scenario
        async with self._pool.acquire() as conn:
            for topic, granted in scenario.consents.items():
                change = grant_consent if granted else withdraw_consent
                await change(conn, self._patient, topic, "test", self._moment)
            for scope in scenario.authorizations:
                await sign_authorization(conn, self._patient, scope, "test", self._moment)
            if scenario.suppressed:
                await self._suppress(conn, scenario.suppressed)

    async def _suppress(self, conn: Any, reason: str) -> None:
        await conn.execute(
            "insert into suppression (email_index, reason, at) select email_index, $1, $2 from patient"
            " where email_index is not null on conflict do nothing",
            reason,
            self._moment,
        )

    # Events

    async def _happen(self, number: int, one: Occurrence) -> None:
        name = one.event
        async with self._pool.acquire() as conn:
            if name in (CONSENT_GRANTED, CONSENT_REVOKED):
                change = grant_consent if name == CONSENT_GRANTED else withdraw_consent
                await change(conn, self._patient, one.topic, "test", self._moment)
            elif name in (JOURNEY_PAUSED, JOURNEY_RESUMED):
                slug, paused = self._world.stage.plan.journey, name == JOURNEY_PAUSED
                await set_paused(conn, slug, paused, at=self._moment)
            elif name == events.AUTHORIZATION_REVOKED:
                await revoke_authorization(conn, self._patient, one.scope, self._moment)
            elif name in events.ENGAGEMENT_EVENTS or name == COMPLAINED:
                await self._engage(conn, one)
        if name == TAKEN_OUT:
            for enrollment in list(self._cursors):
                await self._feed(enrollment, Left("by-hand"))
        elif name in events.APPOINTMENT_EVENTS:
            await self._tell(number, name, PatientFacts((WHO,)), self._appointment(number, one))
        elif name in events.PATIENT_EVENTS:
            first_name = one.facts.get("patient.first_name")
            await self._tell(number, name, PatientFacts((WHO,), first_name=first_name))
        elif name in events.CARE_GAP_EVENTS:
            await self._tell(number, name, PatientFacts((WHO,)), gap="screening")
        await self._route()

    def _appointment(self, number: int, one: Occurrence) -> AppointmentFacts:
        """The first event brings what the scenario says of the appointment."""
        facts = {**(self._world.scenario.facts if number == 0 else {}), **one.facts}
        told = {
            field.partition(".")[2]: value
            for field, value in facts.items()
            if field.startswith("appointment.")
        }
        return AppointmentFacts("a", **told)

    async def _engage(self, conn: Any, one: Occurrence) -> None:
        message = self._sent.get(one.step)
        if message is None:
            return
        if one.event == COMPLAINED:
            await self._suppress(conn, "complaint")
        elif one.event == events.BOUNCED:
            await record_bounces(conn, [Failure(message, self._moment)])
        else:
            if one.event == events.OPTED_OUT:
                send = self._world.stage.steps[one.step]
                assert isinstance(send, Send)
                topic = topic_of(self._world.stage.plan, send)
                await withdraw_consent(conn, self._patient, topic, "test", self._moment)
            await record_engagement(conn, message, one.event, self._moment)

    async def _tell(
        self,
        number: int,
        name: str,
        patient: PatientFacts,
        appointment: AppointmentFacts | None = None,
        gap: str | None = None,
    ) -> None:
        event = NormalisedEvent("test", str(number), name, self._moment, patient, appointment, care_gap=gap)
        vault = self._parts.vault
        async with self._pool.acquire() as conn, conn.transaction():
            await insert_events(
                conn, vault, [NewEvent(uuid7(), event, lane_of(vault, event), None)], self._moment
            )
        await self._route()

    async def _route(self) -> None:
        async with self._pool.acquire() as conn, conn.transaction():
            claimed, _ = await claim_events(conn, 100)
            routed = await self._router.route(conn, claimed, self._moment) if claimed else None
            posted = await conn.fetch("delete from cohort_signal returning *")
        for row in sorted(posted, key=lambda one: one["id"]):
            stimulus: Stimulus = Left(row["type"])
            if row["kind"] == "event":
                stimulus = EventArrived(row["type"], row["at"].timestamp(), row["step"])
            await self._feed(str(row["enrollment_id"]), stimulus)
        for waiting in routed.cohorts if routed else []:
            for member in waiting.members:
                self._visits[member.enrollment] = []
                self._cursors[member.enrollment] = member.cursor
                self._cohorts[member.enrollment] = str(waiting.id)
                await self._feed(member.enrollment, Started())

    # Enrollments

    async def _feed(self, enrollment: str, stimulus: Stimulus) -> None:
        plan, version = self._world.stage.plan, self._world.stage.journey.version
        if self._cursors[enrollment].phase == "left":
            return
        todo: list[Stimulus] = [stimulus]
        told: list[Visit] = []
        while todo:
            moved = advance(plan, self._cursors[enrollment], todo.pop(0), self._at.now)
            self._cursors[enrollment] = moved.cursor
            told += moved.visits
            answers = [(effect.token, await self._ask(enrollment, effect)) for effect in moved.effects]
            todo += [EffectFinished(token, answer) for token, answer in answers]
        self._visits[enrollment] += told
        progress = Progress(enrollment, self._cursors[enrollment], told)
        batch = ProgressBatch(self._cohorts[enrollment], version, [progress])
        await ActivityEnvironment().run(RecordProgress(self._parts).record_progress, batch)

    async def _ask(self, enrollment: str, effect: Effect) -> Any:
        parts, clinic = self._parts, self._clinic
        activity = {
            asked.PLAN_TIMES: PlanTimes(parts).plan_times,
            asked.DECIDE_BRANCHES: DecideBranches(parts).decide_branches,
            asked.CHECK_CONSENT: CheckConsent(parts).check_consent,
            asked.RENDER_MESSAGES: RenderMessages(parts).render_messages,
            asked.DELIVER_MESSAGES: DeliverMessages(parts, clinic.smtp, clinic.hop).deliver_messages,
            asked.UPDATE_PATIENTS: UpdatePatients(parts).update_patients,
            asked.OPEN_TASKS: OpenTasks(parts).open_tasks,
            asked.OPEN_FORMS: OpenForms(parts).open_forms,
        }[effect.activity]
        version = self._world.stage.journey.version
        items = [Item(enrollment, effect.visit, effect.since)]
        batch: Any = Batch(version, effect.step, items)
        if effect.activity == asked.PLAN_TIMES:
            batch = TimesBatch(version, effect.step, effect.moment, items)  # type: ignore[arg-type]
        answer = (await ActivityEnvironment().run(activity, batch)).items[0]
        if isinstance(answer, Delivery) and answer.outcome == "sent":
            step = self._world.stage.plan.nodes[effect.step].id
            self._sent[step] = message_id_of(UUID(enrollment), step, effect.visit)
        return answer
