"""When a call that failed is tried again, and when a host that fails is left alone for a while."""

import time
from typing import Final
from uuid import UUID

PAUSES: Final = (5.0, 30.0, 120.0, 600.0, 1800.0, 3600.0)  # seconds; the last one from then on
LONGEST: Final = 86_400.0  # seconds after the first try, then it has failed
_JITTER: Final = 0.2
_FAILURES: Final = 5  # in a row, until a host is left alone
_ALONE: Final = 30.0


def pause_before(call: UUID, tries: int, asked: float = 0.0, pauses: tuple[float, ...] = PAUSES) -> float:
    """Seconds until the next try, after `tries` of them; `asked` for by the host is the least.

    Spread by up to a fifth, by the call's own id, so that neighbours do not come back together.
    """
    pause = pauses[min(max(tries, 1), len(pauses)) - 1]
    spread = call.int % 1000 / 1000
    return max(pause, asked) * (1 + _JITTER * spread)


class Breaker:
    """Remembers, in this process, hosts that failed again and again: nobody waits for them meanwhile."""

    def __init__(self, alone: float = _ALONE) -> None:
        self._alone = alone
        self._failures: dict[str, int] = {}
        self._until: dict[str, float] = {}

    def rest(self, host: str) -> float:
        """Seconds for which the host is to be left alone; 0 when it may be called."""
        return max(0.0, self._until.get(host, 0.0) - time.monotonic())

    def note(self, host: str, *, answered: bool) -> None:
        """Whether the host answered at all in a way that a working one does."""
        if answered:
            self._failures.pop(host, None)
            self._until.pop(host, None)
            return
        self._failures[host] = self._failures.get(host, 0) + 1
        if self._failures[host] >= _FAILURES:
            self._until[host] = time.monotonic() + self._alone
