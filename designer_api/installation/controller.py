"""GET /api/installation: what the sign-in page may know. GET /api/health: is it serving."""

import time
from datetime import UTC, datetime
from importlib.metadata import version

import msgspec
from litestar import Controller, get

from designer_api.access.roles import PUBLIC
from designer_api.database import Conn, TheSettings
from engine.settings import Settings


class ClockFace(msgspec.Struct, frozen=True):
    paced: bool
    rate: float
    now: datetime  # journey time
    meets_at: datetime | None  # when a paced clock has caught up with real time


class Installation(msgspec.Struct, frozen=True):
    name: str
    embedded: bool
    clock: ClockFace
    version: str


class Health(msgspec.Struct, frozen=True):
    status: str


class InstallationController(Controller):
    path = "/api"
    tags = ["Installation"]  # noqa: RUF012  Litestar reads class attributes

    @get("/installation", **PUBLIC, summary="Name, clock and version")
    async def show(self, conn: Conn, settings: TheSettings) -> Installation:
        body = await conn.fetchval("SELECT body FROM organization WHERE id = 1")
        return Installation(name_of(body), settings.embedded, face(settings), version("careloom"))

    @get("/health", **PUBLIC, summary="Answers when the database answers")
    async def health(self, conn: Conn) -> Health:
        await conn.fetchval("SELECT 1")
        return Health("ok")


def name_of(body: object) -> str:
    known = body.get("organization", {}) if isinstance(body, dict) else {}
    return str(known.get("name", "Careloom"))


def face(settings: Settings) -> ClockFace:
    real, clock = time.time(), settings.clock
    pacing = clock.paced and real < clock.meets_at
    return ClockFace(
        pacing,
        clock.rate if pacing else 1.0,
        datetime.fromtimestamp(clock.at(real), UTC),
        datetime.fromtimestamp(clock.meets_at, UTC) if pacing else None,
    )
