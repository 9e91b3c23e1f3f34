"""The data dictionary: every field a journey may speak of, its type and how closed it is."""

from typing import Annotated, ClassVar, Final, Literal

import msgspec

from engine.journey.part import Key, Line, Part

DataClass = Literal["operational", "preference", "demographic", "identifier", "clinical", "protected"]
CLASSES: Final = ("operational", "preference", "demographic", "identifier", "clinical", "protected")
FieldType = Literal["string", "int", "bool", "double", "timestamp", "list(string)"]


class FieldDocument(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "a field"

    type: FieldType
    data_class: Annotated[DataClass, Key("class")]
    origin: Annotated[Line | None, Key("from")] = None
    codes: Line | None = None
    law: Line | None = None


class Field(msgspec.Struct, frozen=True):
    """`type` is unknown where the dictionary does not say it in words we know; it then fits everything.

    `law`: what protects it besides, such as 42-cfr-2 or hiv; empty for nothing.
    """

    type: FieldType | Literal["unknown"]
    data_class: DataClass
    law: str = ""


Dictionary = dict[str, Field]  # by dotted name


def rank(data_class: str) -> int:
    """0 (open) to 5 (closed); an unknown class is as closed as can be."""
    return CLASSES.index(data_class) if data_class in CLASSES else len(CLASSES) - 1


def most_closed(classes: list[str]) -> str:
    """The most closed of `classes`; "operational" of none."""
    return max(classes, key=rank, default="operational")
