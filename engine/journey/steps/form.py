"""`form`: a secure form in the portal, waited for; its answers become the fields `answers.<name>`."""

from typing import Annotated, ClassVar

from engine.journey.part import Duration, FieldName, Key, Slug, Step
from engine.journey.times import Anchor


class Form(Step, frozen=True, kw_only=True):
    """`questions` names `forms/<questions>.yaml` beside the journey. A mail leads to it by `link.form`.

    (Not `form`: the kind itself is that key.)
    """

    kind: ClassVar[str] = "form"
    words: ClassVar[str] = "a form step"

    form: Annotated[Slug, Key("questions")]
    expires: Duration | FieldName | Anchor
    on_submitted: tuple[Step, ...] | None = None
    on_timeout: tuple[Step, ...] | None = None
