"""Delivers the written mails of a batch. Everything that is sent goes through here, the ledger and its gate.

Safe to try again at any time: what was sent answers so, what a dead attempt left open is found out first.
"""

from datetime import UTC, datetime

from temporalio import activity

from activities.channels.email.methods import TransportPolicy
from activities.channels.email.smtp.pool import SmtpPool
from activities.delivery.attempt import Attempt, Desk
from activities.delivery.hop import FirstHop
from activities.delivery.mail import Letterhead
from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, send_of
from engine.contracts.activities import DELIVER_MESSAGES, Batch, Deliveries
from engine.policy.gate import gate_of
from engine.store.ledger import message_id_of


class DeliverMessages:
    def __init__(self, parts: Parts, smtp: SmtpPool, hop: FirstHop | None) -> None:
        self._parts = parts
        self._smtp = smtp
        self._hop = hop

    @activity.defn(name=DELIVER_MESSAGES)
    @told_by_code
    async def deliver_messages(self, batch: Batch) -> Deliveries:
        """Raises `relay-unavailable` (to be tried again) while no relay takes mail; nothing is lost by it."""
        desk, step = await self._desk(batch)
        enrollments = enrollments_of(batch.items)
        ids = [
            message_id_of(one, step, item.visit) for one, item in zip(enrollments, batch.items, strict=True)
        ]
        answers = await Attempt(desk, activity.heartbeat).run(ids)
        return Deliveries([answers[one] for one in ids])

    async def _desk(self, batch: Batch) -> tuple[Desk, str]:
        async with self._parts.pool.acquire() as conn:
            plan, send = await send_of(conn, batch)
            house = await self._parts.house(conn)
        settings = self._parts.settings
        letterhead = Letterhead(
            organization=house.organization,
            settings=settings,
            vault=self._parts.vault,
            reply_to=send.reply_to,
            named_topic=bool(send.topic),
            date=datetime.fromtimestamp(self._parts.now(), UTC),
        )
        policy = TransportPolicy(protect=send.protect, relay_is_verified=settings.smtp_security != "none")
        gate = gate_of(plan, send, house.organization, house.consents)
        return Desk(self._parts, self._smtp, self._hop, gate, policy, letterhead), send.id
