"""POST /api/journeys/audience-count: how many people a condition holds for today. A number, never who.

Small cells are never told: neither fewer than eleven people, nor all but fewer than eleven, nor whether it is
nobody or everybody. Whoever may not see small numbers is told tens, and where one ten ends and the next
begins is another for every condition: two conditions that differ by one person are told alike or not by
chance, not by the person. That leaves asking very often, so an hour has a limit.
"""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Controller, Request, post
from litestar.params import JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.journeys.coarse import SMALLEST_TOLD, TEN, rounded, sees_few
from designer_api.journeys.workspace import read_workspace
from designer_api.tracking.service import journey_now
from engine.compiler.context import Context
from engine.compiler.workspace import Workspace
from engine.errors import EngineError, Refused, Unavailable
from engine.expressions.check import MOST_CHARACTERS
from engine.intake.looking import Looking
from engine.intake.matching import ready
from engine.journey.plan import Enroll, Exit, Plan
from engine.settings import Settings
from engine.store.pool import Connection
from engine.store.sealing import Vault

MOST_SECONDS: Final = 2.0  # of looking
MOST_AN_HOUR: Final = 200  # questions of one account that is told tens
_FIRST: Final = 20  # people; then more or fewer, as long as they take, so that the time is kept
_PAGE: Final = 500
_SOON: Final = 0.1  # seconds
_ASKED: Final = "*"  # no segment can be called so
_COUNTED: Final = "SELECT count(*) FROM audit WHERE actor = $1 AND action = 'audience.counted' AND at > $2"


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`when`: CEL over the dictionary; a segment is asked for as segment('name')."""

    when: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_CHARACTERS)]


class Counted(msgspec.Struct, frozen=True):
    """Of `looked` people, `count` surely belong; None where the number would be told too closely.

    `told`: exact; about (to the next ten, up or down); few (none or hardly any); nearly-all (all, or hardly
    fewer). `complete`: false where the time was up before everybody was looked at.
    """

    count: int | None
    told: str
    looked: int
    complete: bool


class TooManyQuestions(EngineError):
    status = 429


class AudienceCountController(Controller):
    path = "/api/journeys/audience-count"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @post(
        **may("author", 422, 429, 503, reads=True, heavy=True),
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
        """Looks at most two seconds. Each question is kept in the audit, without its values.

        Exactly for operators, for authors in tens and at most two hundred times in an hour.
        """
        exact = sees_few(request.user.account.role)
        if not exact:
            await _within_bounds(conn, request.user.account.id)
        belong, looked, complete = await count_people(conn, settings, vault, data.when)
        shade = None if exact else shade_of(vault, data.when)
        counted = told_of(belong, looked, complete=complete, shade=shade)
        await note(conn, request.user, "audience.counted", "people", counted.told)
        return counted


async def _within_bounds(conn: Connection, account: UUID) -> None:
    """One question of an account at a time, so that two together do not both find room."""
    await conn.execute("SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE", account)
    asked = await conn.fetchval(_COUNTED, str(account), datetime.now(UTC) - timedelta(hours=1))
    if asked >= MOST_AN_HOUR:
        raise TooManyQuestions("too-many-counts", "Enough was counted in the last hour. Wait a while.")


async def count_people(
    conn: Connection, settings: Settings, vault: Vault, when: str
) -> tuple[int, int, bool]:
    """How many belong, how many were looked at, and whether that was everybody.

    Raises Refused (condition-not-understood), Unavailable (organization-not-understood).
    """
    workspace = await asyncio.to_thread(read_workspace, settings.journeys_dir)
    if workspace.organization is None:
        raise Unavailable("organization-not-understood", "organization.yaml has problems. Solve them first.")
    journey = ready(_plan(workspace, when), "")
    eyes = Looking(journey, journey.plan.enroll, workspace.organization, vault)
    now, until = journey_now(settings), time.monotonic() + MOST_SECONDS
    looked = belong = 0
    last: UUID | None = UUID(int=0)
    many = _FIRST
    while last is not None and (began := time.monotonic()) < until:
        chosen, seen, last = await eyes.count(conn, last, many, now)
        looked, belong = looked + seen, belong + chosen
        many = min(2 * many, _PAGE) if time.monotonic() - began < _SOON else max(many // 2, 1)
    return belong, looked, last is None


def shade_of(vault: Vault, when: str) -> tuple[int, int]:
    """Two numbers below ten that only this installation knows, the same for the same condition."""
    digest = vault.fingerprint(b"audience-count\0" + " ".join(when.split()).encode())
    return int.from_bytes(digest[:4]) % TEN, int.from_bytes(digest[4:8]) % TEN


def told_of(belong: int, looked: int, *, complete: bool, shade: tuple[int, int] | None = None) -> Counted:
    """What may be said about `belong` people of `looked`; with a `shade` in tens."""
    rest = looked - belong
    if shade is None:
        many, others, told = belong, rest, "exact"
    else:
        many, others = ((people + by) // TEN * TEN for people, by in zip((belong, rest), shade, strict=True))
        looked, told = rounded(looked), "about"
    if many < SMALLEST_TOLD:
        return Counted(None, "few", looked, complete)
    if others < SMALLEST_TOLD:
        return Counted(None, "nearly-all", looked, complete)
    return Counted(many, told, looked, complete)


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
