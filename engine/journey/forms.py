"""Forms: what the portal asks a person, in which words, and how closed each answer is.

The answers of a form are fields of the journey: a question `pain_level` is `answers.pain_level`.
"""

from typing import Annotated, ClassVar, Final, Literal

from engine.journey.dictionary import DataClass, FieldType
from engine.journey.part import Answer, Key, Line, Part, Prose, Range, Slug

QuestionType = Literal["yes-no", "choice", "number", "text"]
ANSWERS: Final = "answers"  # the entity under which conditions name them
FIELD_TYPES: Final[dict[str, FieldType]] = {
    "yes-no": "bool",
    "choice": "string",
    "number": "int",
    "text": "string",
}

Words = Line | dict[str, Line]  # one text, or one per language


class QuestionDocument(Part, frozen=True, kw_only=True):
    """`choices`: what may be answered, with the words shown. `least` and `most` bound a number."""

    words: ClassVar[str] = "a question"

    id: Answer
    ask: Words
    type: QuestionType
    data_class: Annotated[DataClass, Key("class")] = "clinical"
    required: bool = True
    choices: dict[str, Words] | None = None
    least: Annotated[int, Range(-1_000_000, 1_000_000)] = 0
    most: Annotated[int, Range(-1_000_000, 1_000_000)] = 100


class FormDocument(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "a form"

    form: Slug
    title: Words
    intro: Prose | dict[str, Prose] | None = None
    thanks: Words | None = None
    questions: tuple[QuestionDocument, ...]
