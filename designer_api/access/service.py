"""Signing in by password or one-time link, and making accounts and links."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg

from designer_api.access.passwords import check_password, hash_password
from designer_api.access.sessions import digest
from engine.errors import EngineError
from engine.settings import Settings
from engine.store.ids import uuid7
from engine.store.pool import Connection

LINK_LIVES: Final = timedelta(hours=12)
_FREE_GUESSES: Final = 5
_LONGEST_PAUSE: Final = 300.0  # seconds
_LOCK: Final = 17  # of the two-part advisory locks, the number of this room


class TooManyGuesses(EngineError):
    status = 429


async def sign_in(conn: Connection, email: str, password: str) -> UUID | None:
    """The account's id, or None. Wrong guesses slow the next ones down without locking anybody out.

    One at a time for a name: many at once would all be heard before the first is counted. Whoever comes
    meanwhile holds no connection to wait. Raises TooManyGuesses `too-many-guesses`, `sign-in-going-on`.
    """
    name = digest(email.strip().lower())
    if not await conn.fetchval(
        "SELECT pg_try_advisory_xact_lock(hashtextextended($1, $2))", name.hex(), _LOCK
    ):
        raise TooManyGuesses("sign-in-going-on", "Somebody signs in by this name just now. Try again.")
    await _slow_down(conn, name)
    row = await conn.fetchrow(
        "SELECT id, password_hash FROM account WHERE email = $1 AND NOT disabled", email.strip().lower()
    )
    if await check_password(row["password_hash"] if row else "", password) and row:
        await conn.execute("DELETE FROM sign_in_attempt WHERE name_hash = $1", name)
        return UUID(str(row["id"]))
    await conn.execute(
        "INSERT INTO sign_in_attempt (name_hash, wrong, last_at) VALUES ($1, 1, $2)"
        " ON CONFLICT (name_hash) DO UPDATE SET wrong = sign_in_attempt.wrong + 1, last_at = $2",
        name,
        datetime.now(UTC),
    )
    return None


async def _slow_down(conn: Connection, name: bytes) -> None:
    row = await conn.fetchrow("SELECT wrong, last_at FROM sign_in_attempt WHERE name_hash = $1", name)
    if row is None or row["wrong"] < _FREE_GUESSES:
        return
    pause = min(_LONGEST_PAUSE, 2.0 ** (row["wrong"] - _FREE_GUESSES))
    left = pause - (datetime.now(UTC) - row["last_at"]).total_seconds()
    if left > 0:
        raise TooManyGuesses("too-many-guesses", f"Too many wrong passwords. Try again in {left:.0f} s.")


async def use_link(conn: Connection, token: str) -> UUID | None:
    """Consumes a one-time sign-in link. What was mailed to prove an address signs nobody in."""
    found = await conn.fetchval(
        "UPDATE sign_in_link SET used_at = $2 FROM account WHERE token_hash = $1 AND used_at IS NULL"
        " AND expires_at > $2 AND account.id = account_id AND NOT account.disabled AND NOT mailed"
        " RETURNING account_id",
        digest(token),
        datetime.now(UTC),
    )
    return UUID(str(found)) if found else None


async def make_link(conn: Connection, account_id: UUID) -> str:
    token = secrets.token_urlsafe(32)
    await conn.execute(
        "INSERT INTO sign_in_link (token_hash, account_id, expires_at) VALUES ($1, $2, $3)",
        digest(token),
        account_id,
        datetime.now(UTC) + LINK_LIVES,
    )
    return token


async def ensure_account(conn: Connection, email: str, name: str, role: str, password: str = "") -> UUID:
    """The account of this address, made when it is missing."""
    row = await conn.fetchval(
        "INSERT INTO account (id, email, name, role, password_hash, disabled, created_at)"
        " VALUES ($1, $2, $3, $4, $5, false, $6)"
        " ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id",
        uuid7(),
        email.strip().lower(),
        name,
        role,
        hash_password(password) if password else "",
        datetime.now(UTC),
    )
    return UUID(str(row))


async def one_time_link(
    settings: Settings,
    email: str = "admin@careloom.test",
    name: str = "Administrator",
    role: str = "admin",
) -> str:
    """The address that signs this person in once. The token is in the fragment: no log sees it."""
    conn = await asyncpg.connect(settings.database_url)
    try:
        account = await ensure_account(conn, email, name, role)
        token = await make_link(conn, account)
    finally:
        await conn.close()
    return f"{settings.public_url}/sign-in#token={token}"
