"""Puts compiled journeys in force: the organisation's documents, versions and templates, all or nothing."""

from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from engine.compiler import Compiled, Template, Workspace
from engine.errors import Refused
from engine.store.drafts import keep_files_of_version
from engine.store.journeys import Published, TemplateRow, publish
from engine.store.organization import save_organization
from engine.store.pool import Connection


async def publish_workspace(
    connection: Connection, workspace: Workspace, *, by: str, now: datetime, note: str = ""
) -> list[Published]:
    """All of it or nothing; what is in force already stays as it is. `now`: journey time.

    Raises Refused `journeys-have-errors`.
    """
    if workspace.has_errors or workspace.organization is None:
        raise Refused("journeys-have-errors", "Nothing was published: there are errors in the journeys.")
    async with connection.transaction():
        await save_documents(connection, workspace, now)
        return [
            await publish_journey(connection, journey, by=by, now=now, note=note)
            for journey in workspace.journeys
        ]


async def publish_journey(
    connection: Connection, journey: Compiled, *, by: str, now: datetime, note: str = ""
) -> Published:
    """One journey against the documents in force. Raises Refused `journeys-have-errors`."""
    if journey.plan is None:
        raise Refused("journeys-have-errors", f"{journey.slug} was not published: it has errors.")
    rows = [row_of(each) for each in journey.templates]
    async with connection.transaction():
        done = await publish(connection, journey.plan, journey.text, rows, by=by, note=note, now=now)
        await keep_files_of_version(connection, done.version, _files(journey))
        return done


def _files(journey: Compiled) -> dict[str, str]:
    """By their paths inside the journey's folder."""
    folder = journey.path.removesuffix("journey.yaml")
    return {path.removeprefix(folder): text for path, text in journey.sources.items()}


def documents_of(workspace: Workspace) -> tuple[str, dict[str, Any]]:
    """The four documents as they are stored, and their hash."""
    body = {
        "organization": msgspec.to_builtins(workspace.organization),
        "consents": msgspec.to_builtins(workspace.consents),
        "dictionary": msgspec.to_builtins(workspace.dictionary),
        "segments": workspace.segments,
    }
    return sha256(msgspec.json.encode(body, order="sorted")).hexdigest(), body


async def save_documents(connection: Connection, workspace: Workspace, now: datetime) -> None:
    digest, body = documents_of(workspace)
    await save_organization(connection, digest, body, now)


def row_of(template: Template) -> TemplateRow:
    return TemplateRow(
        sha256=template.sha256,
        name=template.name,
        language=template.language,
        subject=template.subject,
        preheader=template.preheader,
        html=template.html,
        text=template.text,
        data_class=template.data_class,
        links=template.links,
    )
