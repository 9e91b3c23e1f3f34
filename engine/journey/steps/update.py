"""`update`: change preference or operational fields, never clinical ones."""

from typing import ClassVar

import msgspec

from engine.journey.part import Slug, Step


class Update(Step, frozen=True, kw_only=True):
    kind: ClassVar[str] = "update"
    words: ClassVar[str] = "an update step"

    set: dict[str, str | int | bool] = msgspec.field(default_factory=dict)
    tag: Slug | tuple[Slug, ...] = ()
    untag: Slug | tuple[Slug, ...] = ()
