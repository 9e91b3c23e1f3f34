"""What people may agree to and stop: topics, the texts agreed to, written authorizations."""

from typing import Annotated, ClassVar, Literal

import msgspec

from engine.journey.part import Key, LawName, Line, Part, Prose, Range


class TopicDocument(Part, frozen=True, kw_only=True):
    """`opt`: `out` topics are sent until someone stops them, `in` topics only once agreed to."""

    words: ClassVar[str] = "a topic"

    title: Line
    opt: Literal["in", "out"] = "out"
    text: Prose | None = None
    version: Annotated[int, Range(1, 100_000)] = 1


class AuthorizationDocument(Part, frozen=True, kw_only=True):
    """The core elements and statements of 45 CFR 164.508(c)(1) and (2).

    Signature and date are the patient's own record. `conditions`: whether care depends on signing;
    `redisclosure`: that whoever gets the information may pass it on. `covers`: laws of specially protected
    fields (`law:` in the dictionary) whose consent it is.
    """

    words: ClassVar[str] = "an authorization"

    title: Line
    information: Prose | None = None
    disclosed_by: Annotated[Prose | None, Key("from")] = None
    disclosed_to: Annotated[Prose | None, Key("to")] = None
    purpose: Prose | None = None
    expires: Line | None = None
    revocation: Prose | None = None
    conditions: Prose | None = None
    redisclosure: Prose | None = None
    covers: tuple[LawName, ...] = ()
    version: Annotated[int, Range(1, 100_000)] = 1


class ConsentsDocument(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "consents"

    topics: dict[str, TopicDocument]
    authorizations: dict[str, AuthorizationDocument] = msgspec.field(default_factory=dict)


class Topic(msgspec.Struct, frozen=True):
    title: str
    opt: Literal["in", "out"]
    text: str
    version: int


class Authorization(msgspec.Struct, frozen=True):
    title: str
    version: int
    information: str
    disclosed_by: str
    disclosed_to: str
    purpose: str
    expires: str
    revocation: str
    conditions: str = ""
    redisclosure: str = ""
    covers: tuple[str, ...] = ()


class Consents(msgspec.Struct, frozen=True):
    topics: dict[str, Topic] = {}
    authorizations: dict[str, Authorization] = {}
