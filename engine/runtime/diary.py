"""Keeps the store's copy of the cursors up to date: one write at a time, what comes meanwhile goes together.

Never loses a visit: what is not known to be stored is carried when the run continues as new.
"""

import asyncio
from collections.abc import Set
from typing import Final

import msgspec
from temporalio import workflow

from engine.contracts.activities import RECORD_PROGRESS, Progress, ProgressBatch
from engine.contracts.cursor import Visit
from engine.runtime.calls import CallFailed, call
from engine.runtime.roster import Roster

MOST_BYTES: Final = 200_000  # of one payload, before it is compressed and sealed
_AT_ONCE: Final = 500
_ENCODER = msgspec.json.Encoder()


class Diary:
    def __init__(self, cohort: str, version: str, roster: Roster) -> None:
        self._cohort = cohort
        self._version = version
        self._roster = roster
        self._writing: list[Progress] = []

    @property
    def writing(self) -> bool:
        return bool(self._writing)

    def writes(self, enrollment: str) -> bool:
        """Something of theirs is on its way to the store."""
        return any(one.enrollment == enrollment for one in self._writing)

    def may_write(self, besides: Set[str]) -> bool:
        """There is something to write of others than `besides`."""
        return not self._writing and not self._roster.unrecorded.keys() <= besides

    @property
    def idle(self) -> bool:
        return not self._writing and not self._roster.unrecorded

    def write(self, besides: Set[str]) -> None:
        """`besides` are underway and move on with their next answer: a run of steps is then one write."""
        if self.may_write(besides):
            self._writing = self._roster.take_unrecorded(_AT_ONCE, besides)
            self._task = asyncio.create_task(self._write())

    def untold(self) -> dict[str, list[Visit]]:
        """Enrollment → visits of everything not known to be stored. Storing twice does no harm."""
        untold = {progress.enrollment: list(progress.visits) for progress in self._writing}
        for enrollment, visits in self._roster.unrecorded.items():
            untold.setdefault(enrollment, []).extend(visits)
        return untold

    async def _write(self) -> None:
        for part in split_by_size(self._writing):
            await self._store(part)
        self._writing = []

    async def _store(self, part: list[Progress]) -> None:
        try:
            await call(RECORD_PROGRESS, ProgressBatch(self._cohort, self._version, part), 0.0)
        except CallFailed as error:
            middle = len(part) // 2
            if middle:
                await self._store(part[:middle])
                await self._store(part[middle:])
                return
            # The journey goes on; the store keeps the older cursor and the watcher will see it age.
            workflow.logger.error("progress-not-stored enrollment=%s %s", part[0].enrollment, error.reason)


def split_by_size(items: list[Progress], most_bytes: int = MOST_BYTES) -> list[list[Progress]]:
    """Parts of at most `most_bytes` of JSON each; a single larger item is a part of its own."""
    parts: list[list[Progress]] = []
    size = most_bytes
    for item in items:
        length = len(_ENCODER.encode(item)) + 1
        if size + length > most_bytes:
            parts.append([])
            size = 0
        parts[-1].append(item)
        size += length
    return parts
