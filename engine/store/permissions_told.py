"""Events about written authorizations: signed, revoked, about to expire. Each is told once, of one person.

They hold no patient data, so nothing in them is sealed: the row names its person by our own id.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from engine.journey.events import AUTHORIZATION_EXPIRING
from engine.store.events import CHANNEL
from engine.store.pool import Connection

SOURCE: Final = "careloom:authorizations"
AHEAD: Final = timedelta(days=30)
_TELL: Final = """
insert into event (id, source, message_id, type, patient_id, occurred_at, received_at)
values (gen_random_uuid(), $1, $2, $3, $4, $5, $5) on conflict (source, message_id) do nothing
"""
_EXPIRING: Final = """
insert into event (id, source, message_id, type, patient_id, occurred_at, received_at)
select gen_random_uuid(), $1, a.id || ':' || $2, $2, a.patient_id, $3, $3
from written_authorization a
where a.revoked_at is null and a.expires_at > $3 and a.expires_at <= $4
  and not exists (select from written_authorization later where later.patient_id = a.patient_id
    and later.scope = a.scope and later.revoked_at is null and later.signed_at >= a.signed_at
    and later.id <> a.id and (later.expires_at is null or later.expires_at > a.expires_at))
on conflict (source, message_id) do nothing returning 1
"""


async def tell_authorization(
    connection: Connection, authorization: UUID, kind: str, patient: UUID, at: datetime
) -> None:
    """`kind`: engine.journey.events; `at`: journey time. The same again changes nothing."""
    await connection.execute(_TELL, SOURCE, f"{authorization}:{kind}", kind, patient, at)
    await connection.execute("select pg_notify($1, '')", CHANNEL)


async def tell_expiring(connection: Connection, now: datetime) -> int:
    """Those that end within thirty days and were not renewed; how many were not told before.

    Each once for good, however often this is asked. `now`: journey time.
    """
    told = await connection.fetch(_EXPIRING, SOURCE, AUTHORIZATION_EXPIRING, now, now + AHEAD)
    if told:
        await connection.execute("select pg_notify($1, '')", CHANNEL)
    return len(told)
