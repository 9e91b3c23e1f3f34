"""What the routes about mails give."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec


class MessageSummary(msgspec.Struct, frozen=True):
    id: UUID
    journey: str
    step: str
    patient: UUID
    masked_name: str
    state: str
    method: str
    reason: str
    subject_masked: str  # the template's, with every personal value left out
    created_at: datetime
    sent_at: datetime | None


class MessagePage(msgspec.Struct, frozen=True):
    items: list[MessageSummary]
    next: str | None = None


class Fact(msgspec.Struct, frozen=True):
    """One rule of the policy: did it hold, in words without patient data. `value`: what it looked at."""

    code: str
    words: str
    holds: bool
    value: str = ""


class Why(msgspec.Struct, frozen=True):
    sentence: str
    facts: list[Fact]


class EngagementShown(msgspec.Struct, frozen=True):
    type: str
    at: datetime


class MessageDetail(MessageSummary, frozen=True):
    enrollment: UUID
    title: str
    visit: int
    language: str
    purpose: str
    topic: str
    data_class: str
    attempts: int
    expires_at: datetime | None
    rfc_message_id: str
    version: str
    evidence: dict[str, Any] | None
    why: Why
    engagement: list[EngagementShown]
    body_available: bool


class MessageBody(msgspec.Struct, frozen=True):
    """In clear: every answer of this form was written to the audit trail."""

    subject: str
    preheader: str
    html: str
    text: str
