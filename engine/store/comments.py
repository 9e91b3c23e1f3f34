"""Remarks of staff on steps of journeys: threads, mentions, settled or not. Never about patients.

Times here are real time.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from engine.errors import Forbidden, NotFound, Refused
from engine.store.ids import uuid7
from engine.store.pool import Connection


class Comment(msgspec.Struct, frozen=True):
    """`step` "": on the journey. `answers`: the head of its thread. A removed one has no text."""

    id: UUID
    step: str
    answers: UUID | None
    author: UUID
    author_name: str
    body: str
    written_at: datetime
    settled_at: datetime | None
    settled_by: str | None
    removed: bool
    mentions: list[UUID] = []


class Mention(msgspec.Struct, frozen=True):
    comment: UUID
    journey: str
    step: str
    author: str
    body: str
    written_at: datetime
    seen: bool
    settled: bool


_READ = """
select c.id, c.step, c.answers, c.author, a.name as author_name,
    case when c.removed_at is null then c.body else '' end as body,
    c.written_at, c.settled_at, s.name as settled_by, c.removed_at is not null as removed
from step_comment c join account a on a.id = c.author left join account s on s.id = c.settled_by
"""


async def list_comments(
    connection: Connection, journey: str, *, after: UUID | None = None, limit: int = 500
) -> list[Comment]:
    """The oldest first; those behind `after`."""
    rows = await connection.fetch(
        f"{_READ} where c.journey = $1 and ($2::uuid is null or c.id > $2) order by c.id limit $3",
        journey,
        after,
        limit,
    )
    return await _with_mentions(connection, rows)


async def read_comment(connection: Connection, comment: UUID) -> Comment:
    """Raises NotFound `comment-unknown`."""
    rows = await connection.fetch(f"{_READ} where c.id = $1", comment)
    if not rows:
        raise NotFound("comment-unknown", "There is no such remark.")
    return (await _with_mentions(connection, rows))[0]


async def _with_mentions(connection: Connection, rows: list[Any]) -> list[Comment]:
    told = await connection.fetch(
        "select comment_id, account_id from comment_mention where comment_id = any($1::uuid[]) order by 1, 2",
        [row["id"] for row in rows],
    )
    mentions: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in told:
        mentions[row["comment_id"]].append(row["account_id"])
    return [Comment(**row, mentions=mentions[row["id"]]) for row in rows]


async def write_comment(
    connection: Connection,
    journey: str,
    *,
    step: str,
    answers: UUID | None,
    author: UUID,
    body: str,
    mentions: Sequence[UUID],
    now: datetime,
) -> UUID:
    """Raises Refused `thread-unknown`, `mention-unknown`."""
    if answers is not None:
        head = await connection.fetchrow(
            "select step from step_comment where id = $1 and journey = $2 and answers is null",
            answers,
            journey,
        )
        if head is None:
            raise Refused("thread-unknown", "The remark that this answers is not there.")
        step = head["step"]
    known = await connection.fetchval(
        "select count(*) from account where id = any($1::uuid[]) and not disabled", list(set(mentions))
    )
    if known != len(set(mentions)):
        raise Refused("mention-unknown", "Somebody who is mentioned has no account here.")
    written = uuid7()
    await connection.execute(
        "insert into step_comment (id, journey, step, answers, author, body, written_at)"
        " values ($1, $2, $3, $4, $5, $6, $7)",
        written,
        journey,
        step,
        answers,
        author,
        body,
        now,
    )
    await connection.executemany(
        "insert into comment_mention (comment_id, account_id) values ($1, $2)",
        [(written, one) for one in dict.fromkeys(mentions)],
    )
    return written


async def settle_comment(
    connection: Connection, comment: UUID, *, by: UUID, settled: bool, now: datetime
) -> Comment:
    """Settles a thread at its head, or opens it again. Raises NotFound `comment-unknown`."""
    found = await connection.fetchval(
        "update step_comment set settled_at = $2, settled_by = $3"
        " where id = $1 and answers is null returning id",
        comment,
        now if settled else None,
        by if settled else None,
    )
    if found is None:
        raise NotFound("comment-unknown", "There is no such remark.")
    return await read_comment(connection, comment)


async def remove_comment(connection: Connection, comment: UUID, *, by: UUID, now: datetime) -> None:
    """Only its author may. Raises NotFound `comment-unknown`, Forbidden `not-the-author`."""
    row = await connection.fetchrow("select author from step_comment where id = $1", comment)
    if row is None:
        raise NotFound("comment-unknown", "There is no such remark.")
    if row["author"] != by:
        raise Forbidden("not-the-author", "Only who wrote a remark takes it away.")
    await connection.execute(
        "update step_comment set removed_at = coalesce(removed_at, $2), body = '' where id = $1", comment, now
    )


async def list_mentions(
    connection: Connection,
    account: UUID,
    *,
    unsettled: bool = False,
    after: UUID | None = None,
    limit: int = 100,
) -> list[Mention]:
    """Remarks in which somebody speaks to this person, the latest first; those before `after`.

    `unsettled`: only those whose thread is still open.
    """
    rows = await connection.fetch(
        """
        select c.id, c.journey, c.step, a.name, c.body, c.written_at, m.seen_at is not null,
            coalesce(h.settled_at, c.settled_at) is not null
        from comment_mention m join step_comment c on c.id = m.comment_id join account a on a.id = c.author
            left join step_comment h on h.id = c.answers
        where m.account_id = $1 and c.removed_at is null
            and ($3::uuid is null or c.id < $3)
            and (not $4 or coalesce(h.settled_at, c.settled_at) is null) order by c.id desc limit $2
        """,
        account,
        limit,
        after,
        unsettled,
    )
    return [Mention(*row) for row in rows]


async def see_mentions(connection: Connection, account: UUID, journey: str, now: datetime) -> None:
    """This person looked at the remarks of a journey."""
    await connection.execute(
        "update comment_mention m set seen_at = $3 from step_comment c where c.id = m.comment_id"
        " and m.account_id = $1 and c.journey = $2 and m.seen_at is null",
        account,
        journey,
        now,
    )


async def newest_comment(connection: Connection, journey: str) -> str:
    """Changes whenever anything about the remarks of a journey does."""
    found = await connection.fetchrow(
        "select count(*), max(id::text), max(settled_at), max(removed_at), count(settled_at)"
        " from step_comment where journey = $1",
        journey,
    )
    return repr(tuple(found)) if found else ""
