"""/api/journeys/{slug}/scenarios: the synthetic people of a journey, and keeping one that was played."""

import asyncio
import os
from pathlib import Path
from typing import Annotated, Any

import msgspec
import yaml
from litestar import Controller, Request, get, post
from litestar.params import FromPath, JSONBody

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.audit.service import note
from designer_api.database import Conn, TheSettings
from designer_api.journeys.scenario_text import append_scenario
from designer_api.journeys.workspace import read_workspace
from engine.compiler.scenarios import SCENARIOS_FILE, read_scenarios
from engine.compiler.workspace import read_context
from engine.errors import Refused
from engine.journey.diagnostics import Problems


class Plain(yaml.SafeLoader):
    """Moments stay the text that they are."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Scenarios(msgspec.Struct, frozen=True):
    """`items`: entries of scenarios.yaml as JSON, in their order; empty where the file cannot be read."""

    items: list[dict[str, Any]]
    next: str | None = None


class KeepScenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    scenario: dict[str, Any]


class ScenarioText(msgspec.Struct, frozen=True):
    """The whole file as it stands now."""

    source: Annotated[str, msgspec.Meta(max_length=1_000_000)]


class ScenariosController(Controller):
    path = "/api/journeys/{slug:str}/scenarios"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @get("/", **may("viewer", 404), summary="The synthetic people of a journey")
    async def list(self, settings: TheSettings, slug: FromPath[str]) -> Scenarios:
        return Scenarios(await asyncio.to_thread(list_scenarios, settings.journeys_dir, slug))

    @post("/", **may("author", 404, 409, 422), status_code=200, summary="Keep what was played as a scenario")
    async def keep(
        self,
        request: Request[Caller, Any, Any],
        conn: Conn,
        settings: TheSettings,
        slug: FromPath[str],
        data: JSONBody[KeepScenario],
    ) -> ScenarioText:
        text = await asyncio.to_thread(keep_scenario, settings.journeys_dir, slug, data.scenario)
        await note(conn, request.user, "scenario.kept", slug)
        return ScenarioText(text)


def list_scenarios(root: Path, slug: str) -> list[dict[str, Any]]:
    """Raises NotFound (journey-not-found)."""
    try:
        read = yaml.load(_text(_file(root, slug)), Loader=Plain)  # noqa: S506  a safe loader
    except yaml.YAMLError:
        return []
    items = read.get("scenarios") if isinstance(read, dict) else None
    return [each for each in items or () if isinstance(each, dict) and isinstance(each.get("name"), str)]


def keep_scenario(root: Path, slug: str, scenario: dict[str, Any]) -> str:
    """The new text, written whole. Raises Refused (scenario-name-taken, scenario-unreadable)."""
    file = _file(root, slug)
    known = {each["name"] for each in list_scenarios(root, slug)}
    if scenario.get("name") in known:
        raise Refused("scenario-name-taken", "There is a scenario of this name already. Give it another.")
    text = append_scenario(_text(file), scenario)
    problems = Problems()
    read_scenarios(text, file.name, None, read_context(root)[0], problems)
    errors = [each.message for each in problems.sorted() if each.severity == "error"]
    if errors:
        raise Refused("scenario-unreadable", f"The scenario was not kept: {errors[0]}")
    written = file.with_name(f".{file.name}.{os.getpid()}")
    written.write_text(text, encoding="utf-8", newline="")
    written.replace(file)
    return text


def _file(root: Path, slug: str) -> Path:
    """`slug` comes from outside: only a known journey's name becomes a path."""
    return root / read_workspace(root).journey(slug).slug / SCENARIOS_FILE


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""
