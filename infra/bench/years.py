"""A clinic that has been running for a year, written straight into its tables.

Two of five people are in one journey, as where every booking is answered by one. Who came in the last two
weeks is inside, and one of a hundred of the others still. Nothing of it moves: no worker runs.
"""

from typing import Final

from engine.store.ids import uuid7
from engine.store.pool import Connection
from infra.bench.installation import Installation
from infra.bench.workspace import CROWD, FOUR_STEPS, LISTENING

SELDOM: Final = "bench.seldom"
SHARES: Final = (FOUR_STEPS, FOUR_STEPS, LISTENING, CROWD, CROWD)
STEPS: Final = ("first", "mail", "wait", "nudge")
_COHORTS: Final = """
insert into cohort (id, version, state, created_at)
select $1::uuid, $2::text, 'closed', now()
"""
_ENROLLMENTS: Final = """
insert into enrollment (id, journey, version, patient_id, entity, cohort_id, state, step, phase, cursor,
    entered_at, left_at, outcome, goal_at)
select uuidv7(at - now()), s.journey, s.version, p.id, i::text, s.cohort, state,
    case state when 'active' then 'wait' else '' end, 'waiting',
    format('[2,"waiting",1,1,null,{},{},{},%s,false,"",false,{},[],{}]', extract(epoch from at)::bigint), at,
    case state when 'left' then at + interval '10 days' end,
    case state when 'left' then (array['completed', 'exit:appointment.cancelled', 'left:by-staff'])[1 + i % 3]
        else '' end,
    case when state = 'left' and i % 3 = 0 then at + interval '9 days' end
from (select i, now() - interval '365 days' * (1 - i::float8 / $1) as at,
        case when i > $1 * 0.96 or i % 97 = 0 then 'active' else 'left' end as state
      from generate_series(1, $1::int) i) each
join unnest($2::text[], $3::text[], $4::uuid[]) with ordinality as s (journey, version, cohort, n)
    on s.n = 1 + i % 5
join (select id, row_number() over (order by id) - 1 as n from patient) p
    on p.n = i % (select count(*) from patient)
"""
_VISITS: Final = """
insert into step_visit (enrollment_id, step, visit, entered_at, ended_at, outcome)
select e.id, s.step, 1, e.entered_at + (s.n - 1) * interval '2 days', e.entered_at + s.n * interval '2 days',
    case when s.step not in ('mail', 'nudge') then 'done'
        when e.entity::int % 10 = 1 then 'skipped:opted-out' else 'sent:tls' end
from enrollment e join unnest($1::text[]) with ordinality as s (step, n) on e.state = 'left' or s.n < 3
order by e.entered_at + s.n * interval '2 days'
"""
_MAILS: Final = """
insert into message (id, enrollment_id, step, visit, journey, version, patient_id, template, language,
    purpose, data_class, state, rfc_message_id, sealed, method, evidence, why, created_at, sent_at)
select uuidv7(v.ended_at - now()), e.id, v.step, 1, e.journey, e.version, e.patient_id, '', 'en', 'treatment',
    'identifier', case v.outcome when 'sent:tls' then 'sent' else 'blocked' end, e.id || v.step, '', 'tls',
    jsonb_build_object('seen', repeat(md5(e.entity), 10)),
    jsonb_build_object('facts', repeat(md5(e.entity), 20)),
    v.ended_at, case v.outcome when 'sent:tls' then v.ended_at end
from step_visit v join enrollment e on e.id = v.enrollment_id
where v.step in ('mail', 'nudge') order by v.ended_at
"""
_SIGNS: Final = """
insert into engagement (id, message_id, enrollment_id, step, type, at)
select uuidv7(), id, enrollment_id, step, 'viewed', sent_at + interval '1 hour' from message
where state = 'sent' and get_byte(uuid_send(id), 15) % 2 = 0
"""
_EVENTS: Final = """
insert into event (id, source, message_id, type, occurred_at, received_at, outcome, routed_at, patient_id)
select uuidv7(at - now()), 'bench', i::text, case when i % 50000 = 1 then $2 else 'appointment.booked' end,
    at, at, 'enrolled', at, (select id from patient limit 1)
from (select i, now() - interval '365 days' * (1 - i::float8 / $1) as at
      from generate_series(1, $1::int) i) each
"""


async def fill(house: Installation, enrollments: int) -> None:
    """Needs people. About four visits and two mails for each enrollment, and five events for three."""
    async with house.pool.acquire() as conn:
        cohorts = [uuid7() for _ in SHARES]
        versions = [house.versions[journey] for journey in SHARES]
        for cohort, version in zip(cohorts, versions, strict=True):
            await conn.execute(_COHORTS, cohort, version)
        await _do(conn, _ENROLLMENTS, enrollments, list(SHARES), versions, cohorts)
        await _do(conn, _VISITS, list(STEPS))
        await _do(conn, _MAILS)
        await _do(conn, _SIGNS)
        await _do(conn, _EVENTS, enrollments * 5 // 3, SELDOM)
        await conn.execute("vacuum analyze", timeout=None)


async def _do(conn: Connection, statement: str, *values: object) -> None:
    await conn.execute(statement, *values, timeout=600)
