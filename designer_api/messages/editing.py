"""What the message editor asks and is told."""

from typing import Annotated
from uuid import UUID

import msgspec

from designer_api.journeys.schemas import Problem

_TEXT = msgspec.Meta(max_length=262_144)
_NAME = msgspec.Meta(max_length=120)


class SampleShown(msgspec.Struct, frozen=True):
    """A made-up person; `language` is a BCP 47 tag, empty for not known."""

    id: str
    name: str
    about: str
    language: str


class SampleList(msgspec.Struct, frozen=True):
    items: list[SampleShown]
    next: str | None = None


class Preview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`file`: `reminder.mjml` or `reminder.es.mjml`; `text`: as it is being written.

    `sample`: a made-up person's id; `patient`: a real person instead, which takes an operator and is audited.
    `segments`: those the person is taken to be in; null: as their values say.
    """

    journey: Annotated[str, _NAME]
    file: Annotated[str, _NAME]
    text: Annotated[str, _TEXT]
    sample: Annotated[str, _NAME] = "ana"
    patient: UUID | None = None
    segments: list[str] | None = None


class FieldUsed(msgspec.Struct, frozen=True):
    """A field that the mail is written with; `known`: this person has a value for it."""

    name: str
    data_class: str
    known: bool


class Previewed(msgspec.Struct, frozen=True):
    """`reason` says why there is no mail: cannot-compile, value-missing, mail-too-long, template-refused.

    Where the text has errors and there is no mail, it is cannot-compile.
    """

    subject: str
    preheader: str
    html: str
    text: str
    language: str
    reason: str
    data_class: str
    fields: list[FieldUsed]
    segments: list[str]
    problems: list[Problem]
