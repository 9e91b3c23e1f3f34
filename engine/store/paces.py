"""What journeys did of late, counted for their brakes, and the pause that one pulls. Nobody is named."""

from datetime import datetime, timedelta

from engine.policy.brakes import HOUR, Pace
from engine.store.pool import Connection

_READ = """
with heads as (
    select slug, greatest($1::timestamptz, coalesce(resumed_at, $1)) as since from journey where not paused
),
sent as (
    select m.journey, count(*) as n from message m join heads h on h.slug = m.journey
    where m.sent_at > h.since and m.sent_at > $1 group by 1
),
claimed as (
    select journey, count(*) as n from message where state = 'claimed' group by 1
),
signs as (
    select m.journey, count(distinct g.message_id) filter (where g.type = 'bounced') as bounced,
        count(distinct g.message_id) filter (where g.type = 'opted_out') as opted_out
    from message m join heads h on h.slug = m.journey join engagement g on g.message_id = m.id
    where m.sent_at > h.since and m.sent_at > $1 and g.type in ('bounced', 'opted_out') group by 1
),
complained as (
    select m.journey, count(distinct m.id) as n
    from suppression s join patient p on p.email_index = s.email_index
    join message m on m.patient_id = p.id join heads h on h.slug = m.journey
    where s.reason = 'complaint' and s.at > $1 and m.sent_at > h.since and m.sent_at <= s.at group by 1
)
select h.slug, coalesce(sent.n, 0) + coalesce(claimed.n, 0), coalesce(bounced, 0), coalesce(complained.n, 0),
    coalesce(opted_out, 0)
from heads h left join sent on sent.journey = h.slug left join claimed on claimed.journey = h.slug
left join signs on signs.journey = h.slug left join complained on complained.journey = h.slug
where sent.n > 0 or claimed.n > 0
"""


async def read_paces(connection: Connection, now: datetime) -> dict[str, Pace]:
    """By journey, of those that run and wrote in the last hour; mails on their way count as sent.

    `now`: journey time.
    """
    rows = await connection.fetch(_READ, now - timedelta(seconds=HOUR))
    return {row["slug"]: Pace(*row[1:]) for row in rows}


async def pull_brake(connection: Connection, slug: str, reason: str, detail: str, now: datetime) -> bool:
    """Pause the journey and write it into the audit, in one statement; False when it is paused already."""
    done = await connection.fetchval(
        """
        with paused as (
            update journey set paused = true, paused_at = $4, paused_reason = $2
            where slug = $1 and not paused returning slug
        ),
        noted as (
            insert into audit (at, actor, action, subject, detail)
            select now(), 'careloom', 'journey.braked', slug, $3 from paused
        )
        select slug from paused
        """,
        slug,
        reason,
        detail,
        now,
    )
    return done is not None
