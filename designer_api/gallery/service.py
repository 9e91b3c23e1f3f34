"""Reads the library that lies in the repository's own `journeys/`, and turns one of it into a draft."""

import asyncio
import json
import re
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final
from uuid import UUID

from designer_api.drafts.service import require_room
from designer_api.drafts.workspace import compile_draft, files_on_disk, require_files
from designer_api.gallery.schemas import BeginEmpty, Begun, TemplateShown, TemplateText, UseTemplate
from engine.compiler import compile_workspace
from engine.compiler.compare import journey_side, subjects_of
from engine.compiler.compile import Compiled
from engine.compiler.files import JOURNEY_FILE
from engine.errors import Conflict, NotFound, Refused
from engine.settings import PROJECT
from engine.store.drafts import Texts, find_draft, save_draft
from engine.store.pool import Connection

HOME: Final = PROJECT / "journeys"
_SLUG: Final = re.compile(r"(?=.{1,64}\Z)[a-z][a-z0-9]*(-[a-z0-9]+)*")

_LANGUAGE: Final = "en"  # of the library's own organization
_OWNER: Final = re.compile(r"(?m)^owner: *([\w -]*\w)")
EMPTY: Final = """\
journey: {slug}
title: {title}
owner: {owner}

enroll:
  on: appointment.booked
  once_per: appointment

exit:
  - on: appointment.cancelled

steps: []
"""


async def list_templates() -> list[TemplateShown]:
    """None where Careloom was installed without its repository."""
    return [_shown(each) for each in await asyncio.to_thread(_library)]


async def text_of(slug: str) -> TemplateText:
    """Raises NotFound `not-in-the-library`."""
    one = await _template(slug)
    side = journey_side(slug, one.text, one.plan, one.version, one.templates)
    return TemplateText(one.text, subjects_of(side, _LANGUAGE))


async def begin_from(conn: Connection, root: Path, slug: str, account: UUID, asked: UseTemplate) -> Begun:
    """A draft of the caller's. Raises Refused `not-a-slug`, Conflict `journey-exists`, NotFound."""
    await _template(slug)
    files = renamed(await asyncio.to_thread(files_on_disk, HOME, slug), asked.journey, asked.title)
    return await _begin(conn, root, asked.journey, account, files)


async def begin_empty(conn: Connection, root: Path, account: UUID, asked: BeginEmpty) -> Begun:
    """A draft of the caller's with no step in it. Raises as `begin_from` does."""
    owner = asked.owner.strip() or await asyncio.to_thread(_usual_owner, root)
    text = EMPTY.format(slug=asked.journey, title=_quoted(asked.title), owner=_quoted(owner))
    return await _begin(conn, root, asked.journey, account, {JOURNEY_FILE: text})


def _usual_owner(root: Path) -> str:
    """Of most journeys; where there are none, a name that is no problem."""
    texts = (path.read_text("utf-8") for path in sorted(root.glob(f"*/{JOURNEY_FILE}")))
    found = Counter(match[1] for text in texts if (match := _OWNER.search(text)))
    return found.most_common(1)[0][0] if found else "care-team"


async def _begin(conn: Connection, root: Path, name: str, account: UUID, files: Texts) -> Begun:
    if not _SLUG.fullmatch(name):
        raise Refused("not-a-slug", "Write a name such as visit-reminder: small letters, digits, hyphens.")
    await _require_free(conn, root, name, account)
    require_files(files)
    await require_room(conn, account)
    draft = await save_draft(conn, name, account, files, {}, revision=0, now=datetime.now(UTC))
    workspace, journey = await asyncio.to_thread(compile_draft, root, name, files)
    found = [*workspace.diagnostics, *journey.diagnostics]
    problems = dict.fromkeys(one.message for one in found if one.severity == "error")
    return Begun(name, draft.revision, list(problems))


def renamed(files: Texts, slug: str, title: str) -> Texts:
    """The same files with another name in the journey; every comment stays where it is."""
    text = re.sub(r"(?m)^journey: .*$", f"journey: {slug}", files[JOURNEY_FILE], count=1)
    if title.strip():
        text = re.sub(r"(?m)^title: .*$", lambda _: f"title: {_quoted(title)}", text, count=1)
    return files | {JOURNEY_FILE: text}


def _quoted(words: str) -> str:
    """One line of YAML that says exactly this, whatever it is."""
    plain = "".join(letter for letter in " ".join(words.split()) if letter.isprintable())
    return json.dumps(plain, ensure_ascii=False)


async def _require_free(conn: Connection, root: Path, slug: str, account: UUID) -> None:
    on_disk = await asyncio.to_thread((root / slug).exists)
    if on_disk or await find_draft(conn, slug, account) is not None:
        raise Conflict(
            "journey-exists", "There is a journey or a draft of this name already. Choose another."
        )


async def _template(slug: str) -> Compiled:
    for each in await asyncio.to_thread(_library):
        if each.slug == slug:
            return each
    raise NotFound("not-in-the-library", "The gallery holds no such journey.")


@lru_cache(maxsize=1)
def _library() -> tuple[Compiled, ...]:
    """Compiled once: it changes only with Careloom itself.

    Where it runs from its repository, people publish into the same folder. Ours say what for in a README.
    """
    if not (HOME / "organization.yaml").is_file():
        return ()
    found = (each for each in compile_workspace(HOME).journeys if each.plan is not None)
    return tuple(each for each in found if (HOME / each.slug / "README.md").is_file())


def _shown(journey: Compiled) -> TemplateShown:
    plan = journey.plan
    messages = plan.messages.values() if plan else ()
    spoken = sorted({language for message in messages for language in message.variants})
    steps = len(plan.nodes) if plan else 0
    return TemplateShown(journey.slug, journey.title, _purpose(journey.slug), steps, spoken)


@lru_cache(maxsize=64)
def _purpose(slug: str) -> str:
    """The README's first paragraph, in one line; "" where there is none."""
    path = HOME / slug / "README.md"
    paragraphs = path.read_text("utf-8").split("\n\n") if path.is_file() else []
    return " ".join(paragraphs[1].split()) if len(paragraphs) > 1 else ""
