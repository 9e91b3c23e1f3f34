"""Room behind ways in that have a cap or a ramp: read under a lock, used up by those who enter."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from engine.intake.deciding import Door
from engine.journey.organization import Organization
from engine.journey.plan import Enroll
from engine.policy.entry import limited, room
from engine.policy.times import zone_of
from engine.store import entries
from engine.store.pool import Connection


class Rooms:
    """Those of one transaction. `doors`: the ways that matter; the unlimited among them cost nothing."""

    def __init__(self, doors: Mapping[Door, Enroll], organization: Organization, now: datetime) -> None:
        self._doors = {door: trigger for door, trigger in doors.items() if limited(trigger)}
        self._now, self._today = now, day_of(organization, now)

    async def hold(self, connection: Connection) -> dict[Door, int]:
        """How many may enter by each limited way; nobody else lets people in until the transaction ends."""
        if self._doors:
            await entries.hold_rooms(connection, {journey for journey, _ in self._doors})
        return await self.peek(connection)

    async def peek(self, connection: Connection) -> dict[Door, int]:
        """The same without holding anybody up: it may be less a moment later, and more."""
        return {
            door: room(
                trigger, await entries.read_room(connection, door, trigger, self._now, self._today), self._now
            )
            for door, trigger in self._doors.items()
        }

    async def note(self, connection: Connection, entered_by: Iterable[Door]) -> None:
        """These ways were used, each once for a person."""
        for door, people in sorted(Counter(entered_by).items()):
            trigger = self._doors.get(door)
            if trigger is not None:
                await entries.note_entries(connection, door, trigger, people, self._now, self._today)


def day_of(organization: Organization, now: datetime) -> date:
    """The organisation's day, by which ramps count."""
    return now.astimezone(zone_of(organization.zone)).date()
