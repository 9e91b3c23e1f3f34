"""Published journeys: versions by content hash, their templates, and which version is in force.

A version never changes, so plans are kept in the process once read.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from engine.errors import NotFound
from engine.journey.plan import Plan, canonical, decode, version_of
from engine.store.pool import Connection

_plans: dict[str, Plan] = {}
_FORCE_LOCK: Final = 0x466F7263  # "Forc": what is in force


class TemplateRow(msgspec.Struct, frozen=True):
    """One language variant of one message, compiled; `sha256` covers the rest."""

    sha256: str
    name: str
    language: str
    subject: str
    preheader: str
    html: str
    text: str
    data_class: str
    links: tuple[Any, ...] = ()


class JourneyHead(msgspec.Struct, frozen=True):
    """A journey and the version that newcomers get."""

    slug: str
    version: str
    paused: bool


class Published(msgspec.Struct, frozen=True):
    slug: str
    version: str
    number: int
    new: bool  # False: this very version was in force already


async def load_plan(connection: Connection, version: str) -> Plan:
    """Raises NotFound `version-unknown`."""
    if (plan := _plans.get(version)) is None:
        raw = await connection.fetchval("select plan from journey_version where version = $1", version)
        if raw is None:
            raise NotFound("version-unknown", f"There is no journey version {version[:12]}.")
        plan = _plans[version] = decode(raw)
    return plan


async def load_heads(connection: Connection, *, closed: bool = False) -> list[JourneyHead]:
    """Every published journey that people may enter, by slug; with those `closed` to entry on demand."""
    rows = await connection.fetch(
        "select slug, version, paused from journey where closed_at is null or $1 order by slug", closed
    )
    return [JourneyHead(*row) for row in rows]


async def publish(
    connection: Connection,
    plan: Plan,
    source: str,
    templates: Sequence[TemplateRow],
    *,
    by: str,
    note: str = "",
    now: datetime,
) -> Published:
    """Store the version and its templates and put it in force. Publishing the same again changes nothing.

    Runs in the caller's transaction; `source` is the YAML text, `now` journey time. Opens a closed journey.
    """
    version = version_of(plan)
    await hold_still(connection, alone=False)
    await connection.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", plan.journey)
    in_force = await connection.fetchval(
        "select version from journey where slug = $1 and closed_at is null", plan.journey
    )
    await save_templates(connection, templates)
    number = await connection.fetchval(
        """
        with made as (
            insert into journey_version
                (version, slug, number, plan, source, published_at, published_by, note)
            select $1::text, $2::text, 1 + coalesce(max(number), 0), $3, $4, $5, $6, $7
            from journey_version where slug = $2::text
            on conflict (version) do nothing returning number
        )
        select number from made union all select number from journey_version where version = $1::text
        """,
        version,
        plan.journey,
        canonical(plan).decode(),
        source,
        now,
        by,
        note,
    )
    if in_force != version:
        await connection.execute(
            """
            insert into journey (slug, title, purpose, version, updated_at) values ($1, $2, $3, $4, $5)
            on conflict (slug) do update
                set title = $2, purpose = $3, version = $4, updated_at = $5, closed_at = null
            """,
            plan.journey,
            plan.title,
            plan.purpose,
            version,
            now,
        )
    return Published(slug=plan.journey, version=version, number=number, new=in_force != version)


async def hold_still(connection: Connection, *, alone: bool) -> None:
    """Until the transaction ends nobody else changes what is in force: not even one journey, if `alone`."""
    how = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    await connection.execute(f"select {how}($1)", _FORCE_LOCK)


async def close_to_entry(connection: Connection, slugs: Sequence[str], now: datetime) -> None:
    """Nobody enters these any more; people inside go on. `now`: journey time."""
    await connection.execute(
        "update journey set closed_at = $2, updated_at = $2 where slug = any($1) and closed_at is null",
        list(slugs),
        now,
    )


async def first_published(connection: Connection, slug: str) -> datetime:
    """When the journey first came in force, in journey time. Raises NotFound `journey-unknown`."""
    found: datetime | None = await connection.fetchval(
        "select min(published_at) from journey_version where slug = $1", slug
    )
    if found is None:
        raise NotFound("journey-unknown", f"There is no journey {slug}.")
    return found


async def set_paused(
    connection: Connection, slug: str, paused: bool, *, at: datetime, reason: str = ""
) -> None:
    """`at`: journey time. `reason`: which brake it was, "" for a person.

    Raises NotFound `journey-unknown`.
    """
    done = await connection.fetchval(
        """
        update journey set paused = $2, paused_reason = $4,
            paused_at = case when $2 then $3::timestamptz end,
            resumed_at = case when $2 then resumed_at else $3 end
        where slug = $1 returning slug
        """,
        slug,
        paused,
        at,
        reason,
    )
    if done is None:
        raise NotFound("journey-unknown", f"There is no journey {slug}.")


async def save_templates(connection: Connection, templates: Sequence[TemplateRow]) -> None:
    """Those that are not there yet."""
    await connection.executemany(
        """
        insert into template (sha256, name, language, subject, preheader, html, text, data_class, links)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (sha256) do nothing
        """,
        [(*msgspec.structs.astuple(each)[:-1], list(each.links)) for each in templates],
    )
