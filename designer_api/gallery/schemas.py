"""What the gallery gives, and what beginning from one of its journeys takes."""

from typing import Annotated

import msgspec


class TemplateShown(msgspec.Struct, frozen=True):
    """A journey of the library. `purpose`: the first paragraph of its README; `languages` of its mails."""

    slug: str
    title: str
    purpose: str
    steps: int
    languages: list[str]


class Gallery(msgspec.Struct, frozen=True):
    items: list[TemplateShown]
    next: str | None = None


class TemplateText(msgspec.Struct, frozen=True):
    """`source`: its journey.yaml. Whoever shows it draws it, in the words of who looks.

    `subjects`: what people call its messages, by their names.
    """

    source: str
    subjects: dict[str, str]


class UseTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`journey`: the new journey's name, as its folder will be called: `visit-reminder`."""

    journey: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    title: Annotated[str, msgspec.Meta(max_length=120)] = ""


class BeginEmpty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`journey`: the new journey's name, as its folder will be called; `title`: what people call it.

    `owner`: the team that answers for it, never somebody's address; "": the one that most journeys here have.
    """

    journey: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    owner: Annotated[str, msgspec.Meta(max_length=120)] = ""


class Begun(msgspec.Struct, frozen=True):
    """A draft of your own. `problems` it has here: what your documents do not declare yet, in words."""

    journey: str
    revision: int
    problems: list[str]
