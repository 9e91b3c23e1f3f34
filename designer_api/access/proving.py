"""/api/session/address: proving that a staff address is this person's, by opening a link mailed there.

A link that a terminal printed proves nothing: whoever reads the terminal need not read the mailbox.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
from litestar import Controller, Request, get, post

from designer_api.access.roles import may
from designer_api.access.schemas import Account, Caller
from designer_api.access.service import make_link
from designer_api.audit.service import note
from designer_api.database import Conn, TheCourier, TheSettings
from designer_api.staff_mail import TooMuchMail, carry, letter
from engine.compiler.workspace import read_context
from engine.contracts.courier import Courier
from engine.settings import Settings
from engine.store.pool import Connection

LIVES: Final = timedelta(hours=1)
_MOST: Final = 5  # links in that time
_SUBJECT: Final = "Careloom: is this your address?"
_TEXT: Final = """Hello {name},

open this link to prove that mail to this address reaches you. It works once, within an hour,
and signs you in:

{link}

If you did not ask for it, nothing happens when you leave it alone.
"""


class AddressShown(msgspec.Struct, frozen=True):
    """The caller's own. `proved_at`: when a link that was mailed there was opened last."""

    email: str
    proved_at: datetime | None


class ProvingController(Controller):
    path = "/api/session/address"
    tags = ["Access"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Your address, and whether it is proved")
    async def show(self, request: Request[Caller, Any, Any], conn: Conn) -> AddressShown:
        account = request.user.account
        proved = await conn.fetchval("SELECT address_proved_at FROM account WHERE id = $1", account.id)
        return AddressShown(account.email, proved)

    @post(**may("viewer", 422, 429, 503), status_code=202, summary="Mail yourself a link that proves it")
    async def ask(
        self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings, courier: TheCourier
    ) -> None:
        """At most five in an hour."""
        await mail_link(conn, settings, courier, request.user.account)
        await note(conn, request.user, "address.asked", request.user.account.id)


async def mail_link(conn: Connection, settings: Settings, courier: Courier | None, account: Account) -> None:
    """Raises TooMuchMail; Unavailable and Refused as `carry` does."""
    await conn.execute("SELECT 1 FROM account WHERE id = $1 FOR UPDATE", account.id)
    open_ = await conn.fetchval(
        "SELECT count(*) FROM sign_in_link WHERE account_id = $1 AND mailed AND expires_at > $2",
        account.id,
        datetime.now(UTC),
    )
    if open_ >= _MOST:
        raise TooMuchMail(
            "too-many-links", "Enough links were mailed for now. Use one of them, or wait an hour."
        )
    token = await make_link(conn, account.id, mailed=True, lives=LIVES)
    text = _TEXT.format(name=account.name, link=f"{settings.public_url}/sign-in#token={token}")
    organization = read_context(settings.journeys_dir)[0].organization
    await carry(courier, letter(organization, account.email, _SUBJECT, text))
