"""Numbers over all the years, without reading all the years each time.

Nothing happens any more to most people who ever were in a journey. Where counting everybody takes long, those
who left more than a day ago are counted seldom, and the others each time. The line between the two does not
move until the past is counted again, so that nobody is counted twice or left out.

What still happens to people long gone (a goal weeks later, a click on an old mail) is told when the past was
counted again: after two hundred times as long as that took, which is some minutes; or, where nobody looked
meanwhile, at the second look.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from engine.store.ids import first_id_of
from engine.store.pool import Connection, Pool

log = logging.getLogger("careloom.api")

LONG: Final = 0.1  # seconds; what is counted faster is counted whole each time
_SELDOM: Final = 200  # times as long as the past took
_STALE: Final = 3600.0  # seconds after that for which it does while it is counted again
_OVER: Final = timedelta(
    days=1
)  # of who left so long ago, all is written down: also by a worker that was away
_WRITTEN: Final = timedelta(minutes=10)  # no transaction takes so long
_FIRST: Final = datetime(1970, 1, 2, tzinfo=UTC)  # no id is older
_MOST: Final = 50  # pasts that are kept
_CROWD: Final = (
    30_000  # people who are not over: so many are not told one by one, and counted with the others
)

Row = tuple[Any, ...]
Counted = dict[Row, tuple[int, ...]]  # what was grouped by → numbers, which add up


class Question(msgspec.Struct, frozen=True):
    """A statement about enrollments `e`, or where `mails` about messages `m`, with `/*part*/` where it says
    which of them. $1 is a journey and $2 a version, "" for all. The first columns are the `keys`, the others
    numbers.

    One about what belongs to enrollments names its `owner`, and has `/*theirs*/` behind FROM.
    """

    text: str
    keys: int
    mails: bool = False
    owner: str = ""


class Part(msgspec.Struct, frozen=True):
    """Some of the enrollments and mails. `{0}` is the number of the first of the values. `listed`: by id."""

    people: str = "true"
    values: Row = ()
    mails: str = "true"
    moments: Row = ()
    listed: bool = False


EVERYBODY: Final = Part()
_WHICH: Final = "($1::text = '' OR e.journey = $1) AND ($2::text = '' OR e.version = $2)"
_THEIRS: Final = f"JOIN enrollment e ON e.id = /*owner*/ WHERE {_WHICH} AND /*part*/"
_IDS: Final = f"SELECT array_agg(e.id ORDER BY e.id) FROM enrollment e WHERE {_WHICH} AND /*part*/"  # noqa: S608
# Of every version: people who are inside may be moved to another.
_INSIDE: Final = """
SELECT array_agg(id ORDER BY id) FROM (SELECT e.id FROM enrollment e WHERE ($1::text = '' OR e.journey = $1)
  AND e.id <= $2 AND NOT coalesce(e.state = 'left' AND e.left_at <= $3, false) LIMIT $4) listed
"""


class _Past(msgspec.Struct, frozen=True):
    """What was counted of it, until when it is good, and who was not over then."""

    until: float
    counted: list[Counted]
    others: Part


class PastCounts:
    """One for a process. Nobody waits for the past: it is counted beside, one of them at a time."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._kept: dict[Row, _Past] = {}
        self._one = asyncio.Semaphore(1)
        self.looking: dict[Row, asyncio.Task[None]] = {}  # pasts that are counted just now

    async def count(
        self, conn: Connection, questions: Sequence[Question], which: tuple[str, str], now: datetime
    ) -> list[Counted]:
        """An answer to each. `which`: journey and version, "" for all. `now`: journey time."""
        key, began = (*questions, *which), time.monotonic()
        past = self._kept.get(key)
        if past is None or past.until + _STALE < began:
            whole = await ask(conn, questions, which, EVERYBODY)
            if time.monotonic() - began > LONG:
                self._look_soon(key, questions, which, now)
            return whole
        if past.until < began:
            self._look_soon(key, questions, which, now)
        part = past.others
        if part.values and any(one.owner for one in questions):
            part = await listed(conn, which, part)
        others = await ask(conn, questions, which, part)
        return [_added(one, other) for one, other in zip(past.counted, others, strict=True)]

    def _look_soon(
        self, key: Row, questions: Sequence[Question], which: tuple[str, str], now: datetime
    ) -> None:
        if key not in self.looking:
            self.looking[key] = asyncio.create_task(self._look(key, questions, which, now))

    async def _look(
        self, key: Row, questions: Sequence[Question], which: tuple[str, str], now: datetime
    ) -> None:
        try:
            async with self._one, self._pool.acquire() as conn:
                began = time.monotonic()
                past = await _look_back(conn, questions, which, now)
                self._keep(key, past, time.monotonic() - began)
        except Exception as error:  # nobody waits for it; whoever looks next has it counted again
            log.warning("The past was not counted: %s.", type(error).__name__)
        finally:
            del self.looking[key]

    def _keep(self, key: Row, past: _Past, took: float) -> None:
        """Not what is counted quickly after all; nor, where there are too many, what nobody asks for."""
        self._kept.pop(key, None)
        if took < LONG / 4:
            return
        if len(self._kept) >= _MOST:
            now = time.monotonic()
            self._kept = {each: kept for each, kept in self._kept.items() if kept.until > now}
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = past


async def ask(
    conn: Connection, questions: Sequence[Question], which: tuple[str, str], part: Part, *more: Any
) -> list[Counted]:
    """`more`: values of $3 and on."""
    found = []
    for one in questions:
        if one.owner and part.listed:
            text, values = one.text.replace("/*theirs*/", f"WHERE {one.owner} = ANY($1::uuid[])"), part.values
        else:
            clause, some = (part.mails, part.moments) if one.mails else (part.people, part.values)
            text = one.text.replace("/*theirs*/", _THEIRS.replace("/*owner*/", one.owner))
            text = text.replace("/*part*/", clause.format(3 + len(more), 4 + len(more)))
            values = (*which, *more, *some)
        rows = await conn.fetch(text, *values)
        found.append({tuple(row)[: one.keys]: tuple(row)[one.keys :] for row in rows})
    return found


async def listed(conn: Connection, which: tuple[str, str], part: Part) -> Part:
    """The same people by id: they are looked up once, and not for every question."""
    ids = await conn.fetchval(_IDS.replace("/*part*/", part.people.format(3, 4)), *which, *part.values)
    return replace(part, people="e.id = ANY(${0}::uuid[])", values=(ids or [],), listed=True)


def later_than(since: datetime) -> Part:
    """Who entered then or later. An id is made after the moment of entry that it goes with, on the wall's
    clock, which journey time never overtakes: what was made earlier need not be looked at.
    """
    return Part("e.entered_at >= ${0} AND e.id >= ${1}", (since, first_id_of(max(since, _FIRST) - _WRITTEN)))


async def _look_back(
    conn: Connection, questions: Sequence[Question], which: tuple[str, str], now: datetime
) -> _Past:
    """Whoever is inside now can only leave later than the line, and so stays on their side of it."""
    over, newest = now - _OVER, first_id_of(datetime.now(UTC) - _WRITTEN)
    gone = Part(
        "e.id <= ${0} AND e.state = 'left' AND e.left_at <= ${1}",
        (newest, over),
        "(m.sent_at <= ${0} OR m.sent_at IS NULL)",
        (over,),
    )
    began = time.monotonic()
    ids = await conn.fetchval(_INSIDE, which[0], newest, over, _CROWD + 1) or []
    others = Part("(e.id = ANY(${0}::uuid[]) OR e.id > ${1})", (ids, newest), "m.sent_at > ${0}", (over,))
    if len(ids) > _CROWD:
        gone, others = replace(gone, people="false", values=()), replace(others, people="true", values=())
    counted = await ask(conn, questions, which, gone)
    ended = time.monotonic()
    return _Past(ended + _SELDOM * (ended - began), counted, others)


def _added(one: Counted, other: Counted) -> Counted:
    found = dict(one)
    for key, numbers in other.items():
        known = found.get(key, (0,) * len(numbers))
        found[key] = tuple(a + b for a, b in zip(known, numbers, strict=True))
    return found
