"""The mails that a request for approval is about: each language by its templates before and after.

Templates are kept by their hash and never change, so that what somebody approves stays there to be looked at,
whatever becomes of the draft.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from engine.compiler import Template
from engine.compiler.compare import Difference
from engine.compiler.compare.approvals import only_kind
from engine.errors import NotFound
from engine.journey.plan import MessagePlan, Plan
from engine.store.journeys import TemplateRow, load_plan, save_templates
from engine.store.pool import Connection
from engine.store.publishing import row_of
from engine.store.templates import load_templates


class MailVariant(msgspec.Struct, frozen=True):
    """One language of one message. `before`, `after`: the hash of its template; "" where there is none.

    `segments`: those that either of them asks about.
    """

    name: str
    language: str
    before: str
    after: str
    segments: tuple[str, ...] = ()


class MailPair(msgspec.Struct, frozen=True):
    variant: MailVariant
    before: TemplateRow | None
    after: TemplateRow | None


async def changed_mails(
    connection: Connection, difference: Difference, slug: str, plan: Plan, templates: Iterable[Template]
) -> list[MailVariant]:
    """Every variant that people would read otherwise. Keeps the templates that are not in force yet."""
    change = next((one for one in difference.journeys if one.slug == slug), None)
    if change is None:
        return []
    old = (await load_plan(connection, change.before)).messages if change.before else {}
    variants = [
        variant
        for name in sorted(old.keys() | plan.messages.keys())
        for variant in _variants(name, old.get(name), plan.messages.get(name))
    ]
    wanted = {variant.after for variant in variants}
    await save_templates(connection, [row_of(one) for one in templates if one.sha256 in wanted])
    return variants


def mails_of_kind(mails: Iterable[MailVariant], difference: Difference, kind: str) -> list[dict[str, Any]]:
    """Those that a request of this kind speaks of; with a journey that is new, all of them."""
    part = only_kind(difference, kind).journeys
    whole = any(one.state in ("added", "removed") for one in part)
    names = {message.name for one in part for message in one.messages}
    return [msgspec.to_builtins(mail) for mail in mails if whole or mail.name in names]


async def load_pairs(connection: Connection, request: UUID) -> list[MailPair]:
    """Raises NotFound `approval-unknown`."""
    stored = await connection.fetchval("select mails from approval_request where id = $1", request)
    if stored is None:
        raise NotFound("approval-unknown", "Nobody asked for this approval.")
    variants = msgspec.convert(stored, list[MailVariant])
    hashes = {sha for one in variants for sha in (one.before, one.after) if sha}
    rows = await load_templates(connection, hashes)
    return [MailPair(one, rows.get(one.before), rows.get(one.after)) for one in variants]


def _variants(name: str, old: MessagePlan | None, new: MessagePlan | None) -> Iterable[MailVariant]:
    before, after = (one.variants if one else {} for one in (old, new))
    segments = {segment for one in (old, new) if one for segment in one.segments}
    for language in sorted(before.keys() | after.keys()):
        pair = before.get(language, ""), after.get(language, "")
        if pair[0] != pair[1]:
            yield MailVariant(name, language, *pair, tuple(sorted(segments)))
