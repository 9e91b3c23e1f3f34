"""What somebody approves, as mail: each changed message before and after, written to a made-up person."""

import asyncio
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from designer_api.messages.reading import Reader, body_of, sample_reader, segments_of
from engine.compiler.context import Context
from engine.compiler.workspace import read_context
from engine.errors import NotFound, Refused
from engine.journey.organization import Organization
from engine.rendering.render import Unwritten
from engine.settings import Settings
from engine.store.approved_mails import MailPair, load_pairs
from engine.store.journeys import TemplateRow
from engine.store.pool import Connection

_NAME = msgspec.Meta(max_length=120)
_USUAL = "ben"  # the made-up person whose mails are compared, to find the segments that read otherwise


class MailAsked(msgspec.Struct, frozen=True):
    """One language of a message that is added, removed or changed.

    `segments`: people in these read it otherwise than before; `everybody`: so do people in none of them.
    """

    name: str
    language: str
    state: str
    segments: list[str]
    everybody: bool


class MailsAsked(msgspec.Struct, frozen=True):
    items: list[MailAsked]


class LookAtMail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`sample`: a made-up person; `segments`: those they are taken to be in, null: as their values say."""

    name: Annotated[str, _NAME]
    language: Annotated[str, _NAME]
    sample: Annotated[str, _NAME] = "ana"
    segments: Annotated[list[Annotated[str, _NAME]], msgspec.Meta(max_length=50)] | None = None


class MailRead(msgspec.Struct, frozen=True):
    """`reason` says why there is no mail: value-missing, mail-too-long, template-refused."""

    subject: str
    preheader: str
    html: str
    text: str
    data_class: str
    reason: str


class MailCompared(msgspec.Struct, frozen=True):
    """null: the message, or this language of it, was not there, or will not be."""

    before: MailRead | None
    after: MailRead | None


async def list_mails(conn: Connection, settings: Settings, request: UUID, now: datetime) -> MailsAsked:
    """Raises NotFound `approval-unknown`."""
    pairs = await load_pairs(conn, request)
    return await asyncio.to_thread(_listed, settings, pairs, now)


async def compare_mail(
    conn: Connection, settings: Settings, request: UUID, asked: LookAtMail, now: datetime
) -> MailCompared:
    """Raises NotFound `approval-unknown`, `mail-unknown`, `sample-unknown`."""
    pairs = await load_pairs(conn, request)
    same = [one for one in pairs if (one.variant.name, one.variant.language) == (asked.name, asked.language)]
    if not same:
        raise NotFound("mail-unknown", "This request changes no such mail.")
    return await asyncio.to_thread(_compared, settings, same[0], asked, now)


def _listed(settings: Settings, pairs: list[MailPair], now: datetime) -> MailsAsked:
    context, organization = _documents(settings)
    reader = sample_reader(_USUAL, context.dictionary, organization, now)
    return MailsAsked([_asked(pair, reader) for pair in pairs])


def _asked(pair: MailPair, reader: Reader) -> MailAsked:
    """Where no segment alone reads otherwise, everybody does, if only by its looks."""
    variant = pair.variant
    told = [name for name in variant.segments if _differs(pair, reader, {name: True})]
    everybody = not told or _differs(pair, reader, {})
    state = "added" if not variant.before else "changed" if variant.after else "removed"
    return MailAsked(variant.name, variant.language, state, told, everybody)


def _differs(pair: MailPair, reader: Reader, segments: dict[str, bool]) -> bool:
    """In words: what a segment would see leaves its empty room in the page of everybody else."""
    before, after = (_words(one, reader, segments) for one in (pair.before, pair.after))
    return before != after


def _words(template: TemplateRow | None, reader: Reader, segments: dict[str, bool]) -> tuple[str, ...]:
    body = body_of(template, reader, segments) if template is not None else Unwritten("no-mail")
    return (
        (body.reason,) if isinstance(body, Unwritten) else (body.subject, body.preheader, *body.text.split())
    )


def _compared(settings: Settings, pair: MailPair, asked: LookAtMail, now: datetime) -> MailCompared:
    context, organization = _documents(settings)
    reader = sample_reader(asked.sample, context.dictionary, organization, now)
    names = pair.variant.segments
    conditions = {name: segment.condition.text for name, segment in context.segments.items()}
    held = (
        segments_of(reader, names, conditions, context.dictionary, now)
        if asked.segments is None
        else {name: name in asked.segments for name in names}
    )
    return MailCompared(_read(pair.before, reader, held), _read(pair.after, reader, held))


def _read(template: TemplateRow | None, reader: Reader, segments: dict[str, bool]) -> MailRead | None:
    if template is None:
        return None
    body = body_of(template, reader, segments)
    if isinstance(body, Unwritten):
        return MailRead("", "", "", "", template.data_class, body.reason)
    return MailRead(body.subject, body.preheader, body.html, body.text, template.data_class, "")


def _documents(settings: Settings) -> tuple[Context, Organization]:
    context, _, _ = read_context(settings.journeys_dir)
    if context.organization is None:
        raise Refused("organization-broken", "organization.yaml cannot be read, so nobody can be written to.")
    return context, context.organization
