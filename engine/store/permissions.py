"""What people have allowed: topics they agree to, written authorizations in force. Reads only, one statement.

Who never spoke about a topic agrees to one that is sent until stopped and not to one that must be asked for;
an authorization that is not in force does not hold.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from engine.journey.consents import Consents
from engine.store.pool import Connection

# About the person `p`; $2 is the moment, aware.
WORDS: Final = """
    array(select distinct on (c.topic) c.granted || ' ' || c.topic from consent c
        where c.patient_id = p.id and c.channel = 'email'
        order by c.topic, c.at desc, c.granted) as consents,
    array(select distinct w.scope from written_authorization w
        where w.patient_id = p.id and w.signed_at <= $2
          and (w.expires_at is null or w.expires_at > $2)
          and w.revoked_at is null) as scopes
"""
_READ: Final = f"select p.id, {WORDS} from unnest($1::uuid[]) as p(id)"  # noqa: S608 - constants


class Permissions(msgspec.Struct, frozen=True):
    """Topic → agrees, scope → authorized. A name that is absent is unknown."""

    consents: Mapping[str, bool] = {}
    authorizations: Mapping[str, bool] = {}


async def load_permissions(
    connection: Connection, people: Iterable[UUID], consents: Consents, now: datetime
) -> dict[UUID, Permissions]:
    """By person, everybody asked for. `now`: aware journey time."""
    rows = await connection.fetch(_READ, list(people), now)
    return {row["id"]: read_permissions(row, consents) for row in rows}


def read_permissions(row: Any, consents: Consents) -> Permissions:
    """From a row with the columns of `WORDS`."""
    said = (word.partition(" ") for word in row["consents"])
    wishes = {topic: granted == "true" for granted, _, topic in said}
    return permissions_of(wishes, row["scopes"], consents)


def permissions_of(wishes: Mapping[str, bool], scopes: Iterable[str], consents: Consents) -> Permissions:
    """`wishes`: topic ("" for all mail) → the newest word; `scopes`: in force. Pure."""
    return Permissions(
        consents=_agreed(wishes, consents),
        authorizations=dict.fromkeys(consents.authorizations, False) | dict.fromkeys(scopes, True),
    )


def _agreed(said: Mapping[str, bool], consents: Consents) -> Mapping[str, bool]:
    wishes = {topic: known.opt == "out" for topic, known in consents.topics.items()} | dict(said)
    if wishes.get("") is False:  # no mail at all
        return dict.fromkeys(wishes, False)
    return wishes
