"""Server-side sessions: the cookie is 256 random bits, the table keeps only its SHA-256.

Times here are real time, never the paced clock.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from designer_api.access.schemas import Account, Caller
from engine.store.pool import Connection

COOKIE: Final = "careloom_session"
IDLE: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(hours=12)

_FIND = """
UPDATE session SET seen_at = $2 FROM account
WHERE session.token_hash = $1 AND account.id = session.account_id AND NOT account.disabled
  AND session.expires_at > $2 AND session.seen_at > $3
RETURNING account.id, account.email, account.name, account.role, session.csrf, session.expires_at
"""

_ROLE = """
SELECT account.role FROM session JOIN account ON account.id = session.account_id
WHERE session.token_hash = $1 AND NOT account.disabled
  AND session.expires_at > $2 AND session.seen_at > $3
"""


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def open_session(conn: Connection, account_id: UUID) -> str:
    """Returns the cookie's value; the only time it is known."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    await conn.execute(
        "INSERT INTO session (token_hash, account_id, csrf, created_at, seen_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $4, $5)",
        digest(token),
        account_id,
        secrets.token_urlsafe(24),
        now,
        now + LONGEST,
    )
    return token


async def find_caller(conn: Connection, token: str) -> Caller | None:
    """Who this cookie belongs to; also counts as a sign of life."""
    now = datetime.now(UTC)
    row = await conn.fetchrow(_FIND, digest(token), now, now - IDLE)
    if row is None:
        return None
    account = Account(row["id"], row["email"], row["name"], row["role"])
    return Caller(account, row["csrf"], row["expires_at"])


async def find_role(conn: Connection, token: str) -> str:
    """Of a valid session, "" of any other. Asking is no sign of life."""
    now = datetime.now(UTC)
    found: str | None = await conn.fetchval(_ROLE, digest(token), now, now - IDLE)
    return found or ""


async def close_session(conn: Connection, token: str) -> None:
    await conn.execute("DELETE FROM session WHERE token_hash = $1", digest(token))
