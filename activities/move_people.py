"""Takes people who may go over to another version of their journey, in one transaction."""

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts
from engine.contracts.activities import MOVE_PEOPLE, HandedOver, Handover
from engine.store.moves import hand_over


class MovePeople:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=MOVE_PEOPLE)
    @told_by_code
    async def move_people(self, handover: Handover) -> HandedOver:
        async with self._parts.pool.acquire() as conn, conn.transaction():
            return HandedOver(await hand_over(conn, handover, self._parts.moment()))
