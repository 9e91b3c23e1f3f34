"""May this send go on? The ordered rules of engine.policy, asked for a whole batch with one statement.

Nothing is written and nothing sealed is opened; the last gate asks the same again when the mail leaves.
"""

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts, enrollments_of, send_of
from engine.contracts.activities import CHECK_CONSENT, Batch, Decision, Decisions
from engine.policy.answers import as_decision
from engine.policy.decide import decide
from engine.policy.gate import facts_for, gate_of
from engine.store.ledger import message_id_of
from engine.store.standings import read_standings


class CheckConsent:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=CHECK_CONSENT)
    @told_by_code
    async def check_consent(self, batch: Batch) -> Decisions:
        """An enrollment that does not exist is blocked with `enrollment-unknown`."""
        ids = enrollments_of(batch.items)
        now = self._parts.now()
        async with self._parts.pool.acquire() as conn:
            plan, send = await send_of(conn, batch)
            house = await self._parts.house(conn)
            gate = gate_of(plan, send, house.organization, house.consents)
            own = [
                message_id_of(one, send.id, item.visit) for one, item in zip(ids, batch.items, strict=True)
            ]
            standings = await read_standings(
                conn,
                ids,
                topic=gate.topic,
                now=now,
                looks_back=gate.looks_back,
                besides=own,
                collapse=gate.collapse,
            )
        return Decisions(
            [
                as_decision(decide(facts_for(gate, standings[one], now), now))
                if one in standings
                else Decision("block", "enrollment-unknown")
                for one in ids
            ]
        )
