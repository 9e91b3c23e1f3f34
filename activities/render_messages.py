"""Writes the mails of a batch and puts them, sealed, into the ledger: rendered, ready for the last gate.

One statement reads the people, one writes the mails. Whoever cannot be written to is an answer with a reason;
the neighbours go on. Texts live in memory and, sealed, in the store; never in a log or a result.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec
from temporalio import activity

from activities.failing import told_by_code
from activities.parts import House, Parts, enrollments_of, send_of
from engine.contracts.activities import RENDER_MESSAGES, Batch, Item, Rendering, Renderings
from engine.errors import Refused
from engine.expressions.facts import NO_FACTS
from engine.expressions.facts import Facts as Happenings
from engine.journey.plan import MessagePlan, Plan, Send
from engine.policy.address import Unsendable, check_address
from engine.policy.gate import Gate, Standing, expiry, gate_of, mark_of
from engine.rendering.links import links_of
from engine.rendering.render import Compiled, Unwritten, Writing, compile_template, write_body
from engine.rendering.variants import choose_variant
from engine.store.bodies import seal_body
from engine.store.facts import Facts, load_facts
from engine.store.happenings import load_happenings
from engine.store.journeys import TemplateRow
from engine.store.ledger import WRITTEN_FOR, Rendered, message_id_of, write_rendered
from engine.store.matters import moments_of
from engine.store.pool import Connection
from engine.store.templates import load_templates

WRITTEN_TOGETHER: Final = 100  # mails in one statement: 2 MB of 20 kB ones
_TEMPLATES_KEPT: Final = 512


class _Work(msgspec.Struct, frozen=True):
    """What a batch is written with, the same for all."""

    plan: Plan
    send: Send
    message: MessagePlan
    gate: Gate
    house: House
    version: str
    moment: datetime
    templates: Mapping[str, tuple[TemplateRow, Compiled]]


class RenderMessages:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._compiled: OrderedDict[str, tuple[TemplateRow, Compiled]] = OrderedDict()

    @activity.defn(name=RENDER_MESSAGES)
    @told_by_code
    async def render_messages(self, batch: Batch) -> Renderings:
        answers: list[Rendering] = []
        async with self._parts.pool.acquire() as conn:
            work = await self._prepare(conn, batch)
            for start in range(0, len(batch.items), WRITTEN_TOGETHER):
                answers += await self._write(conn, work, batch.items[start : start + WRITTEN_TOGETHER])
                activity.heartbeat(len(answers))
        return Renderings(answers)

    async def _prepare(self, conn: Connection, batch: Batch) -> _Work:
        plan, send = await send_of(conn, batch)
        house = await self._parts.house(conn)
        message = plan.messages[send.message]
        return _Work(
            plan=plan,
            send=send,
            message=message,
            gate=gate_of(plan, send, house.organization, house.consents),
            house=house,
            version=batch.version,
            moment=self._parts.moment(),
            templates=await self._templates(conn, message),
        )

    async def _write(self, conn: Connection, work: _Work, items: Sequence[Item]) -> list[Rendering]:
        ids = enrollments_of(list(items))
        fields = {*work.message.fields, *(work.plan.fields if work.message.segments else ())}
        facts = await load_facts(conn, self._parts.vault, ids, fields, work.moment)
        signs: Mapping[UUID, Happenings] = {}
        if work.message.segments:
            signs = await load_happenings(conn, ids, work.house.consents, work.moment.timestamp())

        def write_all() -> list[Rendered | str]:
            pairs = zip(ids, items, strict=True)
            return [self._one(work, item, facts.get(one), signs.get(one, NO_FACTS)) for one, item in pairs]

        # A thread: the loop goes on serving others while this one writes.
        written = await asyncio.to_thread(write_all)
        rows = [each for each in written if isinstance(each, Rendered)]
        if rows:
            await write_rendered(conn, rows, work.moment)
        return [
            Rendering(ok=False, reason=each) if isinstance(each, str) else Rendering(ok=True)
            for each in written
        ]

    def _one(self, work: _Work, item: Item, facts: Facts | None, signs: Happenings) -> Rendered | str:
        """The ledger row, or the reason why there is none."""
        if facts is None:
            return "enrollment-unknown"
        address = check_address(facts.patient.person.email)
        if isinstance(address, Unsendable):
            return address.reason
        language = choose_variant(
            facts.patient.language, work.house.organization.language, work.message.variants
        )
        found = work.templates.get(work.message.variants.get(language, ""))
        if found is None:
            return "template-missing"
        row, template = found
        one = message_id_of(facts.enrollment.id, work.send.id, item.visit)
        body = write_body(template, self._writing(work, facts, signs, row, one))
        if isinstance(body, Unwritten):
            return body.reason
        sealed = seal_body(self._parts.vault, facts.patient.key, one, body)
        return _rendered(work, facts, one, item.visit, row, language, sealed)

    def _writing(
        self, work: _Work, facts: Facts, signs: Happenings, template: TemplateRow, message: UUID
    ) -> Writing:
        settings = self._parts.settings
        evaluator = self._parts.evaluator(work.version, work.plan)
        return Writing(
            values=facts.values,
            segments={
                name: evaluator.evaluate(work.plan.segments[name], facts.values, signs, now=work.moment)
                is True
                for name in work.message.segments
            },
            link=links_of(
                settings.public_url,
                settings.link_key,
                message,
                template.links,
                tracked="clicks" in work.send.track,
            ),
            language=template.language,
            zone=facts.zone,
        )

    async def _templates(
        self, conn: Connection, message: MessagePlan
    ) -> dict[str, tuple[TemplateRow, Compiled]]:
        """Compiled once in a process; a template that is refused is as good as missing."""
        wanted = set(message.variants.values())
        for sha256, row in (await load_templates(conn, wanted - self._compiled.keys())).items():
            try:
                compiled = compile_template(row.subject, row.preheader, row.html, row.text)
            except Refused:
                continue
            self._compiled[sha256] = (row, compiled)
        found = {sha256: self._compiled[sha256] for sha256 in wanted if sha256 in self._compiled}
        while len(self._compiled) > _TEMPLATES_KEPT:
            self._compiled.popitem(last=False)
        return found


def _rendered(
    work: _Work, facts: Facts, one: UUID, visit: int, template: TemplateRow, language: str, sealed: bytes
) -> Rendered:
    domain = work.house.organization.sender.address.rpartition("@")[2]
    return Rendered(
        id=one,
        enrollment=facts.enrollment.id,
        step=work.send.id,
        visit=visit,
        journey=work.plan.journey,
        version=work.version,
        patient=facts.patient.id,
        template=template.sha256,
        language=language,
        purpose=work.send.purpose,
        topic=work.gate.topic,
        data_class=work.message.data_class,
        rfc_message_id=f"<{one.hex}@{domain}>",
        sealed=sealed,
        expires_at=_expires(work, facts),
        evidence={WRITTEN_FOR: _mark(facts)},
        collapse=work.send.collapse,
    )


def _mark(facts: Facts) -> str:
    seen, matter = facts.appointment, facts.matter
    if seen is not None:
        return mark_of(seen.starts_at, seen.ends_at, seen.as_of)
    return mark_of(None, None, matter.as_of) if matter else ""


def _moments(facts: Facts) -> dict[str, float]:
    """As engine.store.standings tells them."""
    matter = facts.matter
    return {f"{matter.kind}.{name}": at for name, at in moments_of(matter.values).items()} if matter else {}


def _expires(work: _Work, facts: Facts) -> datetime | None:
    standing = Standing(
        enrollment=facts.enrollment.id,
        patient=facts.patient.id,
        zone=facts.patient.zone,
        starts_at=facts.appointment.starts_at if facts.appointment else None,
        ends_at=facts.appointment.ends_at if facts.appointment else None,
        moments=_moments(facts),
    )
    end = expiry(work.gate, standing, work.moment.timestamp())
    return None if end is None else datetime.fromtimestamp(end, UTC)
