"""/api/session/address: proving that a staff address is this person's, by a code mailed there.

Only the account itself can use the code, and it opens nothing: whoever else reads the mail gains nothing.
A sign-in link proves no address, since a terminal prints those.
"""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Controller, Request, get, post
from litestar.params import JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Account, Caller
from designer_api.access.sessions import digest
from designer_api.audit.service import note
from designer_api.database import Conn, TheCourier, TheSettings
from designer_api.staff_mail import TooMuchMail, carry, letter
from engine.compiler.workspace import read_context
from engine.contracts.courier import Courier
from engine.errors import Refused
from engine.settings import Settings
from engine.store.pool import Connection

LIVES: Final = timedelta(hours=1)
_MOST: Final = 5  # codes in that time
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
_LENGTH: Final = 10  # 50 bits: nobody tries them all within an hour
_SUBJECT: Final = "Careloom: is this your address?"
_TEXT: Final = """Hello {name},

this code proves that mail to this address reaches you. Careloom asks for it where you asked for the mail:

    {code}

It holds for an hour. If you did not ask for it, nothing happens when you leave it alone.
"""


class AddressShown(msgspec.Struct, frozen=True):
    """The caller's own. `proved_at`: when a code that was mailed there was given back last."""

    email: str
    proved_at: datetime | None


class ProveAddress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`code`: as it was mailed; blanks, hyphens and small letters do not matter."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class ProvingController(Controller):
    path = "/api/session/address"
    tags = ["Access"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Your address, and whether it is proved")
    async def show(self, request: Request[Caller, Any, Any], conn: Conn) -> AddressShown:
        return await show_address(conn, request.user.account)

    @post(**may("viewer", 422, 429, 503), status_code=202, summary="Mail yourself a code that proves it")
    async def ask(
        self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings, courier: TheCourier
    ) -> None:
        """At most five in an hour."""
        await note(conn, request.user, "address.asked", request.user.account.id)
        await mail_code(conn, settings, courier, request.user.account)

    @post("/proof", **may("viewer", 422), status_code=200, summary="Give the code that was mailed")
    async def prove(
        self, request: Request[Caller, Any, Any], conn: Conn, data: JSONBody[ProveAddress]
    ) -> AddressShown:
        account = request.user.account
        await take_code(conn, account.id, data.code)
        await note(conn, request.user, "address.proved", account.id)
        return await show_address(conn, account)


async def show_address(conn: Connection, account: Account) -> AddressShown:
    proved = await conn.fetchval("SELECT address_proved_at FROM account WHERE id = $1", account.id)
    return AddressShown(account.email, proved)


async def mail_code(conn: Connection, settings: Settings, courier: Courier | None, account: Account) -> None:
    """Raises TooMuchMail; Unavailable and Refused as `carry` does."""
    await conn.execute("SELECT 1 FROM account WHERE id = $1 FOR UPDATE", account.id)
    now = datetime.now(UTC)
    mailed = await conn.fetchval(
        "SELECT count(*) FROM sign_in_link WHERE account_id = $1 AND mailed AND expires_at > $2",
        account.id,
        now,
    )
    if mailed >= _MOST:
        raise TooMuchMail(
            "too-many-codes", "Enough codes were mailed for now. Use the last, or wait an hour."
        )
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    await conn.execute(
        "INSERT INTO sign_in_link (token_hash, account_id, expires_at, mailed) VALUES ($1, $2, $3, true)",
        _hash(account.id, code),
        account.id,
        now + LIVES,
    )
    text = _TEXT.format(name=account.name, code=f"{code[:5]}-{code[5:]}")
    organization = read_context(settings.journeys_dir)[0].organization
    await carry(courier, letter(organization, account.email, _SUBJECT, text))


async def take_code(conn: Connection, account: UUID, code: str) -> None:
    """Raises Refused `code-wrong`. A code works once."""
    now = datetime.now(UTC)
    used = await conn.fetchval(
        "UPDATE sign_in_link SET used_at = $3 WHERE token_hash = $1 AND account_id = $2 AND mailed"
        " AND used_at IS NULL AND expires_at > $3 RETURNING true",
        _hash(account, code),
        account,
        now,
    )
    if not used:
        raise Refused("code-wrong", "This code was used already, is too old, or was mistyped.")
    await conn.execute("UPDATE account SET address_proved_at = $2 WHERE id = $1", account, now)


def _hash(account: UUID, code: str) -> bytes:
    plain = "".join(letter for letter in code.upper() if letter in _LETTERS)
    return digest(f"{account}/{plain}")
