"""`send`: decide, render, protect, deliver one message."""

from typing import ClassVar, Literal

from engine.journey.part import FieldName, Line, Slug, Step
from engine.journey.times import Anchor, Cap, Window

Protect = Literal["auto", "portal", "end-to-end"]
Track = Literal["clicks", "opens"]


class Send(Step, frozen=True, kw_only=True):
    """A refusal is a result: the journey goes on along `on_skipped`, or simply on.

    `collapse`: of all mails with the same word only the first goes to a person on one of their days.
    """

    kind: ClassVar[str] = "send"
    words: ClassVar[str] = "a send step"

    message: Slug
    channel: Literal["email"] = "email"
    to: Literal["patient"] = "patient"
    at: Anchor | None = None
    purpose: Slug | None = None
    topic: Slug | None = None
    protect: Protect = "auto"
    window: Window | None = None
    cap: Cap | None = None
    collapse: Slug | None = None
    expires: FieldName | Anchor | None = None
    track: tuple[Track, ...] | None = None
    reply_to: Line | None = None
    on_skipped: tuple[Step, ...] | None = None
    on_failed: tuple[Step, ...] | None = None
