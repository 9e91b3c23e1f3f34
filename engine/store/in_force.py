"""What an installation has in force, as a side to compare with, and its fingerprint. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from engine.compiler import Template
from engine.compiler.compare import JourneySide, Side, journey_side, side_of_documents
from engine.compiler.compare.schema import LivePlan
from engine.errors import NotFound
from engine.journey.plan import decode
from engine.store.journeys import load_plan
from engine.store.pool import Connection

Standing = Mapping[str, tuple[str, bool]]  # journey → version in force, closed to entry


class InForce(msgspec.Struct, frozen=True):
    """`side` leaves out what is closed to entry; `documents`: hash of the four documents, "" at first."""

    side: Side
    documents: str
    standing: dict[str, tuple[str, bool]]

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.documents, self.standing)


def fingerprint_of(documents: str, standing: Standing) -> str:
    """The same for the same state of force, whatever happens to people inside."""
    listed = sorted((slug, *each) for slug, each in standing.items())
    return sha256(msgspec.json.encode([documents, listed])).hexdigest()


async def load_standing(connection: Connection) -> tuple[str, dict[str, tuple[str, bool]]]:
    """The hash of the documents ("" before the first apply) and the version of every journey."""
    documents = await connection.fetchval("select sha256 from organization where id = 1") or ""
    rows = await connection.fetch("select slug, version, closed_at is not null as closed from journey")
    return documents, {row["slug"]: (row["version"], row["closed"]) for row in rows}


async def load_in_force(connection: Connection) -> InForce:
    """Everything, as it stands in the caller's transaction."""
    documents, standing = await load_standing(connection)
    rows = await connection.fetch(
        """
        select j.slug, j.version, v.source, v.plan from journey j
        join journey_version v on v.version = j.version where j.closed_at is null order by j.slug
        """
    )
    plans = {row["slug"]: decode(row["plan"]) for row in rows}
    hashes = {
        sha for plan in plans.values() for one in plan.messages.values() for sha in one.variants.values()
    }
    templates = await _templates(connection, hashes)
    journeys = {}
    for row in rows:
        plan = plans[row["slug"]]
        wanted = {sha for one in plan.messages.values() for sha in one.variants.values()}
        own = tuple(templates[sha] for sha in wanted if sha in templates)
        journeys[row["slug"]] = journey_side(row["slug"], row["source"], plan, row["version"], own)
    return InForce(await _side(connection, journeys), documents, standing)


async def _side(connection: Connection, journeys: dict[str, JourneySide]) -> Side:
    body: dict[str, Any] = await connection.fetchval("select body from organization where id = 1") or {}
    return side_of_documents(
        journeys,
        organization=body.get("organization") or {},
        consents=body.get("consents") or {},
        dictionary=body.get("dictionary") or {},
        segments=body.get("segments") or {},
    )


async def load_version_side(connection: Connection, slug: str, number: int) -> JourneySide:
    """One published version, to be compared. Raises NotFound `version-unknown`."""
    row = await connection.fetchrow(
        "select version, source from journey_version where slug = $1 and number = $2", slug, number
    )
    if row is None:
        raise NotFound("version-unknown", "This journey has no such version.")
    plan = await load_plan(connection, row["version"])
    hashes = {sha for one in plan.messages.values() for sha in one.variants.values()}
    templates = await _templates(connection, hashes)
    return journey_side(slug, row["source"], plan, row["version"], tuple(templates.values()))


async def _templates(connection: Connection, hashes: Iterable[str]) -> dict[str, Template]:
    rows = await connection.fetch(
        "select sha256, name, language, subject, preheader, html, text, data_class, links from template"
        " where sha256 = any($1::text[])",
        list(hashes),
    )
    return {
        row["sha256"]: Template(
            **{name: row[name] for name in ("sha256", "name", "language", "subject", "preheader")},
            **{name: row[name] for name in ("html", "text", "data_class")},
            fields=(),
            segments=(),
            links=tuple(row["links"]),
        )
        for row in rows
    }


async def load_live_plans(connection: Connection) -> list[LivePlan]:
    """Every version that somebody is inside of."""
    rows = await connection.fetch(
        """
        select v.slug, v.number, v.version, count(*) as people from enrollment e
        join journey_version v on v.version = e.version
        where e.state = 'active' group by 1, 2, 3 order by 1, 2
        """
    )
    return [
        LivePlan(row["slug"], row["number"], row["people"], await load_plan(connection, row["version"]))
        for row in rows
    ]


async def people_by_journey(connection: Connection) -> dict[str, dict[str, int]]:
    """Journey → version → people inside."""
    rows = await connection.fetch(
        "select journey, version, count(*) as n from enrollment where state = 'active' group by 1, 2"
    )
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["journey"]][row["version"]] = row["n"]
    return dict(found)
