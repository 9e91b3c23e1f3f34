"""POST /api/journeys/audience-count: how many people a condition holds for today. A number, never who.

Small cells are never told: neither fewer than eleven people, nor all but fewer than eleven.
"""

import asyncio
import time
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Controller, Request, post
from litestar.params import JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.journeys.workspace import read_workspace
from designer_api.tracking.service import journey_now
from engine.compiler.context import Context
from engine.compiler.workspace import Workspace
from engine.errors import Refused, Unavailable
from engine.expressions.check import MOST_CHARACTERS
from engine.intake.looking import Looking
from engine.intake.matching import ready
from engine.journey.plan import Enroll, Exit, Plan
from engine.settings import Settings
from engine.store.pool import Connection
from engine.store.sealing import Vault

SMALLEST_TOLD: Final = 11
MOST_SECONDS: Final = 2.0  # of looking
_PAGE: Final = 500
_ASKED: Final = "*"  # no segment can be called so


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`when`: CEL over the dictionary; a segment is asked for as segment('name')."""

    when: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_CHARACTERS)]


class Counted(msgspec.Struct, frozen=True):
    """Of `looked` people, `count` surely belong; None where the number would be told too closely.

    `told`: exact; few (fewer than eleven, or none); nearly-all (all but fewer than eleven).
    `complete`: false where the time was up before everybody was looked at.
    """

    count: int | None
    told: str
    looked: int
    complete: bool


class AudienceCountController(Controller):
    path = "/api/journeys/audience-count"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @post(
        **may("author", 422, 503, reads=True),
        status_code=200,
        summary="How many people a condition holds for",
    )
    async def count(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        vault: TheVault,
        data: JSONBody[Condition],
    ) -> Counted:
        """Looks at most two seconds. Each question is kept in the audit, without its values."""
        counted = await count_people(conn, settings, vault, data.when)
        await note(conn, request.user, "audience.counted", "people", counted.told)
        return counted


async def count_people(conn: Connection, settings: Settings, vault: Vault, when: str) -> Counted:
    """Raises Refused (condition-not-understood), Unavailable (organization-not-understood)."""
    workspace = await asyncio.to_thread(read_workspace, settings.journeys_dir)
    if workspace.organization is None:
        raise Unavailable("organization-not-understood", "organization.yaml has problems. Solve them first.")
    journey = ready(_plan(workspace, when), "")
    eyes = Looking(journey, journey.plan.enroll, workspace.organization, vault)
    now, until = journey_now(settings), time.monotonic() + MOST_SECONDS
    looked = belong = 0
    last: UUID | None = UUID(int=0)
    while last is not None and time.monotonic() < until:
        chosen, seen, last = await eyes.count(conn, last, _PAGE, now)
        looked, belong = looked + seen, belong + chosen
    return told_of(belong, looked, complete=last is None)


def told_of(belong: int, looked: int, *, complete: bool) -> Counted:
    """What may be said about `belong` people of `looked`."""
    if belong < SMALLEST_TOLD:
        return Counted(None, "few", looked, complete)
    if 0 < looked - belong < SMALLEST_TOLD:
        return Counted(None, "nearly-all", looked, complete)
    return Counted(belong, "exact", looked, complete)


def _plan(workspace: Workspace, when: str) -> Plan:
    """A journey of nothing but this way in."""
    context = workspace.context
    mistakes = context.checker.check(when).mistakes
    if mistakes:
        raise Refused("condition-not-understood", "The condition cannot be counted: it has a problem.")
    return Plan(
        journey="",
        title="",
        purpose="operations",
        start=0,
        nodes=(Exit(id="counted"),),
        enroll=Enroll(audience=_ASKED),
        fields={name: field.type for name, field in context.dictionary.items()},
        segments={**_segments(context, when), _ASKED: when},
    )


def _segments(context: Context, when: str) -> dict[str, str]:
    """Those it names, through those that they name."""
    found: dict[str, str] = {}
    todo = [when]
    while todo:
        for name in context.checker.check(todo.pop()).arguments("segment"):
            if name in context.segments and name not in found:
                found[name] = context.segments[name].condition.text
                todo.append(found[name])
    return found
