"""Answers that many look at: asked of PostgreSQL once for all of them, and seldom where it takes long."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Final, Generic, TypeVar

FRESH: Final = 2.0  # seconds
PATIENCE: Final = 5.0  # a slow answer is asked for again this many times its own length later, not sooner
_MOST: Final = 200  # answers that are kept

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class SharedAnswers(Generic[Key, Answer]):
    """One for a process. Whoever asks while somebody else does waits for the same answer."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[float, Answer]] = {}
        self._asking: dict[Key, asyncio.Lock] = {}

    async def of(self, key: Key, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        async with self._asking.setdefault(key, asyncio.Lock()):
            known = self._kept.get(key)
            if known is not None and time.monotonic() < known[0]:
                return known[1]
            began = time.monotonic()
            answer = await ask()
            ended = time.monotonic()
            self._kept[key] = (ended + max(FRESH, PATIENCE * (ended - began)), answer)
        self._forget(ended)
        return answer

    def _forget(self, now: float) -> None:
        if len(self._kept) <= _MOST:
            return
        for key in [key for key, (until, _) in self._kept.items() if until < now]:
            del self._kept[key]
            if not self._asking[key].locked():
                del self._asking[key]
