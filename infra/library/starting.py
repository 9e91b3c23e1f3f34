"""Starts a journey from one of the library: a copy under another name, and what its new home lacks."""

import re
import shutil
from pathlib import Path
from typing import Final

import msgspec

from engine.compiler import Workspace, compile_workspace
from engine.errors import Conflict, Refused
from engine.journey.plan import Plan, Send
from infra.library.catalogue import HOME, find, library

_SLUG: Final = re.compile(r"(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SETTINGS: Final = ("organization.yaml", "dictionary.yaml", "segments.yaml", "consents.yaml")
_CI: Final = Path(__file__).parents[1] / "ci" / "github.yml"


class Lacks(msgspec.Struct, frozen=True):
    """Names that the journey uses and its new home does not have, by the file they belong into."""

    dictionary: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.dictionary or self.consents or self.segments)


def start(slug: str, origin: str, into: Path, title: str = "") -> Lacks:
    """Copies the library's `origin` to `into/slug`. What it lacks there is only told.

    Raises Refused `not-a-slug`, Conflict `folder-exists`, NotFound for what there is not.
    """
    if not _SLUG.fullmatch(slug):
        raise Refused("not-a-slug", f'"{slug}" is no name for a journey; write one such as visit-reminder.')
    target = into / slug
    if target.exists():
        raise Conflict("folder-exists", f"{target} is there already.")
    plan = find(origin).plan
    shutil.copytree(HOME / origin, target)
    _rename(target / "journey.yaml", slug, title)
    return _lacks(plan, compile_workspace(into)) if plan else Lacks()


def found(into: Path) -> list[Path]:
    """Writes the documents of a new workspace, their schemas and a check for pull requests; what was written.

    Raises Conflict `not-empty` where there is a workspace already.
    """
    if any((into / name).exists() for name in _SETTINGS):
        raise Conflict("not-empty", f"{into} has documents of its own already; nothing was written.")
    library()
    into.mkdir(parents=True, exist_ok=True)
    for name in _SETTINGS:
        shutil.copy(HOME / name, into / name)
    shutil.copytree(HOME / "schema", into / "schema", dirs_exist_ok=True)
    written = [*(into / name for name in _SETTINGS), into / "schema"]
    workflow = into.parent / ".github" / "workflows" / "journeys.yml"
    if workflow.exists():
        return written
    workflow.parent.mkdir(parents=True, exist_ok=True)
    workflow.write_text(_CI.read_text("utf-8").replace("journeys/**", f"{into.name}/**"), "utf-8")
    return [*written, workflow]


def _rename(path: Path, slug: str, title: str) -> None:
    text = path.read_text("utf-8")
    text = re.sub(r"(?m)^journey: .*$", f"journey: {slug}", text, count=1)
    if title:
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        text = re.sub(r"(?m)^title: .*$", lambda _: f'title: "{quoted}"', text, count=1)
    path.write_text(text, "utf-8")


def _lacks(plan: Plan, home: Workspace) -> Lacks:
    topics = {node.topic for node in plan.nodes if isinstance(node, Send) and node.topic}
    fields = {name for name in plan.fields if not name.startswith("answers.")}
    return Lacks(
        dictionary=tuple(sorted(fields - home.dictionary.keys())),
        consents=tuple(sorted(topics - home.consents.topics.keys())),
        segments=tuple(sorted(plan.segments.keys() - home.segments.keys())),
    )
