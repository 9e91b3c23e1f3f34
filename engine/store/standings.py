"""How people stand towards a send: wishes, authorizations, suppression, appointment, mails sent. Reads only.

One statement for a batch. The same statement serves the consent check and, after `lock_standings`, the last
gate. Nothing sealed is opened here.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from engine.policy.facts import Wish
from engine.policy.gate import Standing, mark_of
from engine.store.pool import Connection

_READ: Final = """
select e.id, e.patient_id, p.epoch, e.state <> 'active' as left_, coalesce(j.paused, false) as paused,
    p.deceased, p.active, p.merged_into is not null as merged, p.no_contact,
    p.email_index is not null as has_address, p.zone, p.language,
    e.appointment_id, coalesce(a.status, '') as status, a.starts_at, a.ends_at,
    coalesce(a.as_of, h.as_of) as as_of, h.kind as matter, h.moments,
    topic.granted as topic_granted, topic.at as topic_at, mail.granted as mail_granted, mail.at as mail_at,
    array(select s.reason from suppression s where s.email_index = p.email_index order by 1) as suppressed,
    array(select w.scope from written_authorization w
        where w.patient_id = p.id and w.signed_at <= $3 and (w.expires_at is null or w.expires_at > $3)
          and w.revoked_at is null order by 1) as scopes,
    array(select extract(epoch from coalesce(m.sent_at, m.created_at))::float8 || ' ' || m.purpose
        from message m where m.patient_id = p.id and m.state in ('sent', 'claimed', 'uncertain')
          and coalesce(m.sent_at, m.created_at) > $4 and m.id <> all($5::uuid[])) as spent,
    case when $6 = '' then '{}'::float8[] else
        array(select extract(epoch from case when m.state = 'claimed' then $3
                else coalesce(m.sent_at, m.created_at) end)::float8
            from message m where m.patient_id = p.id and m.state in ('sent', 'claimed', 'uncertain')
              and m.collapse = $6 and m.id <> all($5::uuid[])
              and (m.state = 'claimed' or coalesce(m.sent_at, m.created_at) > $3 - interval '2 days'))
        end as alike
from unnest($1::uuid[]) with ordinality as wanted(id, n)
join enrollment e on e.id = wanted.id
join patient p on p.id = e.patient_id
left join journey j on j.slug = e.journey
left join appointment a on a.id = e.appointment_id
left join matter h on h.id = e.matter_id
left join lateral (select c.granted, c.at from consent c
    where c.patient_id = p.id and c.topic = $2 and c.channel = 'email'
    order by c.at desc, c.granted limit 1) topic on true
left join lateral (select c.granted, c.at from consent c
    where c.patient_id = p.id and c.topic = '' and c.channel = 'email'
    order by c.at desc, c.granted limit 1) mail on true
order by wanted.n
"""
_LOCK_PEOPLE: Final = """
select 1 from patient where id in (select patient_id from enrollment where id = any($1::uuid[]))
order by id for no key update
"""
_LOCK_APPOINTMENTS: Final = """
select 1 from appointment where id in (select appointment_id from enrollment where id = any($1::uuid[]))
order by id for share
"""


async def lock_standings(conn: Connection, enrollments: Sequence[UUID]) -> None:
    """Hold people and appointments still until the transaction ends.

    Whoever revokes, cancels, merges or records a death updates these rows, so that it lies wholly before the
    gate, which then sees it, or wholly after the claim. Two gates for one person stand in line as well, so
    that together they cannot overdraw a contact budget.
    """
    await conn.execute(_LOCK_PEOPLE, enrollments)
    await conn.execute(_LOCK_APPOINTMENTS, enrollments)


async def read_standings(
    conn: Connection,
    enrollments: Sequence[UUID],
    *,
    topic: str,
    now: float,
    looks_back: int = 0,
    besides: Sequence[UUID] = (),
    collapse: str = "",
) -> dict[UUID, Standing]:
    """By enrollment; those that do not exist are absent.

    `now` in journey time (Unix seconds); mails sent within `looks_back` seconds are counted, the messages
    `besides` are not; those written with the word `collapse` are told apart. A wish or revocation counts from
    the moment it is stored, whatever time it bears: the gate may have looked at its clock before it waited
    for the lock under which the wish was written.
    """
    moment = datetime.fromtimestamp(now, UTC)
    since = datetime.fromtimestamp(now - looks_back, UTC)
    rows = await conn.fetch(_READ, enrollments, topic, moment, since, besides, collapse)
    return {row["id"]: _standing(row) for row in rows}


def _standing(row: Any) -> Standing:
    return Standing(
        enrollment=row["id"],
        patient=row["patient_id"],
        epoch=row["epoch"],
        left=row["left_"],
        journey_paused=row["paused"],
        deceased=row["deceased"],
        active=row["active"],
        merged=row["merged"],
        no_contact=row["no_contact"],
        has_address=row["has_address"],
        zone=row["zone"],
        language=row["language"],
        appointment=row["appointment_id"],
        appointment_status=row["status"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        appointment_mark=mark_of(row["starts_at"], row["ends_at"], row["as_of"]) if row["as_of"] else "",
        topic_wish=_wish(row["topic_granted"], row["topic_at"]),
        mail_wish=_wish(row["mail_granted"], row["mail_at"]),
        suppressed=tuple(row["suppressed"]),
        moments={f"{row['matter']}.{name}": at for name, at in (row["moments"] or {}).items()},
        scopes=tuple(row["scopes"]),
        spent=tuple(_spent(text) for text in row["spent"]),
        alike=tuple(row["alike"]),
    )


def _wish(granted: bool | None, at: datetime | None) -> Wish | None:
    return None if granted is None or at is None else Wish(granted, at.timestamp())


def _spent(text: str) -> tuple[float, str]:
    at, _, purpose = text.partition(" ")
    return float(at), purpose
