"""Signals in the order they came, each event once. Signal handlers only put; the main loop takes."""

from collections.abc import Iterator
from typing import Final

from engine.contracts.cohort import Departure, EventBatch, EventItem, Hold
from engine.runtime.stimulus import EventArrived, Left, Paused, Resumed, Stimulus

REMEMBERED: Final = 1000  # ids of events, kept against double delivery

EVERYBODY: Final = ""


class Inbox:
    def __init__(self, seen: list[str], pending: list[EventItem]) -> None:
        self._seen = dict.fromkeys(seen)
        self._waiting: list[tuple[str, Stimulus]] = []
        self.received = 0  # signals of this run
        self._put_events(pending)

    def __bool__(self) -> bool:
        return bool(self._waiting)

    @property
    def seen(self) -> list[str]:
        return list(self._seen)

    def put_events(self, batch: EventBatch) -> None:
        self.received += 1
        self._put_events(batch.items)

    def put_hold(self, hold: Hold, stimulus: Paused | Resumed) -> None:
        self.received += 1
        self._waiting.extend((enrollment, stimulus) for enrollment in hold.enrollments or [EVERYBODY])

    def put_departure(self, departure: Departure) -> None:
        self.received += 1
        self._waiting.extend((one, Left(departure.reason)) for one in departure.enrollments)

    def take(self) -> Iterator[tuple[str, Stimulus]]:
        """Enrollment (or EVERYBODY) and stimulus."""
        waiting, self._waiting = self._waiting, []
        yield from waiting

    def _put_events(self, items: list[EventItem]) -> None:
        for item in items:
            if item.id not in self._seen:
                self._seen[item.id] = None
                self._waiting.append((item.enrollment, EventArrived(item.type, item.at, item.step)))
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
