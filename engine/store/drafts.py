"""Drafts of journeys: one for each person and journey, saved with optimistic locking. Decides nothing else.

Times here are real time.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from engine.errors import EngineError
from engine.store.pool import Connection

Texts = dict[str, str]  # path inside the journey's folder → text


class DraftMoved(EngineError):
    """Saved meanwhile from another window of the same person."""

    status = 412


class StoredDraft(msgspec.Struct, frozen=True):
    """`base`: the files of the workspace that it began with, or that were last taken in."""

    journey: str
    account: UUID
    files: Texts
    base: Texts
    revision: int
    made_at: datetime
    updated_at: datetime


class DraftLine(msgspec.Struct, frozen=True):
    """A draft as a list shows it."""

    journey: str
    account: UUID
    name: str
    revision: int
    made_at: datetime
    updated_at: datetime


_COLUMNS = "journey, account_id, files, base, revision, made_at, updated_at"


async def find_draft(connection: Connection, journey: str, account: UUID) -> StoredDraft | None:
    """None where this person has none."""
    row = await connection.fetchrow(
        f"select {_COLUMNS} from journey_draft where journey = $1 and account_id = $2",  # noqa: S608 - constants alone
        journey,
        account,
    )
    return StoredDraft(*row) if row is not None else None


async def save_draft(
    connection: Connection,
    journey: str,
    account: UUID,
    files: Texts,
    base: Texts,
    *,
    revision: int,
    now: datetime,
) -> StoredDraft:
    """`revision`: the one that was seen; 0 where there was none. Raises DraftMoved `draft-moved`."""
    row: Any = await connection.fetchrow(
        f"""
        insert into journey_draft as d ({_COLUMNS}) values ($1, $2, $3, $4, 1, $6, $6)
        on conflict (journey, account_id) do update
            set files = $3, base = $4, revision = d.revision + 1, updated_at = $6 where d.revision = $5
        returning {_COLUMNS}
        """,  # noqa: S608 - constants alone
        journey,
        account,
        files,
        base,
        revision,
        now,
    )
    if row is None or (revision and row["revision"] == 1):
        raise DraftMoved(
            "draft-moved", "This draft was saved or discarded from another window. Load it again."
        )
    return StoredDraft(*row)


async def hold_draft(connection: Connection, journey: str, account: UUID) -> None:
    """Until the transaction ends nobody saves it; who wants to waits, and is told that it moved."""
    await connection.execute(
        "select from journey_draft where journey = $1 and account_id = $2 for update", journey, account
    )


async def discard_draft(connection: Connection, journey: str, account: UUID) -> bool:
    """Whether there was one."""
    done: str = await connection.execute(
        "delete from journey_draft where journey = $1 and account_id = $2", journey, account
    )
    return done != "DELETE 0"


async def own_drafts(connection: Connection, account: UUID, *, besides: list[str]) -> list[StoredDraft]:
    """Of one person, whole; those of the journeys `besides` are left out."""
    rows = await connection.fetch(
        f"select {_COLUMNS} from journey_draft where account_id = $1 and journey <> all($2::text[])",  # noqa: S608 - constants alone
        account,
        besides,
    )
    return [StoredDraft(*row) for row in rows]


async def count_drafts(connection: Connection, account: UUID) -> int:
    """Of one person, of all journeys."""
    found: int = await connection.fetchval(
        "select count(*) from journey_draft where account_id = $1", account
    )
    return found


async def list_drafts(
    connection: Connection,
    *,
    journey: str = "",
    after: tuple[datetime | None, str, UUID | None] = (None, "", None),
    limit: int = 100,
) -> list[DraftLine]:
    """Those that change anything, the latest first; of one journey or of all.

    `after`: when, journey and account of the last one seen.
    """
    rows = await connection.fetch(
        """
        select d.journey, d.account_id, a.name, d.revision, d.made_at, d.updated_at
        from journey_draft d join account a on a.id = d.account_id
        where ($1 = '' or d.journey = $1) and d.files <> d.base
            and ($2::timestamptz is null or (d.updated_at, d.journey, d.account_id) < ($2, $3, $4::uuid))
        order by d.updated_at desc, d.journey desc, d.account_id desc limit $5
        """,
        journey,
        *after,
        limit,
    )
    return [DraftLine(*row) for row in rows]


async def files_of_version(connection: Connection, version: str) -> Texts:
    """Every file it was published from; where only its text is known, that alone."""
    found: Texts | None = await connection.fetchval(
        "select files from version_files where version = $1", version
    )
    if found:
        return found
    source = await connection.fetchval("select source from journey_version where version = $1", version)
    return {"journey.yaml": source} if source is not None else {}


async def keep_files_of_version(connection: Connection, version: str, files: Texts) -> None:
    """Those it was first published from stay."""
    await connection.execute(
        "insert into version_files (version, files) values ($1, $2) on conflict (version) do nothing",
        version,
        files,
    )
