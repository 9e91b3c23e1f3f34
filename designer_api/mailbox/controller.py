"""/api/mailbox: the mail that the embedded catcher holds. With a real relay there is none."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
from litestar import Controller, Request, get
from litestar.params import FromPath, FromQuery

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings
from designer_api.patients.masking import mask_email
from engine.errors import NotFound, Refused
from engine.settings import Settings
from engine.store.mailbox import Mail, Mailbox

_PAGE: Final = 50
_DIGITS: Final = 18  # of a number that SQLite keeps


class CaughtMail(msgspec.Struct, frozen=True):
    """`method_guess` is read off the subject and the wire, independently of the ledger."""

    id: str
    at: datetime  # real time
    to_masked: str
    sender: str = msgspec.field(name="from")
    subject: str = ""
    size: int = 0
    tls: str = ""
    message_id: str = ""
    method_guess: str = ""


class CaughtPage(msgspec.Struct, frozen=True):
    items: list[CaughtMail]
    next: str | None = None
    total: int = 0


class OpenedMail(msgspec.Struct, frozen=True):
    headers: list[tuple[str, str]]
    text: str
    html: str
    raw: str
    protection: Literal["smime", "openpgp", "none"]


class MailboxController(Controller):
    path = "/api/mailbox"
    tags = ["Mailbox"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("operator", 404), sync_to_thread=True, summary="Caught mails, newest first")
    def list(self, settings: TheSettings, after: FromQuery[str | None] = None) -> CaughtPage:
        if after and not (after.isdecimal() and len(after) <= _DIGITS):
            raise Refused("cursor-unknown", "`after` must be what a former page gave as `next`.")
        mailbox = Mailbox(_path(settings))
        try:
            mails = mailbox.list(_PAGE, int(after) if after else None)
            total = mailbox.count()
        finally:
            mailbox.close()
        return CaughtPage(
            [_shown(each) for each in mails], str(mails[-1].id) if len(mails) == _PAGE else None, total
        )

    @get("/{mail:int}", **may("operator"), summary="One caught mail as it went over the wire; audited")
    async def show(
        self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings, mail: FromPath[int]
    ) -> OpenedMail:
        raw = _read(_path(settings), mail)
        await note(conn, request.user, "mailbox.opened", mail)
        return _open(raw)


def _path(settings: Settings) -> Path:
    if settings.mailbox_path is None:
        raise NotFound("no-mailbox", "Only the embedded stack catches mail. Here it goes to a real relay.")
    return settings.mailbox_path


def _read(path: Path, mail: int) -> bytes:
    mailbox = Mailbox(path)
    try:
        raw = mailbox.get(mail) if abs(mail) < 10**_DIGITS else None
    finally:
        mailbox.close()
    if raw is None:
        raise NotFound("mail-unknown", "There is no such mail.")
    return raw


def _shown(mail: Mail) -> CaughtMail:
    return CaughtMail(
        id=str(mail.id),
        at=datetime.fromtimestamp(mail.received_at, UTC),
        to_masked=mask_email(mail.rcpt_to),
        sender=mail.mail_from,
        subject=mail.subject,
        size=mail.size,
        tls=mail.tls,
        message_id=mail.message_id,
        method_guess="sealed" if mail.subject == "[...]" else "tls" if mail.tls else "clear",
    )


def _open(raw: bytes) -> OpenedMail:
    mail = message_from_bytes(raw, policy=policy.default)
    kinds: dict[str, Literal["smime", "openpgp"]] = {
        "application/pkcs7-mime": "smime",
        "multipart/encrypted": "openpgp",
    }
    protection: Literal["smime", "openpgp", "none"] = kinds.get(mail.get_content_type(), "none")
    headers = [(name, str(value)) for name, value in mail.items()]
    sealed = protection != "none"
    return OpenedMail(
        headers,
        "" if sealed else _part(mail, "plain"),
        "" if sealed else _part(mail, "html"),
        raw.decode("utf-8", "replace"),
        protection,
    )


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()) if part else ""
