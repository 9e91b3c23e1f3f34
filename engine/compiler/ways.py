"""How each value of a document is read: worked out once of its annotation, not each time it is read."""

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from engine.compiler.tree import Items, Mapping, Text
from engine.journey.part import Part, Step

_NODES = (Text, Items, Mapping)


class Way(msgspec.Struct, frozen=True):
    """`core`: text that may be a number or a truth value. `shapes`: another way for each kind of node."""

    kind: Literal["scalar", "core", "list", "mapping", "step", "part", "choice"]
    annotation: Any = None
    extras: tuple[Any, ...] = ()
    member: "Way | None" = None
    shapes: dict[type, "Way"] | None = None

    @property
    def inner(self) -> "Way":
        """Of each value of a list or mapping."""
        return self.member or self


def way_of(annotation: Any) -> Way:
    origin, extras = get_origin(annotation), ()
    if origin is Annotated:
        annotation, *more = get_args(annotation)
        origin, extras = get_origin(annotation), tuple(more)
    if origin in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return Way("choice", shapes={node: _chosen(members, extras, node) for node in _NODES})
    if origin is tuple:
        return Way("list", member=way_of(get_args(annotation)[0]))
    if origin is dict:
        return Way("mapping", member=way_of(get_args(annotation)[1]))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return Way("step" if annotation is Step else "part", annotation)
    return Way("scalar", annotation, extras)


def _chosen(members: list[Any], extras: tuple[Any, ...], node: type) -> Way:
    """The member that fits the node's shape; of several scalars the narrowest is tried first."""
    fitting = [member for member in members if _shape(member) is node] or members[:1]
    if node is Text and {int, bool} & set(fitting):
        return Way("core")
    return way_of(Annotated[fitting[0], *extras] if extras else fitting[0])


def _shape(annotation: Any) -> type:
    """Which kind of node an annotation is read from."""
    if get_origin(annotation) is Annotated:
        return _shape(get_args(annotation)[0])
    if get_origin(annotation) is tuple:
        return Items
    if get_origin(annotation) is dict or (isinstance(annotation, type) and issubclass(annotation, Part)):
        return Mapping
    return Text
