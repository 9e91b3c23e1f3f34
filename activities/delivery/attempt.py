"""One attempt at delivering a batch: sub-batches go through the gate, are built, handed over and settled.

While one sub-batch is with the relay the next passes the gate and is built. What a dead attempt left claimed
is asked about at the first hop before anything is sent again.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from activities.channels.email.methods import TransportPolicy
from activities.channels.email.smtp.outcome import Envelope, NotSent, Outcome
from activities.channels.email.smtp.pool import SmtpPool
from activities.delivery.gate import Keeper, Passed, Round, pass_gate
from activities.delivery.hop import FirstHop
from activities.delivery.lease import Lease
from activities.delivery.mail import Letterhead, Unbuilt, build
from activities.delivery.outcomes import Verdict, found_at_hop, judge, unbuilt, unsure
from activities.delivery.settling import write_settlements
from activities.parts import Parts
from engine.contracts.activities import Delivery
from engine.errors import Unavailable
from engine.policy.gate import Gate
from engine.store.ledger import Entry, Settlement

TOGETHER: Final = 50  # mails in one transaction of the gate and one hand-over
_LATE_SECONDS: Final = 2.0  # what is settled already is not kept waiting for a slow neighbour


class Desk(msgspec.Struct, frozen=True):
    """What an attempt works with."""

    parts: Parts
    smtp: SmtpPool
    hop: FirstHop | None
    gate: Gate
    policy: TransportPolicy
    letterhead: Letterhead


class Attempt:
    """`run` answers every id; it raises Unavailable when the relay is away and the rest must wait."""

    def __init__(self, desk: Desk, alive: Callable[[], None]) -> None:
        self._desk = desk
        self._lease = Lease(desk.parts.pool, alive)
        self._answers: dict[UUID, Delivery] = {}
        self._held: dict[UUID, float] = {}  # claims of others, and our own whose arrival is unknown
        self._again: list[UUID] = []
        self._relay_away = False

    async def run(self, ids: Sequence[UUID]) -> dict[UUID, Delivery]:
        keeping = asyncio.create_task(self._lease.keep())
        try:
            await self._pass_all(list(ids))
            while (self._held or self._again) and not self._relay_away:
                await self._wait_for_others()
                await self._pass_all(self._taken_again())
        finally:
            await _end(keeping)
        if self._relay_away:
            raise Unavailable("relay-unavailable", "The relay took no mail; the batch is tried again later.")
        return self._answers

    async def _pass_all(self, ids: list[UUID]) -> None:
        with_relay: asyncio.Task[None] | None = None
        try:
            for start in range(0, len(ids), TOGETHER):
                if self._relay_away:
                    break
                built = await self._claim_and_build(ids[start : start + TOGETHER])
                if with_relay:
                    await with_relay
                with_relay = asyncio.create_task(self._hand_over(built))
            if with_relay:
                await with_relay
        except BaseException:
            await _end(with_relay)
            raise

    async def _claim_and_build(self, ids: Sequence[UUID]) -> list[tuple[Passed, Envelope]]:
        desk = self._desk
        keeper = Keeper(desk.gate, desk.policy, desk.parts.vault, desk.parts.now(), datetime.now(UTC))
        done = await pass_gate(desk.parts.pool, keeper, ids, self._lease.token)
        self._lease.add(passed.entry.id for passed in done.passed)
        self._answers.update(done.answers)
        self._held.update(done.held)
        await self._ask_about(done.dead)
        return await self._build(done)

    async def _build(self, done: Round) -> list[tuple[Passed, Envelope]]:
        """In a thread: encryption lets go of the interpreter, and the loop serves connections meanwhile."""
        letterhead = self._desk.letterhead
        made = await asyncio.to_thread(lambda: [build(passed, letterhead) for passed in done.passed])
        ready: list[tuple[Passed, Envelope]] = []
        broken: list[tuple[Passed, Verdict]] = []
        for passed, envelope in zip(done.passed, made, strict=True):
            if isinstance(envelope, Unbuilt):
                broken.append((passed, unbuilt(passed.entry, envelope.reason)))
            else:
                ready.append((passed, envelope))
        await self._settle(broken)
        return ready

    async def _hand_over(self, built: list[tuple[Passed, Envelope]]) -> None:
        if self._relay_away:
            await self._settle([(passed, judge(passed, NotSent("relay-away"), 0.0)) for passed, _ in built])
            return
        known: list[tuple[Passed, Verdict]] = []

        def settled(index: int, outcome: Outcome) -> None:
            known.append((built[index][0], judge(built[index][0], outcome, self._desk.parts.now())))

        envelopes = [envelope for _, envelope in built]
        smtp = self._desk.smtp
        delivering = asyncio.create_task(
            smtp.deliver(envelopes, smtp.relay.connections, settled, self._lease.may_send)
        )
        try:
            ended = False
            while not ended:
                await asyncio.wait({delivering}, timeout=_LATE_SECONDS)
                ended = delivering.done()  # asked first: more may come in while what is known is written
                await self._settle(_taken(known))
            delivering.result()
        except asyncio.CancelledError:
            await _end(delivering)
            await asyncio.shield(self._settle(_taken(known)))
            raise

    async def _settle(self, verdicts: list[tuple[Passed, Verdict]]) -> None:
        settlements = [verdict.settlement for _, verdict in verdicts if verdict.settlement]
        bounced = [passed.entry for passed, verdict in verdicts if verdict.bounced]
        await write_settlements(self._desk.parts, self._lease.token, settlements, bounced)
        for passed, verdict in verdicts:
            one = passed.entry.id
            self._lease.drop(one)
            if verdict.answer:
                self._answers[one] = verdict.answer
            if verdict.settlement is None:
                self._held[one] = self._lease.seconds
            self._relay_away = self._relay_away or verdict.relay_away

    async def _ask_about(self, dead: Sequence[Entry]) -> None:
        """Claims of an attempt that is gone: did their mails arrive? What did not is tried again."""
        if not dead:
            return
        hop, now = self._desk.hop, self._desk.parts.now()
        found = await hop.found([entry.rfc_message_id for entry in dead]) if hop else set()
        settlements: list[Settlement] = []
        for entry in dead:
            answer: Delivery | None = None
            if entry.rfc_message_id in found:
                settlement, answer = found_at_hop(entry, now)
            elif hop is not None:
                settlement = Settlement(entry.id, "rendered", "never-arrived")
            else:
                settlement, answer = unsure(entry)
            settlements.append(settlement)
            if answer:
                self._answers[entry.id] = answer
            else:
                self._again.append(entry.id)
        await write_settlements(self._desk.parts, self._lease.token, settlements)

    async def _wait_for_others(self) -> None:
        if not self._again:
            await asyncio.sleep(max(0.1, min(self._held.values())) + 0.1)

    def _taken_again(self) -> list[UUID]:
        ids = [*self._again, *self._held]
        self._again, self._held = [], {}
        return ids


def _taken(known: list[tuple[Passed, Verdict]]) -> list[tuple[Passed, Verdict]]:
    """What has come in since the last time; the list is left empty."""
    taken = known[:]
    del known[: len(taken)]
    return taken


async def _end(task: asyncio.Task[Any] | None) -> None:
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
