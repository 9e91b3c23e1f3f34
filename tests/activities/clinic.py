"""A synthetic clinic in a real database, and its activities as Temporal would call them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from temporalio.testing import ActivityEnvironment

from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import relay_of
from activities.deliver_messages import DeliverMessages
from activities.delivery.hop import CaughtMail, FirstHop
from activities.parts import Parts
from activities.render_messages import RenderMessages
from engine.contracts.activities import Batch, Deliveries, Delivery, Item, Renderings
from engine.journey.consents import Consents, Topic
from engine.journey.organization import Organization, Sender
from engine.journey.plan import Enroll, Exit, MessagePlan, Node, Plan, Send, canonical, version_of
from engine.settings import Settings
from engine.store.ids import uuid7
from engine.store.journeys import TemplateRow, publish
from engine.store.organization import save_organization
from engine.store.people import Person, new_patient, save_patients
from engine.store.pool import Pool, create_pool, open_vault

HTML = (
    "<html><body><p>Hello {{ patient.first_name }},</p>"
    '{% if segments["older"] %}<p>large print</p>{% endif %}'
    '<a href="{{ link.confirm }}">Confirm</a> <a href="{{ link.click_0 }}">Map</a>'
    '<a href="{{ link.opt_out }}">Stop</a></body></html>'
)
TEXT = "Hello {{ patient.first_name }}, confirm: {{ link.confirm }} stop: {{ link.opt_out }}"
SEND = Send(id="week-ahead", next=1, message="reminder", purpose="treatment")


def make_plan(send: Send = SEND, data_class: str = "identifier", **told: Any) -> Plan:
    """A journey of one send. Its template is that of `make_templates`."""
    nodes: tuple[Node, ...] = (send, Exit(id="done"))
    values = {
        "journey": "visit-reminder",
        "title": "Visit reminder",
        "purpose": send.purpose,
        "start": 0,
        "nodes": nodes,
        "enroll": Enroll(on=("appointment.booked",)),
        "fields": {"patient.first_name": "string", "patient.age": "int"},
        "segments": {"older": "patient.age >= 65"},
        "exits": ("appointment.cancelled", "appointment.deleted", "patient.deceased"),
        "messages": {
            "reminder": MessagePlan(
                data_class, {"en": "t-en", "es": "t-es"}, ("patient.first_name",), ("older",)
            )
        },
    }
    return Plan(**(values | told))


def make_templates(data_class: str = "identifier", html: str = HTML) -> list[TemplateRow]:
    link = ("https://example.org/map",)
    return [
        TemplateRow(
            "t-en", "reminder", "en", "Your visit, {{ patient.first_name }}", "", html, TEXT, data_class, link
        ),
        TemplateRow(
            "t-es", "reminder", "es", "Su visita, {{ patient.first_name }}", "", html, TEXT, data_class, link
        ),
    ]


ORGANIZATION = Organization(
    id="riverside",
    name="Riverside Family Clinic",
    phone="555-0100",
    address="1 River Street",
    zone="America/New_York",
    language="en",
    languages=("en", "es"),
    sender=Sender("Riverside Family Clinic", "care@riverside.example.org"),
    domains=("riverside.example.org",),
)
CONSENTS = Consents(topics={"visit-reminders": Topic("Visit reminders", "out", "", 1)})


@dataclass
class Clinic:
    pool: Pool
    parts: Parts
    smtp: SmtpPool
    hop: FirstHop | None
    version: str = ""
    plan: Plan = field(default_factory=make_plan)

    async def apply(self, organization: Organization = ORGANIZATION, consents: Consents = CONSENTS) -> None:
        body = {"organization": msgspec.to_builtins(organization), "consents": msgspec.to_builtins(consents)}
        digest = str(hash(msgspec.json.encode(body)))
        async with self.pool.acquire() as conn:
            await save_organization(conn, digest, body, self.parts.moment())

    async def publish(self, plan: Plan, templates: Sequence[TemplateRow] = ()) -> str:
        rows = list(templates or make_templates())
        # Content-addressed as in life: the plan names what these templates hash to.
        tag = str(abs(hash(tuple(row.html + row.data_class for row in rows))))
        rows = [_renamed(row, row.sha256 + tag) for row in rows]
        messages = {
            name: MessagePlan(m.data_class, {k: v + tag for k, v in m.variants.items()}, m.fields, m.segments)
            for name, m in plan.messages.items()
        }
        self.plan = msgspec.structs.replace(plan, messages=messages)
        canonical(self.plan)
        async with self.pool.acquire() as conn, conn.transaction():
            await publish(conn, self.plan, "", rows, by="test", now=self.parts.moment())
        self.version = version_of(self.plan)
        return self.version

    async def add_person(self, email: str = "ana@example.org", **told: Any) -> UUID:
        """A patient; `told` are fields of Person or of the row."""
        person = {"first_name": "Ana", "last_name": "Rivera", "email": email}
        row = new_patient(self.parts.vault, uuid7())
        person |= {name: told.pop(name) for name in list(told) if name in Person.__struct_fields__}
        row.person = Person(**person)
        for name, value in told.items():
            setattr(row, name, value)
        async with self.pool.acquire() as conn:
            await save_patients(conn, self.parts.vault, [row], self.parts.moment())
        return row.id

    async def add_appointment(self, patient: UUID, starts_at: datetime, status: str = "booked") -> UUID:
        one = uuid7()
        now = self.parts.moment() - timedelta(minutes=1)
        await self.pool.execute(
            "insert into appointment (id, key_index, patient_id, starts_at, ends_at, status, sealed, as_of,"
            " updated_at) values ($1, $2, $3, $4, $5, $6, '', $7, $7)",
            one, one.bytes, patient, starts_at, starts_at + timedelta(hours=1), status, now,
        )  # fmt: skip
        return one

    async def enroll(self, patient: UUID, appointment: UUID | None = None) -> str:
        cohort, one, now = uuid7(), uuid7(), self.parts.moment()
        await self.pool.execute(
            "insert into cohort (id, version, created_at) values ($1, $2, $3)", cohort, self.version, now
        )
        await self.pool.execute(
            "insert into enrollment (id, journey, version, patient_id, entity, appointment_id, cohort_id,"
            " cursor, entered_at) values ($1, $2, $3, $4, $5, $6, $7, '[0]', $8)",
            one, self.plan.journey, self.version, patient, str(one), appointment, cohort, now,
        )  # fmt: skip
        return str(one)

    def batch(self, enrollments: Sequence[str], step: int = 0, visit: int = 1) -> Batch:
        return Batch(self.version, step, [Item(one, visit) for one in enrollments])

    async def render(self, enrollments: Sequence[str]) -> list[tuple[bool, str]]:
        found: Renderings = await run(RenderMessages(self.parts).render_messages, self.batch(enrollments))
        return [(one.ok, one.reason) for one in found.items]

    async def deliver(self, enrollments: Sequence[str]) -> list[Delivery]:
        work = DeliverMessages(self.parts, self.smtp, self.hop).deliver_messages
        found: Deliveries = await run(work, self.batch(enrollments))
        return found.items

    async def message(self, enrollment: str) -> Any:
        return await self.pool.fetchrow("select * from message where enrollment_id = $1", UUID(enrollment))


def _renamed(row: TemplateRow, sha256: str) -> TemplateRow:
    return msgspec.structs.replace(row, sha256=sha256)


async def run(work: Callable[..., Any], batch: Any) -> Any:
    return await ActivityEnvironment().run(work, batch)


async def open_clinic(settings: Settings) -> Clinic:
    pool = await create_pool(settings)
    hop = CaughtMail(settings.mailbox_path) if settings.mailbox_path else None
    smtp = SmtpPool(relay_of(settings))
    clinic = Clinic(pool, Parts(pool, open_vault(settings), settings, {}), smtp, hop)
    await clinic.apply()
    await clinic.publish(make_plan())
    return clinic


def tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)
