"""The same mails without an engine: a hand-tuned loop over the product's own renderer, vault, ledger, SMTP.

Three stages, each a task over batches of 500: write (read people, render, seal, insert), claim (and build),
send (SMTP, settle). No journeys, no Temporal, no consent, no gate: what a careful script would do.
"""

import asyncio
import gc
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from activities.channels.email.mime import Mail, write
from activities.channels.email.smtp.outcome import Accepted, Envelope, Outcome
from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import relay_of
from engine.journey.plan import Plan
from engine.rendering.links import links_of
from engine.rendering.render import Compiled, Unwritten, Writing, compile_template, write_body
from engine.store.bodies import Body, seal_body
from engine.store.enrollments import NewEnrollment
from engine.store.facts import Facts, load_facts
from engine.store.journeys import TemplateRow, load_plan
from engine.store.ledger import (
    Claim,
    Rendered,
    Settlement,
    claim_entries,
    message_id_of,
    settle_entries,
    write_rendered,
)
from engine.store.templates import load_templates
from infra.bench import seeding
from infra.bench.installation import Installation, Tell, open_installation
from infra.bench.machine import Surroundings, cpu_seconds, used
from infra.bench.workspace import FOUR_STEPS
from infra.cli.worker import GC_THRESHOLDS

_TOGETHER: Final = 500
_AHEAD: Final = 2  # batches between two stages
_STEP: Final = "tell"


@dataclass(frozen=True)
class _Written:
    """One mail between the stages."""

    row: Rendered
    to: str
    body: Body


_Queue = asyncio.Queue[Any]


async def measure(tell: Tell, count: int) -> dict[str, Any]:
    gc.set_threshold(*GC_THRESHOLDS)  # as the workers have it
    async with open_installation(tell) as house:
        tell(f"seeding {count:,} people")
        people = await seeding.seed_people(house, count)
        enrolled = await seeding.seed_enrollments(house, people, FOUR_STEPS)
        async with SmtpPool(relay_of(house.settings)) as smtp:
            loop = await _Loop.ready(house, smtp)
            warm = min(_TOGETHER, count // 10)
            await loop.run(enrolled[:warm])
            pids = {"loop": os.getpid()} | house.pids(("postgres", "sink"))
            surroundings, before = Surroundings(), cpu_seconds(pids)
            tell(f"{count - warm:,} mails")
            began = time.monotonic()
            await loop.run(enrolled[warm:])
            seconds = time.monotonic() - began
            mails = await house.mails()
        return {
            "mails": count - warm,
            "seconds": round(seconds, 2),
            "mails_per_second": round((count - warm) / seconds, 1),
            "mail_bytes": sum(size for *_, size in mails) // max(1, len(mails)),
            "accepted": len(mails),
            "cpu_seconds": used(before, cpu_seconds(pids)),
            "surroundings": surroundings.told(),
        }


class _Loop:
    def __init__(
        self, house: Installation, smtp: SmtpPool, plan: Plan, template: TemplateRow, compiled: Compiled
    ) -> None:
        self._house, self._smtp, self._plan = house, smtp, plan
        self._template, self._compiled = template, compiled
        self._version = house.versions[FOUR_STEPS]
        self._token = uuid4()

    @classmethod
    async def ready(cls, house: Installation, smtp: SmtpPool) -> "_Loop":
        async with house.pool.acquire() as connection:
            plan = await load_plan(connection, house.versions[FOUR_STEPS])
            sha256 = plan.messages["long"].variants["en"]
            row = (await load_templates(connection, [sha256]))[sha256]
        return cls(house, smtp, plan, row, compile_template(row.subject, row.preheader, row.html, row.text))

    async def run(self, enrolled: Sequence[NewEnrollment]) -> None:
        written: _Queue = asyncio.Queue(_AHEAD)
        claimed: _Queue = asyncio.Queue(_AHEAD)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._write_all(enrolled, written))
            group.create_task(self._claim_all(written, claimed))
            group.create_task(self._send_all(claimed))

    async def _write_all(self, enrolled: Sequence[NewEnrollment], out: _Queue) -> None:
        for at in range(0, len(enrolled), _TOGETHER):
            ids = [each.id for each in enrolled[at : at + _TOGETHER]]
            now, fields = self._house.now(), self._plan.messages["long"].fields
            async with self._house.pool.acquire() as connection:
                facts = await load_facts(connection, self._house.vault, ids, fields, now)
                mails = await asyncio.to_thread(lambda found: [*map(self._one, found)], list(facts.values()))
                await write_rendered(connection, [each.row for each in mails], now)
            await out.put(mails)
        await out.put(None)

    async def _claim_all(self, written: _Queue, out: _Queue) -> None:
        while (mails := await written.get()) is not None:
            claims = [Claim(each.row.id, "tls", {"method": "tls"}, {}) for each in mails]
            async with self._house.pool.acquire() as connection:
                await claim_entries(connection, claims, self._token)
            envelopes = await asyncio.to_thread(lambda found: [*map(self._build, found)], mails)
            await out.put((mails, envelopes))
        await out.put(None)

    async def _send_all(self, claimed: _Queue) -> None:
        while (batch := await claimed.get()) is not None:
            mails, envelopes = batch
            outcomes = await self._smtp.deliver(envelopes, self._smtp.relay.connections)
            done = [_settled(each.row.id, outcome) for each, outcome in zip(mails, outcomes, strict=True)]
            async with self._house.pool.acquire() as connection:
                await settle_entries(connection, done, self._token)

    def _one(self, facts: Facts) -> _Written:
        settings, template = self._house.settings, self._template
        one = message_id_of(facts.enrollment.id, _STEP, 1)
        link = links_of(settings.public_url, settings.link_key, one, template.links, tracked=False)
        body = write_body(self._compiled, Writing(facts.values, {}, link, template.language, facts.zone))
        if isinstance(body, Unwritten):
            raise TypeError(f"the bench's own mail cannot be written: {body.reason}")
        row = Rendered(
            id=one,
            enrollment=facts.enrollment.id,
            step=_STEP,
            visit=1,
            journey=FOUR_STEPS,
            version=self._version,
            patient=facts.patient.id,
            template=template.sha256,
            language="en",
            purpose="treatment",
            topic="visits",
            data_class=template.data_class,
            rfc_message_id=f"<{one.hex}@bench.example.org>",
            sealed=seal_body(self._house.vault, facts.patient.key, one, body),
            expires_at=None,
            evidence={},
        )
        return _Written(row, facts.patient.person.email, body)

    def _build(self, mail: _Written) -> Envelope:
        content = write(
            Mail(
                message_id=mail.row.rfc_message_id,
                from_name="Bench Clinic",
                from_address="care@bench.example.org",
                to_address=mail.to,
                subject=mail.body.subject,
                date=datetime.now(UTC),
                text=mail.body.text,
                html=mail.body.html,
                reply_to="desk@bench.example.org",
            )
        )
        return Envelope(mail_from="care@bench.example.org", rcpt_to=mail.to, content=content)


def _settled(one: UUID, outcome: Outcome) -> Settlement:
    if not isinstance(outcome, Accepted):
        raise TypeError(f"the sink took a mail as {type(outcome).__name__}")
    return Settlement(one, "sent", sent_at=outcome.at)
