"""One of two sides to be compared: what a directory says, or what an installation has in force."""

from typing import Any

import msgspec

from engine.compiler.load import load
from engine.compiler.read import read
from engine.compiler.templates import Template
from engine.compiler.workspace import Workspace
from engine.journey.diagnostics import Problems
from engine.journey.journey import Journey
from engine.journey.organization import Organization
from engine.journey.plan import Plan


class JourneySide(msgspec.Struct, frozen=True):
    """`journey` is None where the text cannot be read, `plan` where it has errors.

    `messages`: name → language → template, of the messages that some step sends; empty without a plan.
    """

    slug: str
    source: str
    version: str = ""
    journey: Journey | None = None
    plan: Plan | None = None
    messages: dict[str, dict[str, Template]] = {}


class Side(msgspec.Struct, frozen=True):
    """The documents as plain values; `topics`, `authorizations` and `dictionary` by name, then by field."""

    journeys: dict[str, JourneySide]
    organization: dict[str, Any] = {}
    topics: dict[str, dict[str, Any]] = {}
    authorizations: dict[str, dict[str, Any]] = {}
    dictionary: dict[str, dict[str, Any]] = {}
    segments: dict[str, str] = {}


def side_of(workspace: Workspace) -> Side:
    """What a directory says, errors and all."""
    journeys = {
        one.slug: journey_side(one.slug, one.text, one.plan, one.version, one.templates)
        for one in workspace.journeys
    }
    return side_of_documents(
        journeys,
        organization=msgspec.to_builtins(workspace.organization) or {},
        consents=msgspec.to_builtins(workspace.consents),
        dictionary=msgspec.to_builtins(workspace.dictionary),
        segments=workspace.segments,
    )


def organization_fields(stored: dict[str, Any] | None) -> dict[str, Any]:
    """As this build writes it: what it has learned since it was stored, or leaves out, is no difference."""
    found: dict[str, Any] = msgspec.to_builtins(msgspec.convert(stored, Organization)) if stored else {}
    return found


def side_of_documents(
    journeys: dict[str, JourneySide],
    *,
    organization: dict[str, Any],
    consents: dict[str, Any],
    dictionary: dict[str, Any],
    segments: dict[str, str],
) -> Side:
    """From the four documents as they are stored: see `engine.store.organization`."""
    return Side(
        journeys=journeys,
        organization=organization_fields(organization),
        topics=consents.get("topics", {}),
        authorizations=consents.get("authorizations", {}),
        dictionary=dictionary,
        segments=segments,
    )


def journey_side(
    slug: str, source: str, plan: Plan | None, version: str, templates: tuple[Template, ...]
) -> JourneySide:
    by_hash = {template.sha256: template for template in templates}
    named = plan.messages if plan is not None else {}
    messages = {
        name: {
            language: by_hash[sha256] for language, sha256 in message.variants.items() if sha256 in by_hash
        }
        for name, message in named.items()
    }
    return JourneySide(slug, source, version, read_document(source), plan, messages)


def read_document(source: str) -> Journey | None:
    """The journey as far as its text can be read; its problems are somebody else's business."""
    problems = Problems()
    node = load(source, "journey.yaml", problems)
    return read(Journey, node, problems) if node is not None else None
