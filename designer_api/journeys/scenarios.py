"""/api/journeys/{slug}/scenarios: people to play, and keeping in the draft what was played."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, get, post
from litestar.params import FromPath, JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings, TheVault
from designer_api.drafts.schemas import DraftShown
from designer_api.drafts.service import change_draft, require_draft
from designer_api.drafts.workspace import compile_draft
from designer_api.journeys.real_person import real_person
from designer_api.journeys.scenario_text import append_scenario
from designer_api.tracking.service import journey_now
from engine.compiler.load import load
from engine.compiler.scalars import core_scalar
from engine.compiler.scenarios import SCENARIOS_FILE, read_scenarios
from engine.compiler.tree import Items, Mapping, Node, Text
from engine.compiler.workspace import read_context
from engine.errors import Refused
from engine.journey import codes
from engine.journey.diagnostics import Problems


class Scenarios(msgspec.Struct, frozen=True):
    """`items`: entries of scenarios.yaml as JSON, in their order; empty where the file cannot be read."""

    items: list[dict[str, Any]]
    next: str | None = None


class KeepScenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    scenario: dict[str, Any]


class PlayReal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    patient: UUID


class PersonToPlay(msgspec.Struct, frozen=True):
    """`scenario`: an entry as in scenarios.yaml, without events; names are masked."""

    scenario: dict[str, Any]


class ScenariosController(Controller):
    path = "/api/journeys/{slug:str}/scenarios"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @get("/", **may("viewer", 404, heavy=True), summary="The synthetic people of a journey")
    async def list(
        self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings, slug: FromPath[str]
    ) -> Scenarios:
        """As your draft has them, or the workspace where you have none."""
        draft, _ = await require_draft(conn, settings.journeys_dir, slug, request.user.account.id)
        text = draft.files.get(SCENARIOS_FILE, "")
        return Scenarios(await asyncio.to_thread(list_scenarios, text))

    @post("/", **may("author", 404, 412, 422), status_code=200, summary="Keep what was played, in your draft")
    async def keep(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[KeepScenario],
    ) -> DraftShown:
        """One more entry of your scenarios.yaml; in the workspace once you publish."""
        root, account = settings.journeys_dir, request.user.account.id
        draft, _ = await require_draft(conn, root, slug, account)
        before = draft.files.get(SCENARIOS_FILE, "")
        text = await asyncio.to_thread(with_scenario, root, before, data.scenario)
        await note(conn, request.user, "scenario.kept", slug)
        return await change_draft(conn, root, slug, account, {SCENARIOS_FILE: text}, draft.revision)

    @post(
        "/real-person",
        **may("operator", 404, 422, reads=True),
        status_code=200,
        summary="A real person as somebody to play, masked",
    )
    async def real(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        vault: TheVault,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[PlayReal],
    ) -> PersonToPlay:
        """Only what the journey reads of them. Each look is recorded; nothing of it is ever kept."""
        root = settings.journeys_dir
        draft, _ = await require_draft(conn, root, slug, request.user.account.id)
        workspace, journey = await asyncio.to_thread(compile_draft, root, slug, draft.files)
        if journey.plan is None or workspace.organization is None:
            raise Refused(
                "journey-has-errors", "This journey has errors, so nobody can be played through it."
            )
        await note(conn, request.user, "patient.played", data.patient, slug)
        now = journey_now(settings)
        fields = journey.plan.fields
        found = await real_person(conn, vault, workspace.organization, data.patient, fields, now)
        return PersonToPlay(found)


def list_scenarios(text: str) -> list[dict[str, Any]]:
    """Those of the file that can be read at all, with the values that the compiler reads in them.

    None where it refuses how the file is written. Synchronous: call it in a thread.
    """
    problems = Problems()
    root = load(text, SCENARIOS_FILE, problems)
    if {one.code for one in problems.sorted() if one.severity == "error"} - {codes.YAML_DUPLICATE.name}:
        return []
    read = _plain(root)
    items = read.get("scenarios") if isinstance(read, dict) else None
    found = [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []
    return [each for each in found if isinstance(each.get("name"), str)]


def _plain(node: Node | None) -> Any:
    match node:
        case Mapping(entries=entries):
            return {entry.key.value: _plain(entry.value) for entry in entries}
        case Items(items=items):
            return [_plain(each) for each in items]
        case Text(empty=False):
            return core_scalar(node)
    return None


def with_scenario(root: Path, text: str, scenario: dict[str, Any]) -> str:
    """The text of the file with one more. Raises Refused (scenario-name-taken, scenario-unreadable)."""
    known = {each["name"] for each in list_scenarios(text)}
    name = scenario.get("name")
    if isinstance(name, str) and name in known:
        raise Refused("scenario-name-taken", "There is a scenario of this name already. Give it another.")
    after = append_scenario(text, scenario)
    problems = Problems()
    read_scenarios(after, SCENARIOS_FILE, None, read_context(root)[0], problems)
    errors = [each.message for each in problems.sorted() if each.severity == "error"]
    if errors:
        raise Refused("scenario-unreadable", f"The scenario was not kept: {errors[0]}")
    return after
