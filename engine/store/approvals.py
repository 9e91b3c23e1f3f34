"""Approvals of changes before they are in force: asked for, given, refused.

An approval is of one kind of change and of exactly those changes: their hash. Times here are real time.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from engine.compiler.compare import Difference
from engine.compiler.compare.approvals import only_kind
from engine.errors import Conflict, Forbidden, NotFound
from engine.store.approved_mails import MailVariant, mails_of_kind
from engine.store.ids import uuid7
from engine.store.pool import Connection


class ApprovalRequest(msgspec.Struct, frozen=True):
    """state: asked | approved | refused | withdrawn. `changes`: a Difference, as plain values.

    `drawn`: the journey as it was asked for was kept, so that it can be drawn.
    """

    id: UUID
    journey: str
    kind: str
    role: str
    content: str
    changes: dict[str, Any]
    asked_by: UUID
    asked_by_name: str
    asked_at: datetime
    note: str
    state: str
    decided_by: UUID | None
    decided_by_name: str | None
    decided_at: datetime | None
    words: str
    drawn: bool = False


class Wanted(NamedTuple):
    """`content`: see `engine.compiler.compare.substance`."""

    kind: str
    role: str
    content: str


_READ = """
select r.id, r.journey, r.kind, r.role, r.content, r.changes, r.asked_by, a.name, r.asked_at, r.note,
    r.state, r.decided_by, d.name, r.decided_at, r.words, r.source <> ''
from approval_request r join account a on a.id = r.asked_by left join account d on d.id = r.decided_by
"""


async def ask(
    connection: Connection,
    journey: str,
    difference: Difference,
    wanted: Iterable[Wanted],
    mails: Sequence[MailVariant] = (),
    *,
    source: str,
    by: UUID,
    note: str,
    now: datetime,
) -> list[ApprovalRequest]:
    """What this person asked before about other content of these kinds is withdrawn. `mails`: see there.
    `source`: the journey's text, kept to be looked at whatever becomes of the draft.

    Asking again for the same changes nothing.
    """
    for kind, role, content in wanted:
        await connection.execute(
            "update approval_request set state = 'withdrawn', decided_at = $5 where journey = $1"
            " and kind = $2 and asked_by = $3 and state = 'asked' and content <> $4",
            journey,
            kind,
            by,
            content,
            now,
        )
        await connection.execute(
            """
            insert into approval_request
                (id, journey, kind, role, content, changes, asked_by, asked_at, note, mails, source)
            select $1, $2::text, $3::text, $4, $5::text, $6, $7::uuid, $8, $9, $10, $11 where not exists (
                select from approval_request where journey = $2 and kind = $3 and content = $5
                    and asked_by = $7 and state in ('asked', 'approved'))
            """,
            uuid7(),
            journey,
            kind,
            role,
            content,
            msgspec.to_builtins(only_kind(difference, kind)),
            by,
            now,
            note,
            mails_of_kind(mails, difference, kind),
            source,
        )
    return await list_requests(connection, journey=journey)


async def list_requests(
    connection: Connection,
    *,
    journey: str = "",
    state: str = "",
    after: UUID | None = None,
    limit: int = 200,
) -> list[ApprovalRequest]:
    """The latest first; those before `after`."""
    rows = await connection.fetch(
        f"{_READ} where ($1 = '' or r.journey = $1) and ($2 = '' or r.state = $2)"
        " and ($4::uuid is null or r.id < $4) order by r.id desc limit $3",
        journey,
        state,
        limit,
        after,
    )
    return [ApprovalRequest(*row) for row in rows]


async def withdraw(connection: Connection, journey: str, *, by: UUID, now: datetime) -> None:
    """What this person asked for and nobody decided: its draft is gone, so nobody need look at it."""
    await connection.execute(
        "update approval_request set state = 'withdrawn', decided_at = $3"
        " where journey = $1 and asked_by = $2 and state = 'asked'",
        journey,
        by,
        now,
    )


async def load_source(connection: Connection, request: UUID) -> str:
    """The journey's text as it was asked for. Raises NotFound `approval-unknown`."""
    found: str | None = await connection.fetchval(
        "select source from approval_request where id = $1 and source <> ''", request
    )
    if found is None:
        raise NotFound("approval-unknown", "Nobody asked for this approval, or its text was not kept.")
    return found


async def waiting_by_role(connection: Connection, besides: UUID) -> dict[str, int]:
    """Role → how many requests wait for its word; not those that this account asked for itself."""
    rows = await connection.fetch(
        "select role, count(*) as n from approval_request where state = 'asked' and asked_by <> $1"
        " group by role",
        besides,
    )
    return {row["role"]: row["n"] for row in rows}


async def decide(
    connection: Connection, request: UUID, *, by: UUID, approve: bool, words: str, now: datetime
) -> ApprovalRequest:
    """Raises NotFound `approval-unknown`; Conflict `approval-settled`; Forbidden `own-change`."""
    row = await connection.fetchrow(f"{_READ} where r.id = $1 for update of r", request)
    if row is None:
        raise NotFound("approval-unknown", "Nobody asked for this approval.")
    found = ApprovalRequest(*row)
    if found.asked_by == by:
        raise Forbidden(
            "own-change", "Nobody approves a change of their own. Somebody else has to look at it."
        )
    if found.state != "asked":
        raise Conflict("approval-settled", f"This request is {found.state} already.")
    await connection.execute(
        "update approval_request set state = $2, decided_by = $3, decided_at = $4, words = $5 where id = $1",
        request,
        "approved" if approve else "refused",
        by,
        now,
        words,
    )
    rows = await connection.fetch(f"{_READ} where r.id = $1", request)
    return ApprovalRequest(*rows[0])


async def approved(
    connection: Connection, journey: str, wanted: Iterable[Wanted], *, author: UUID
) -> dict[str, str]:
    """Kind → address of who approved exactly these changes and is not their author."""
    found = {}
    for kind, _, content in wanted:
        email = await connection.fetchval(
            """
            select a.email from approval_request r join account a on a.id = r.decided_by
            where r.journey = $1 and r.kind = $2 and r.content = $3 and r.state = 'approved'
                and r.decided_by <> $4 order by r.decided_at desc limit 1
            """,
            journey,
            kind,
            content,
            author,
        )
        if email is not None:
            found[kind] = email
    return found
