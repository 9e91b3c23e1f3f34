"""Writes the interpreter's cursors and visits down, so that people can watch and the watcher can restart."""

from temporalio import activity

from activities.failing import told_by_code
from activities.parts import Parts
from engine.contracts.activities import RECORD_PROGRESS, ProgressBatch, Recorded
from engine.store.progress import record_progress


class RecordProgress:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @activity.defn(name=RECORD_PROGRESS)
    @told_by_code
    async def record_progress(self, batch: ProgressBatch) -> Recorded:
        async with self._parts.pool.acquire() as conn, conn.transaction():
            return Recorded(await record_progress(conn, batch, self._parts.moment()))
