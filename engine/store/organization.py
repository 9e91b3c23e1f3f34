"""The applied organisation: names, zones, consents and the dictionary, as every process reads them."""

from datetime import datetime
from typing import Any

import msgspec

from engine.errors import Unavailable
from engine.journey.organization import Organization
from engine.store.pool import Connection

_kept: tuple[str, dict[str, Any], Organization] | None = None


async def load_organization(connection: Connection) -> Organization:
    """Raises Unavailable `nothing-applied` before the first `careloom apply`."""
    return (await _load(connection))[2]


async def load_documents(connection: Connection) -> dict[str, Any]:
    """The whole body: keys organization, consents, dictionary, segments. Raises as load_organization."""
    return (await _load(connection))[1]


async def save_organization(connection: Connection, sha256: str, body: dict[str, Any], now: datetime) -> None:
    """Replace the one row; nothing is written when it is the same."""
    await connection.execute(
        """
        insert into organization (id, sha256, body, applied_at) values (1, $1, $2, $3)
        on conflict (id) do update set sha256 = $1, body = $2, applied_at = $3
            where organization.sha256 <> $1
        """,
        sha256,
        body,
        now,
    )


async def _load(connection: Connection) -> tuple[str, dict[str, Any], Organization]:
    """Asks for the body only when its hash is another than the one kept in this process."""
    global _kept  # noqa: PLW0603 - one small cache a process, content-addressed and therefore never stale
    known = _kept[0] if _kept else ""
    row = await connection.fetchrow(
        "select sha256, case when sha256 <> $1 then body end as body from organization where id = 1", known
    )
    if row is None:
        raise Unavailable("nothing-applied", "No organisation was applied yet: run `careloom apply`.")
    if _kept is None or row["sha256"] != known:
        body = row["body"]
        _kept = (row["sha256"], body, msgspec.convert(body["organization"], Organization))
    return _kept
