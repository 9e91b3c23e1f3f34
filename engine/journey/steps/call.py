"""`call`: a signed webhook to a host the organisation has approved."""

from typing import ClassVar

from engine.journey.part import FieldName, Line, Slug, Step


class Call(Step, frozen=True, kw_only=True):
    """Exactly one of `url` and `connector`. `fields` are all that is told besides the step itself."""

    kind: ClassVar[str] = "call"
    words: ClassVar[str] = "a call step"

    url: Line | None = None
    connector: Slug | None = None
    fields: tuple[FieldName, ...] = ()
    on_failed: tuple[Step, ...] | None = None
