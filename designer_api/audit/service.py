"""Writes who looked at or changed what. `detail` never holds patient data."""

from datetime import UTC, datetime

from designer_api.access.schemas import Caller
from engine.store.pool import Connection


async def note(conn: Connection, caller: Caller, action: str, subject: object, detail: str = "") -> None:
    """In the request's own transaction: what is not recorded did not happen."""
    await conn.execute(
        "INSERT INTO audit (at, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5)",
        datetime.now(UTC),
        str(caller.account.id),
        action,
        str(subject),
        detail,
    )
