"""What has happened to people in their journeys, as conditions may ask for it. Reads only, one statement."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from engine.expressions.facts import Facts
from engine.journey import events
from engine.journey.consents import Consents
from engine.store.pool import Connection

_OWN: Final = (events.TASK_DONE, events.FORM_SUBMITTED)
_READ: Final = """
select e.id,
    array(select distinct g.type || ' ' || g.step from engagement g where g.enrollment_id = e.id) as signs,
    array(select v.type from event v where v.id = e.event_id
        union select v.type from event v where v.appointment_id = e.appointment_id
        union select v.type from event v where v.patient_id = e.patient_id and v.appointment_id is null
            and v.enrollment_id is null and v.occurred_at >= e.entered_at
        union select $3 from task t where t.enrollment_id = e.id and t.state = 'done'
        union select $4 from form_opening f where f.enrollment_id = e.id and f.state = 'submitted'
    ) as happened,
    array(select distinct on (c.topic) c.granted || ' ' || c.topic from consent c
        where c.patient_id = e.patient_id and c.channel = 'email'
        order by c.topic, c.at desc, c.granted) as consents,
    array(select distinct w.scope from written_authorization w
        where w.patient_id = e.patient_id and w.signed_at <= $2
          and (w.expires_at is null or w.expires_at > $2)
          and w.revoked_at is null) as scopes
from enrollment e where e.id = any($1::uuid[])
"""


async def load_happenings(
    conn: Connection, enrollments: Sequence[UUID], consents: Consents, now: float
) -> dict[UUID, Facts]:
    """By enrollment, those that exist. `now` in journey time, Unix seconds.

    Who never spoke about a topic agrees to one that is sent until stopped and not to one that must be asked
    for; an authorization that is not in force does not hold.
    """
    rows = await conn.fetch(_READ, enrollments, datetime.fromtimestamp(now, UTC), *_OWN)
    return {row["id"]: _facts(row, consents) for row in rows}


def _facts(row: Any, consents: Consents) -> Facts:
    signs: dict[str, set[str]] = {}
    for sign in row["signs"]:
        kind, _, step = sign.partition(" ")
        signs.setdefault(kind, set()).add(step)
    said = (word.partition(" ") for word in row["consents"])
    wishes = {topic: granted == "true" for granted, _, topic in said}
    return happenings_of(signs, {*row["happened"], *signs}, wishes, row["scopes"], consents)


def happenings_of(
    signs: Mapping[str, Set[str]],
    happened: Set[str],
    wishes: Mapping[str, bool],
    scopes: Iterable[str],
    consents: Consents,
) -> Facts:
    """`signs`: engagement event → steps; `wishes`: topic → the newest word; `scopes`: in force. Pure."""
    return Facts(
        clicked=signs.get(events.CLICKED, frozenset()),
        viewed=signs.get(events.VIEWED, frozenset()),
        replied=signs.get(events.REPLIED, frozenset()),
        confirmed=signs.get(events.CONFIRMED, frozenset()),
        happened=happened,
        consents=_consents(wishes, consents),
        authorizations=dict.fromkeys(consents.authorizations, False) | dict.fromkeys(scopes, True),
    )


def _consents(said: Mapping[str, bool], consents: Consents) -> Mapping[str, bool]:
    wishes = {topic: known.opt == "out" for topic, known in consents.topics.items()} | dict(said)
    if wishes.get("") is False:  # no mail at all
        return dict.fromkeys(wishes, False)
    return wishes
