"""What may be written where: a struct's annotation, seen as the shape of YAML it is read from.

The formatter, the JSON Schemas, the reference and the language server all walk documents by these
shapes, so that none of them has its own idea of the language. `engine.compiler.read` is the reader.
"""

import types
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from engine.compiler.read import Slot, slots
from engine.journey.part import Part, Step
from engine.journey.steps import KINDS


class Word(msgspec.Struct, frozen=True):
    """One scalar: text, number, duration, condition … `extras` are its Spelling, Range and so on."""

    annotation: Any
    extras: tuple[Any, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The words a Literal allows; none where it is no Literal."""
        return get_args(self.annotation) if get_origin(self.annotation) is Literal else ()


class Many(msgspec.Struct, frozen=True):
    """A list."""

    member: "Shape"


class Named(msgspec.Struct, frozen=True):
    """A mapping from names the author chooses; their order is the author's too."""

    member: "Shape"


class Record(msgspec.Struct, frozen=True):
    """A mapping with the words of one struct."""

    kind: type[Part]


class AnyStep(msgspec.Struct, frozen=True):
    """A mapping whose first key is a kind of step."""


class OneOf(msgspec.Struct, frozen=True):
    """Several shapes; which one is meant shows by what is written."""

    members: tuple["Shape", ...]


Shape = Word | Many | Named | Record | AnyStep | OneOf


def shape_of(annotation: Any) -> Shape:
    """The shape of an annotation as `engine.compiler.read` understands it; None in a union is left out."""
    origin, extras = get_origin(annotation), ()
    if origin is Annotated:
        annotation, *more = get_args(annotation)
        origin, extras = get_origin(annotation), tuple(more)
    if origin in (Union, types.UnionType):
        members = [one for one in get_args(annotation) if one is not type(None)]
        found = tuple(shape_of(Annotated[one, *extras] if extras else one) for one in members)
        return found[0] if len(found) == 1 else OneOf(found)
    if origin is tuple:
        return Many(shape_of(get_args(annotation)[0]))
    if origin is dict:
        return Named(shape_of(get_args(annotation)[1]))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return AnyStep() if annotation is Step else Record(annotation)
    return Word(annotation, extras)


def fitting(shape: Shape | None, sort: type) -> Shape | None:
    """Of alternatives the first of a sort, as the reader chooses; `sort` is Word, Many or Named.

    Named stands for every mapping: a record and a step are mappings too.
    """
    wanted = (Named, Record, AnyStep) if sort is Named else (sort,)
    for one in shape.members if isinstance(shape, OneOf) else (shape,):
        if isinstance(one, wanted):
            return one
    return None


def step_kind(keys: list[str]) -> str:
    """The kind of a step with these keys: the first key, else the first that is a kind; "" for none."""
    return next((key for key in keys if key in KINDS), "")


@cache
def record_slots(kind: type[Part]) -> dict[str, Slot]:
    """The words of a struct, in the order they are declared. A step's id has its kind as word."""
    if issubclass(kind, Step):
        return {kind.kind if slot.name == "id" else slot.key: slot for slot in slots(kind)}
    return {slot.key: slot for slot in slots(kind)}
