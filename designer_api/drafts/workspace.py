"""The files of one journey: as they lie on disk, as a draft has them, compiled. Writes only whole files."""

import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import msgspec

from designer_api.journeys.written import staged
from engine.compiler import Compiled, Workspace
from engine.compiler.files import JOURNEY_FILE, Files
from engine.compiler.folder import compile_folder
from engine.compiler.message import FILE_NAME
from engine.compiler.workspace import Settled, assemble, read_context
from engine.errors import NotFound, Refused
from engine.store.drafts import Texts

_SLUG: Final = re.compile(r"(?=.{1,64}\Z)[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FILE: Final = re.compile(
    rf"journey\.yaml|scenarios\.yaml|(?=.{{1,96}}\Z)messages/{FILE_NAME.pattern}|forms/[a-z0-9][a-z0-9-]{{0,80}}\.yaml"
)
_FOLDERS: Final = ("messages/*.mjml", "forms/*.yaml")
_MOST_FILES: Final = 500
_MOST: Final = 1_000_000  # characters of all files together


class DraftFiles(Files):
    """The workspace with one journey as a draft has it: of its folder nothing on disk is looked at."""

    def __init__(self, root: Path, slug: str, texts: Mapping[str, str]) -> None:
        super().__init__(root)
        self._folder = f"{slug}/"
        self.edited = {f"{slug}/{name}": text for name, text in texts.items()}

    def exists(self, path: str) -> bool:
        return path in self.edited or (not path.startswith(self._folder) and super().exists(path))

    def below(self, folder: str, suffix: str) -> list[str]:
        if not folder.startswith(self._folder):
            return super().below(folder, suffix)
        own = (path for path in self.edited if path.rpartition("/")[0] == folder)
        return sorted(path for path in own if path.endswith(suffix))


def require_slug(slug: str) -> str:
    """Names of journeys become names of folders: nothing else does. Raises NotFound `journey-not-found`."""
    if not _SLUG.fullmatch(slug):
        raise NotFound("journey-not-found", "There is no such journey.")
    return slug


def require_files(texts: Mapping[str, str]) -> None:
    """Raises Refused `file-name-unknown`, `draft-too-large`, `draft-without-journey`."""
    if not all(_FILE.fullmatch(name) for name in texts):
        raise Refused("file-name-unknown", "A journey has journey.yaml, scenarios.yaml, messages and forms.")
    if len(texts) > _MOST_FILES or sum(map(len, texts.values())) > _MOST:
        raise Refused("draft-too-large", "This is more than a journey may hold.")
    if JOURNEY_FILE not in texts:
        raise Refused("draft-without-journey", "A draft needs a journey.yaml.")


def files_on_disk(root: Path, slug: str) -> Texts:
    """By path inside the journey's folder; empty where there is none. Files that are no text are left out."""
    folder = root / require_slug(slug)
    paths = [folder / JOURNEY_FILE, folder / "scenarios.yaml"]
    paths += [path for pattern in _FOLDERS for path in sorted(folder.glob(pattern))]
    found = {}
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if _FILE.fullmatch(name) and path.is_file() and path.resolve().is_relative_to(root.resolve()):
            try:
                found[name] = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue
    return found if JOURNEY_FILE in found else {}


def tag_of(texts: Mapping[str, str]) -> str:
    """The same for the same files."""
    return hashlib.sha256(msgspec.json.encode(dict(texts), order="sorted")).hexdigest()[:32]


def compile_draft(root: Path, slug: str, texts: Mapping[str, str]) -> tuple[Workspace, Compiled]:
    """The organisation's documents and this journey alone, scenarios included."""
    context, diagnostics, sources = read_context(root)
    journey = compile_folder(DraftFiles(root, slug, texts), slug, context)
    return assemble(Settled(context, diagnostics, sources), [journey]), journey


def placing(
    root: Path, slug: str, before: Mapping[str, str], after: Mapping[str, str]
) -> AbstractContextManager[Callable[[], None]]:
    """Gives what puts the files in their place. Only what differs is touched; all of it or nothing."""
    folder = root / require_slug(slug)
    told, meant = ({folder / name: text for name, text in texts.items()} for texts in (before, after))
    return staged(told, meant)
