"""The members of a cohort, moved by the interpreter. Pure: knows no Temporal.

Collects what they ask for and what of them is not stored yet; hands both out to be carried out.
"""

from collections.abc import Iterable, Set
from typing import Final

from engine.contracts.activities import Progress
from engine.contracts.cohort import Member
from engine.contracts.cursor import Visit
from engine.journey.plan import Plan
from engine.runtime.interpreter import advance
from engine.runtime.stimulus import Advance, Effect, EventArrived, Paused, Resumed, Stimulus, TimePassed
from engine.runtime.walk import CLOCKED

Asked = tuple[str, Effect]  # enrollment, what it asks for

_SETTLED: Final = CLOCKED | {"left"}


class Roster:
    def __init__(self, plan: Plan, members: list[Member]) -> None:
        self._plan = plan
        self.cursors = {member.enrollment: member.cursor for member in members}
        self.unrecorded: dict[str, list[Visit]] = {}  # enrollment → visits not yet handed to the store
        self._asked: list[Asked] = []
        self._open = {one for one, cursor in self.cursors.items() if cursor.phase != "left" or cursor.asked}

    @property
    def over(self) -> bool:
        """Everybody has left and no answer is awaited."""
        return not self._open

    def feed(self, enrollment: str, stimulus: Stimulus, now: float) -> None:
        """An enrollment that is not of this cohort is passed over."""
        cursor = self.cursors.get(enrollment)
        if cursor is None:
            return
        moved = advance(self._plan, cursor, stimulus, now)
        if moved.cursor is cursor or moved.cursor.seq == cursor.seq:
            return
        self.cursors[enrollment] = moved.cursor
        self._asked.extend((enrollment, effect) for effect in moved.effects)
        if moved.cursor.phase == "left" and not moved.cursor.asked:
            self._open.discard(enrollment)
        if _worth_storing(stimulus, moved):
            self.unrecorded.setdefault(enrollment, []).extend(moved.visits)

    def feed_all(self, stimulus: Stimulus, now: float) -> None:
        for enrollment in list(self.cursors):
            self.feed(enrollment, stimulus, now)

    def pass_time(self, now: float) -> None:
        due = [one for one in self._clocked() if (self.cursors[one].due or 0.0) <= now]
        for enrollment in due:
            self.feed(enrollment, TimePassed(), now)

    def earliest(self) -> float | None:
        """The next deadline (journey time) of those not held."""
        return min((self.cursors[one].due or 0.0 for one in self._clocked()), default=None)

    def take_asked(self) -> list[Asked]:
        asked, self._asked = self._asked, []
        return asked

    def underway(self, awaited: Iterable[str]) -> Set[str]:
        """Of those who wait for an answer, the ones whose way it leads on: not those who have left."""
        return {one for one in awaited if one in self.cursors and self.cursors[one].phase != "left"}

    def take_unrecorded(self, most: int, besides: Set[str]) -> list[Progress]:
        """At most so many cursors to store, with their visits; none of `besides`."""
        some = [one for one in self.unrecorded if one not in besides][:most]
        return [Progress(one, self.cursors[one], self.unrecorded.pop(one)) for one in some]

    def take_out(self, enrollment: str) -> Progress:
        """Out of the cohort, with the visits of theirs that are not stored yet."""
        self._open.discard(enrollment)
        return Progress(enrollment, self.cursors.pop(enrollment), self.unrecorded.pop(enrollment, []))

    def put_back(self, progress: Progress) -> None:
        """They stay after all; what they asked for is not answered any more: feed them Started."""
        self.cursors[progress.enrollment] = progress.cursor
        self._open.add(progress.enrollment)

    def members(self, besides: set[str]) -> list[Member]:
        """Those who are not done, and of the others those in `besides`."""
        keep = self._open | besides | self.unrecorded.keys()
        return [Member(one, cursor) for one, cursor in self.cursors.items() if one in keep]

    def _clocked(self) -> list[str]:
        return [
            one
            for one, cursor in self.cursors.items()
            if cursor.due is not None and cursor.phase in CLOCKED and not cursor.held
        ]


def _worth_storing(stimulus: Stimulus, moved: Advance) -> bool:
    """The way through a send is not: after a loss it is walked again under the same visit."""
    if moved.visits or moved.cursor.phase in _SETTLED:
        return True
    return isinstance(stimulus, EventArrived | Paused | Resumed)
