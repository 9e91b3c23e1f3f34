"""The latest events of one type, found without reading all events each time somebody looks.

Where a type is seldom, everything has to be looked through before a page is known to be whole. So what was
found is kept, and later only what came since is looked through. The rows themselves are read each time: what
became of an event is told as it stands.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from engine.store.ids import first_id_of
from engine.store.pool import Connection

_WRITTEN: Final = timedelta(minutes=10)  # no transaction takes so long: what is older than that is all there
_MOST: Final = 50  # types that are kept
# Whether it is about a person's way through a journey, an event never changes; neither does its type.
_COLUMNS: Final = """
SELECT id, type, source, occurred_at, received_at,
       CASE WHEN routed_at IS NULL THEN 'waiting' ELSE outcome END, patient_id
FROM event WHERE enrollment_id IS NULL AND """
_ALL: Final = (
    _COLUMNS
    + """
  ($1::text = '' OR type = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""
)
_KNOWN: Final = _COLUMNS + """type = $1 AND (id = ANY($2::uuid[]) OR id > $3) ORDER BY id DESC LIMIT $4"""


class LatestEvents:
    """One for a process."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._kept: dict[
            str, tuple[UUID, list[UUID]]
        ] = {}  # type → looked through up to here, what was found

    async def list(self, conn: Connection, kind: str, below: UUID | None) -> list[Any]:
        """A page of a type, "" for all, newest first; `below`: only what is older than this one."""
        if kind == "" or below is not None:
            return await conn.fetch(_ALL, kind, below, self._page)
        newest, known = first_id_of(datetime.now(UTC) - _WRITTEN), self._kept.get(kind)
        if known is None:
            rows = await conn.fetch(_ALL, kind, None, self._page)
        else:
            rows = await conn.fetch(_KNOWN, kind, known[1], known[0], self._page)
        if kind not in self._kept and len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[kind] = newest, [row["id"] for row in rows]
        return rows
