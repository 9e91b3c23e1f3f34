"""One message as one person would read it: from text that need not be saved. Sends and stores nothing."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from designer_api.drafts.service import require_draft
from designer_api.drafts.workspace import compile_draft
from designer_api.journeys.problems import problems_of
from designer_api.messages.editing import FieldUsed, Preview, Previewed
from designer_api.messages.reading import Reader, body_of, sample_reader, segments_of
from engine.compiler import Compiled, Template, Workspace
from engine.compiler.message import FILE_NAME, MessageFile, read_message
from engine.compiler.templates import compile_message
from engine.errors import NotFound, Refused
from engine.journey.diagnostics import Problems
from engine.journey.organization import Organization
from engine.rendering.render import Unwritten
from engine.store.appointments import load_appointments, read_appointment
from engine.store.bodies import Body
from engine.store.facts import Subject, describe, zone_of
from engine.store.people import load_people
from engine.store.pool import Connection
from engine.store.sealing import Vault

_NEAREST: Final = """
SELECT id FROM appointment WHERE patient_id = $1 AND starts_at IS NOT NULL
ORDER BY starts_at < $2, abs(extract(epoch FROM starts_at - $2)) LIMIT 1
"""


async def preview_message(
    conn: Connection, vault: Vault, root: Path, account: UUID, asked: Preview, now: datetime
) -> Previewed:
    """Of the caller's draft. Raises NotFound for what there is not, Refused `file-name-unknown`."""
    if FILE_NAME.fullmatch(asked.file) is None:
        raise Refused(
            "file-name-unknown", "A message is called reminder.mjml, or reminder.es.mjml in Spanish."
        )
    draft, _ = await require_draft(conn, root, asked.journey, account)
    files = draft.files | {f"messages/{asked.file}": asked.text}
    workspace, journey = await asyncio.to_thread(compile_draft, root, asked.journey, files)
    organization = workspace.organization
    if organization is None:
        raise Refused("organization-broken", "organization.yaml cannot be read, so nobody can be written to.")
    reader = await _reader(conn, vault, workspace, organization, asked, now)
    return await asyncio.to_thread(_written, workspace, journey, organization, reader, asked, now)


async def _reader(
    conn: Connection,
    vault: Vault,
    workspace: Workspace,
    organization: Organization,
    asked: Preview,
    now: datetime,
) -> Reader:
    if asked.patient is not None:
        return await _patient(conn, vault, workspace, organization, asked.patient, now)
    return sample_reader(asked.sample, workspace.dictionary, organization, now)


async def _patient(
    conn: Connection,
    vault: Vault,
    workspace: Workspace,
    organization: Organization,
    patient: UUID,
    now: datetime,
) -> Reader:
    """With their next visit, or the latest where none is to come."""
    people = await load_people(conn, vault, [patient])
    if patient not in people:
        raise NotFound("patient-unknown", "There is no such person.")
    row = people[patient]
    nearest = await conn.fetchval(_NEAREST, patient, now)
    visits = await load_appointments(conn, [nearest] if nearest else [])
    visit = read_appointment(vault, visits[0], row) if visits else None
    names = {*workspace.dictionary, "organization.name", "organization.phone", "organization.address"}
    return Reader(describe(Subject(row, visit, organization, now), names), zone_of(row, organization))


def _written(
    workspace: Workspace,
    journey: Compiled,
    organization: Organization,
    reader: Reader,
    asked: Preview,
    now: datetime,
) -> Previewed:
    problems = [each for each in problems_of(journey) if each.path.endswith(f"/messages/{asked.file}")]
    template, faulty = _template(workspace, organization, asked)
    if template is None:
        return Previewed("", "", "", "", "", "cannot-compile", "", [], [], problems)
    held = _segments(workspace, template, reader, asked, now)
    body = body_of(template, reader, held)
    reason = ""
    if isinstance(body, Unwritten):
        # A name that nobody has is a fault of the text, not something unknown of this person.
        reason = "cannot-compile" if faulty else body.reason
    found = Body("", "", "", "") if isinstance(body, Unwritten) else body
    return Previewed(
        subject=found.subject,
        preheader=found.preheader,
        html=found.html,
        text=found.text,
        language=template.language,
        reason=reason,
        data_class=template.data_class,
        fields=[_used(workspace, name, reader) for name in template.fields],
        segments=[name for name in template.segments if held.get(name)],
        problems=problems,
    )


def _template(
    workspace: Workspace, organization: Organization, asked: Preview
) -> tuple[Template | None, bool]:
    """And whether there are errors in its text."""
    name, language = _parts(asked.file)
    problems = Problems()
    message = read_message(MessageFile(name, language, asked.file, asked.text), problems)
    if message is None:
        return None, True
    spoken = language or organization.language
    template = compile_message(message, spoken, workspace.dictionary, problems).template
    return template, problems.has_errors()


def _parts(file: str) -> tuple[str, str]:
    found = FILE_NAME.fullmatch(file)
    return (found[1], found[2] or "") if found else (file, "")


def _segments(
    workspace: Workspace, template: Template, reader: Reader, asked: Preview, now: datetime
) -> dict[str, bool]:
    if asked.segments is not None:
        return {name: name in asked.segments for name in template.segments}
    return segments_of(reader, template.segments, workspace.segments, workspace.dictionary, now)


def _used(workspace: Workspace, name: str, reader: Reader) -> FieldUsed:
    known = workspace.dictionary.get(name)
    value = reader.values.get(name)
    return FieldUsed(name, known.data_class if known else "operational", value not in (None, ""))
