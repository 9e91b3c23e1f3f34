"""/api/messages/trials: a message mailed to the staff as somebody would get it, plainly marked as a test.

Only to staff whose address is proved. Nobody else can be named, and no patient's address is ever used.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Controller, Request, get, post
from litestar.exceptions import PermissionDeniedException
from litestar.params import FromQuery, JSONBody

from designer_api.access.roles import RANK, may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheCourier, TheSettings, TheVault
from designer_api.messages.editing import Preview
from designer_api.messages.marking import mark
from designer_api.messages.preview import preview_message
from designer_api.paging import id_cursor
from designer_api.staff_mail import TooMuchMail, carry, letter
from designer_api.tracking.service import journey_now
from engine.compiler.workspace import read_context
from engine.errors import Refused
from engine.store.pool import Connection

MOST_AN_HOUR: Final = 30  # mails of one account
_PAGE: Final = 100
_PROVED: Final = """
SELECT id, name, email FROM account WHERE address_proved_at IS NOT NULL AND NOT disabled
  AND ($1::uuid IS NULL OR id > $1) AND ($2::uuid IS NULL OR id = $2) ORDER BY id LIMIT $3
"""
_SENT: Final = "SELECT count(*) FROM audit WHERE actor = $1 AND action = 'message.tried' AND at > $2"


class ReaderShown(msgspec.Struct, frozen=True):
    """Somebody of the staff whose address is proved."""

    account: UUID
    name: str
    email: str


class ReaderList(msgspec.Struct, frozen=True):
    items: list[ReaderShown]
    next: str | None = None


class SendTrial(Preview, frozen=True, forbid_unknown_fields=True):
    """A preview that is mailed. `to`: an account with a proved address; none: the caller."""

    to: UUID | None = None


class TrialSent(msgspec.Struct, frozen=True):
    """`to`: the name of whom it was mailed to; `subject`: as it stands in their mailbox.

    `sure`: false where the mail server fell silent, and nobody knows whether it arrived.
    """

    to: str
    subject: str
    sure: bool


class TrialsController(Controller):
    path = "/api/messages/trials"
    tags = ["Messages"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("author"), summary="Staff that a test can be mailed to")
    async def readers(self, conn: Conn, after: FromQuery[str | None] = None) -> ReaderList:
        items = await proved_readers(conn, after=id_cursor(after))
        return ReaderList(items, str(items[-1].account) if len(items) == _PAGE else None)

    @post(
        **may("author", 403, 404, 422, 429, 503, heavy=True),
        status_code=200,
        summary="Mail a message to the staff, marked as a test",
    )
    async def send(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        settings: TheSettings,
        courier: TheCourier,
        data: JSONBody[SendTrial],
    ) -> TrialSent:
        """A real person takes an operator. Each is written to the audit trail; at most thirty in an hour."""
        caller = request.user
        if data.patient is not None and RANK[caller.account.role] < RANK["operator"]:
            raise PermissionDeniedException("Mailing a test with a real person needs the role operator.")
        reader = await _chosen(conn, data.to or caller.account.id)
        await _within_bounds(conn, caller.account.id)
        root = settings.journeys_dir
        seen = await preview_message(conn, vault, root, caller.account.id, data, journey_now(settings))
        if seen.reason:
            raise Refused(seen.reason, "There is no mail to send: the preview says why.")
        organization = (await asyncio.to_thread(read_context, root))[0].organization
        marked = mark(seen)
        closed = seen.data_class if data.patient is not None else ""
        mail = letter(organization, reader.email, marked.subject, marked.text, marked.html, closed)
        await note(conn, caller, "message.tried", reader.account, str(data.patient or data.sample))
        sure = await carry(courier, mail)
        return TrialSent(reader.name, marked.subject, sure)


async def proved_readers(
    conn: Connection, *, after: UUID | None = None, only: UUID | None = None
) -> list[ReaderShown]:
    return [ReaderShown(*row) for row in await conn.fetch(_PROVED, after, only, _PAGE)]


async def _chosen(conn: Connection, account: UUID) -> ReaderShown:
    """Raises Refused `address-not-proved` for whoever else is named."""
    found = await proved_readers(conn, only=account)
    if not found:
        raise Refused(
            "address-not-proved", "A test goes only to staff whose address is proved by a code mailed to it."
        )
    return found[0]


async def _within_bounds(conn: Connection, account: UUID) -> None:
    """One request of an account at a time, so that two together do not both find room."""
    await conn.execute("SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE", account)
    sent = await conn.fetchval(_SENT, str(account), datetime.now(UTC) - timedelta(hours=1))
    if sent >= MOST_AN_HOUR:
        raise TooMuchMail("too-many-tests", "Enough tests were mailed in the last hour. Wait a while.")
