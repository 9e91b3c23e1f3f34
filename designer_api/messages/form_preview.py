"""One form as the portal would show it: from text that need not be saved. Stores and opens nothing."""

import asyncio
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec

from designer_api.drafts.service import require_draft
from designer_api.drafts.workspace import DraftFiles
from designer_api.journeys.problems import problems_of
from designer_api.journeys.schemas import Problem
from designer_api.portal.form_page import Offer, show_form
from designer_api.portal.pages_for import Sender, draw
from engine.compiler.context import Context
from engine.compiler.folder import compile_folder
from engine.compiler.forms import FILE_NAME, lower_form, read_forms
from engine.compiler.workspace import read_context
from engine.errors import Refused
from engine.journey.diagnostics import Problems
from engine.journey.forms import FormDocument
from engine.store.drafts import Texts
from engine.store.pool import Connection

_NOWHERE = Offer("", "")


class FormPreview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`form`: its name; `text`: as it is being written; `language`: the reader's, a BCP 47 tag."""

    journey: Annotated[str, msgspec.Meta(max_length=120)]
    form: Annotated[str, msgspec.Meta(max_length=64)]
    text: Annotated[str, msgspec.Meta(max_length=262_144)]
    language: Annotated[str, msgspec.Meta(max_length=35)] = ""


class FormPreviewed(msgspec.Struct, frozen=True):
    """`html`: the portal's own page; empty while the form cannot be read, which `problems` tell."""

    html: str
    language: str
    problems: list[Problem]


async def preview_form(conn: Connection, root: Path, account: UUID, asked: FormPreview) -> FormPreviewed:
    """In the caller's draft. Raises NotFound `journey-not-found`, Refused `file-name-unknown`."""
    if FILE_NAME.fullmatch(f"{asked.form}.yaml") is None:
        raise Refused("file-name-unknown", "A form is named by small letters, digits, hyphens: about-you.")
    draft, _ = await require_draft(conn, root, asked.journey, account)
    return await asyncio.to_thread(_previewed, root, draft.files, asked)


def _previewed(root: Path, files: Texts, asked: FormPreview) -> FormPreviewed:
    path = f"forms/{asked.form}.yaml"
    context = read_context(root)[0]
    texts = {**files, path: asked.text}
    journey = compile_folder(DraftFiles(root, asked.journey, texts), asked.journey, context)
    problems = [each for each in problems_of(journey) if each.path.endswith(f"{asked.journey}/{path}")]
    home = context.organization.language if context.organization else "en"
    language = asked.language or home
    form = read_forms({asked.form: (path, asked.text)}, Problems()).get(asked.form)
    html = _page(form, context, (language, home)) if form is not None and _is_readable(form) else ""
    return FormPreviewed(html, language, problems)


def _is_readable(form: FormDocument) -> bool:
    return not form.broken and not any(question.broken for question in form.questions)


def _page(form: FormDocument, context: Context, languages: tuple[str, str]) -> str:
    sender = context.organization
    known = Sender(sender.name, sender.phone, sender.address) if sender else Sender()
    shown = show_form(lower_form(form, context), languages, _NOWHERE)
    return draw("form", known, languages[0], form=shown).content
