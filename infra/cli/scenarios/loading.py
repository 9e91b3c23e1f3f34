"""From paths on the command line to journeys with their scenarios. Reads files, prints nothing."""

from pathlib import Path

import msgspec

from engine.compiler import Compiled, Workspace, compile_workspace
from engine.compiler.load import MOST_BYTES, decode
from engine.compiler.scenarios import SCENARIOS_FILE, read_scenarios
from engine.errors import NotFound, Refused
from engine.journey.diagnostics import Diagnostic, Problems
from engine.journey.scenarios import Scenario
from engine.simulation.stage import Stage


class Loaded(msgspec.Struct, frozen=True):
    """The scenarios of one file. `stage` is None when the journey has errors."""

    journey: Compiled
    path: str
    text: str
    scenarios: tuple[Scenario, ...]
    stage: Stage | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def broken(self) -> bool:
        return self.stage is None or any(one.severity == "error" for one in self.diagnostics)


class Collection(msgspec.Struct, frozen=True):
    """`diagnostics`: errors of the workspaces and of journeys that have scenarios, and of scenarios."""

    loaded: tuple[Loaded, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]
    roots: tuple[Path, ...]

    @property
    def broken(self) -> bool:
        return any(one.severity == "error" for one in self.diagnostics)


def collect(paths: tuple[Path, ...]) -> Collection:
    """A path is a directory of journeys, a journey's folder, its journey.yaml, or a file of scenarios.

    Raises Refused `nothing-to-test`.
    """
    loaded: list[Loaded] = []
    diagnostics: list[Diagnostic] = []
    sources: dict[str, str] = {}
    roots: list[Path] = []
    for path in paths:
        root, slug, file = _meant(path)
        workspace = _compiled(path, root)
        found = _files(workspace, root, slug, file)
        if file is not None and not found:
            raise Refused("nothing-to-test", f"{path} lies in no journey's folder.")
        roots.append(root)
        sources |= workspace.sources
        for journey, one in found:
            entry = _load(workspace, root, journey, one)
            loaded.append(entry)
            sources[entry.path] = entry.text
        tested = {entry.journey.slug for entry in loaded}
        own = [
            each for journey in workspace.journeys if journey.slug in tested for each in journey.diagnostics
        ]
        diagnostics += [one for one in (*workspace.diagnostics, *own) if one.severity == "error"]
    diagnostics += [one for entry in loaded for one in entry.diagnostics]
    return Collection(tuple(loaded), tuple(dict.fromkeys(diagnostics)), sources, tuple(roots))


def _meant(path: Path) -> tuple[Path, str, Path | None]:
    """The workspace's folder, the journey ("" for all), and the file of scenarios where one is named."""
    if path.is_file() and path.name != "journey.yaml":
        folder = next((one for one in path.resolve().parents if (one / "journey.yaml").is_file()), None)
        if folder is None:
            raise Refused("nothing-to-test", f"{path} lies in no journey's folder.")
        return folder.parent, folder.name, path
    folder = path.parent if path.name == "journey.yaml" else path
    is_journey = (folder / "journey.yaml").is_file() and not (folder / "organization.yaml").is_file()
    return (folder.resolve().parent, folder.resolve().name, None) if is_journey else (folder, "", None)


def _compiled(path: Path, root: Path) -> Workspace:
    try:
        workspace = compile_workspace(root)
    except (NotFound, OSError) as error:
        raise Refused("nothing-to-test", f"{path} is not a directory of journeys.") from error
    if not workspace.sources:
        raise Refused("nothing-to-test", f"{path} holds no journeys: there is no organization.yaml.")
    return workspace


def _files(workspace: Workspace, root: Path, slug: str, file: Path | None) -> list[tuple[Compiled, Path]]:
    return [
        (journey, found)
        for journey in workspace.journeys
        if slug in ("", journey.slug)
        for found in [file or root / journey.slug / SCENARIOS_FILE]
        if found.is_file()
    ]


def _load(workspace: Workspace, root: Path, journey: Compiled, file: Path) -> Loaded:
    problems = Problems()
    path = f"{root.resolve().name}/{file.resolve().relative_to(root.resolve()).as_posix()}"
    with file.open("rb") as opened:
        text = decode(opened.read(MOST_BYTES + 1), path, problems) or ""
    scenarios: tuple[Scenario, ...] = ()
    if not problems.has_errors():
        scenarios = read_scenarios(text, path, journey.plan, workspace.context, problems)
    return Loaded(journey, path, text, scenarios, stage_of(workspace, journey), problems.sorted())


def stage_of(workspace: Workspace, journey: Compiled) -> Stage | None:
    """None when the journey or its organisation has errors."""
    if journey.plan is None or workspace.organization is None:
        return None
    return Stage(journey.plan, journey.version, workspace.organization, workspace.consents, journey.templates)
