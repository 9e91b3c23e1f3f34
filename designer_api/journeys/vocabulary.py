"""GET /api/journeys/{slug}/vocabulary: every name a journey may speak of."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from litestar import Controller, Request, get
from litestar.params import FromPath

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.database import Conn, TheSettings
from designer_api.drafts.workspace import DraftFiles
from designer_api.journeys.own import own_texts
from designer_api.journeys.workspace import read_workspace
from engine.compiler.files import Files
from engine.compiler.folder import read_forms, read_messages
from engine.compiler.message import FILE_NAME, MessageFile, read_message
from engine.compiler.workspace import Workspace
from engine.journey.diagnostics import Problems
from engine.journey.plan import Task
from engine.store.journeys import load_heads, load_plan
from engine.store.pool import Connection


class FieldShown(msgspec.Struct, frozen=True):
    """A field of the dictionary. `type`: string, int, bool, double, timestamp or list(string)."""

    name: str
    type: str
    data_class: str


class SegmentShown(msgspec.Struct, frozen=True):
    """`when` is CEL; `data_class` follows from the fields it looks at."""

    name: str
    when: str
    data_class: str


class NameShown(msgspec.Struct, frozen=True):
    """A topic, an authorization or a connector. `opt` of topics: in or out."""

    name: str
    title: str
    opt: str = ""


class MessageShown(msgspec.Struct, frozen=True):
    """A message in the organisation's language; subject and preheader as they are written."""

    name: str
    subject: str
    preheader: str
    data_class: str
    languages: list[str]


class Vocabulary(msgspec.Struct, frozen=True):
    """`zone`: the organisation's, an IANA name; `language`: its own; `languages`: all that it writes in.

    `queues`: the lists that tasks of published journeys stand on.
    """

    zone: str
    language: str
    languages: list[str]
    fields: list[FieldShown]
    segments: list[SegmentShown]
    topics: list[NameShown]
    authorizations: list[NameShown]
    connectors: list[NameShown]
    messages: list[MessageShown]
    forms: list[str]
    queues: list[str] = []


class VocabularyController(Controller):
    path = "/api/journeys"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @get(
        "/{slug:str}/vocabulary",
        **may("viewer", 404),
        summary="Fields, segments, topics, messages to speak of",
    )
    async def vocabulary(
        self, request: Request[Caller, Any, Any], conn: Conn, settings: TheSettings, slug: FromPath[str]
    ) -> Vocabulary:
        """What the four documents declare, and this journey's own messages and forms: those of the draft."""
        root = settings.journeys_dir
        texts = await own_texts(conn, root, slug, request.user.account.id)
        own = await asyncio.to_thread(vocabulary_of, root, slug, texts)
        return msgspec.structs.replace(own, queues=await _queues(conn))


async def _queues(conn: Connection) -> list[str]:
    plans = [await load_plan(conn, head.version) for head in await load_heads(conn, closed=True)]
    tasks = [node for plan in plans for node in plan.nodes if isinstance(node, Task)]
    return sorted({name for task in tasks for name in (task.queue, task.escalate) if name})


def vocabulary_of(root: Path, slug: str, texts: Mapping[str, str]) -> Vocabulary:
    """`texts`: the journey's files. Broken ones leave out what cannot be read."""
    workspace, files = read_workspace(root), DraftFiles(root, slug, texts)
    organization, consents, context = workspace.organization, workspace.consents, workspace.context
    connectors = organization.connectors if organization else {}
    forms = read_forms(files, slug, Problems())
    return Vocabulary(
        zone=organization.zone if organization else "UTC",
        language=organization.language if organization else "en",
        languages=_languages(workspace),
        fields=[FieldShown(name, each.type, each.data_class) for name, each in workspace.dictionary.items()],
        segments=[
            SegmentShown(name, each.condition.text, each.data_class)
            for name, each in context.segments.items()
        ],
        topics=[NameShown(name, each.title, each.opt) for name, each in consents.topics.items()],
        authorizations=[NameShown(name, each.title) for name, each in consents.authorizations.items()],
        connectors=[NameShown(name, each.title) for name, each in connectors.items()],
        messages=_messages(files, slug, workspace),
        forms=sorted(forms),
    )


def _languages(workspace: Workspace) -> list[str]:
    told = workspace.organization
    return list(dict.fromkeys((told.language, *told.languages))) if told else ["en"]


def _messages(files: Files, slug: str, workspace: Workspace) -> list[MessageShown]:
    """By name; the variant without a language says what the message is."""
    own = workspace.organization.language if workspace.organization else "en"
    texts = read_messages(files, slug, Problems())
    parts = [
        (found[1], found[2] or "", text)
        for name, text in texts.items()
        if (found := FILE_NAME.fullmatch(name))
    ]
    shown = []
    for name, language, text in sorted(parts):
        message = read_message(MessageFile(name, language, name, text), Problems())
        if language or message is None:
            continue
        others = sorted(other for each, other, _ in parts if each == name and other)
        front = message.front
        shown.append(
            MessageShown(name, front.subject, front.preheader or "", front.data_class, [own, *others])
        )
    return shown
