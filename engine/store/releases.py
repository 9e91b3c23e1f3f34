"""Releases: what was applied when, by whom, from which commit. Only ever added to."""

from datetime import datetime
from typing import Any

import msgspec

from engine.store.pool import Connection


class Release(msgspec.Struct, frozen=True):
    """One apply; see `engine.store.tables.releases`. `at`: journey time."""

    at: datetime
    applied_by: str
    note: str
    commit_hash: str
    author: str
    uncommitted: bool
    content: str
    base: str
    result: str
    inside: str
    changes: dict[str, Any]
    approvals: dict[str, str]
    journeys: dict[str, str]


_COLUMNS = ", ".join(Release.__struct_fields__)
_PLACES = ", ".join(f"${number}" for number in range(1, len(Release.__struct_fields__) + 1))
_INSERT = f"insert into release ({_COLUMNS}) values ({_PLACES}) returning id"  # noqa: S608 - constants alone
_LAST = f"select {_COLUMNS} from release order by id desc limit 1"  # noqa: S608 - constants alone


async def insert_release(connection: Connection, release: Release) -> int:
    """Its number."""
    found: int = await connection.fetchval(_INSERT, *msgspec.structs.astuple(release))
    return found


class Past(msgspec.Struct, frozen=True):
    """A release as a list shows it."""

    id: int
    at: datetime
    applied_by: str
    note: str
    commit_hash: str
    author: str
    uncommitted: bool
    inside: str
    approvals: dict[str, str]
    journeys: dict[str, str]
    moved: int  # people who are in another version by it
    moving: int  # people who are still asked to go


async def list_releases(connection: Connection, limit: int = 50, below: int | None = None) -> list[Past]:
    """The latest first, from behind the one called `below` on."""
    rows = await connection.fetch(
        """
        select r.id, r.at, r.applied_by, r.note, r.commit_hash, r.author, r.uncommitted, r.inside,
            r.approvals, r.journeys, count(m.state) filter (where m.state = 'done') as moved,
            count(m.state) filter (where m.state = 'asked') as moving
        from release r left join enrollment_move m on m.release_id = r.id
        where $2::bigint is null or r.id < $2
        group by r.id order by r.id desc limit $1
        """,
        limit,
        below,
    )
    return [Past(*row) for row in rows]


async def last_release(connection: Connection) -> Release | None:
    row = await connection.fetchrow(_LAST)
    return Release(*row) if row is not None else None


async def published_since(connection: Connection, release: Release) -> list[tuple[str, int, str, datetime]]:
    """Journeys whose version in force is not the one that release left: slug, number, by whom, when."""
    rows = await connection.fetch(
        """
        select v.slug, v.number, v.published_by, v.published_at from journey j
        join journey_version v on v.version = j.version order by j.slug
        """
    )
    versions = await connection.fetch("select slug, version from journey")
    left = release.journeys
    other = {row["slug"] for row in versions if left.get(row["slug"]) != row["version"]}
    return [tuple(row) for row in rows if row["slug"] in other]
