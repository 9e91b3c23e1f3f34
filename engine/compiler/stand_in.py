"""Values that stand in for what could not be read, so that the rest of a broken document is still checked.

They are chosen to say nothing: empty names, lists and conditions. Nothing with a stand-in is ever planned.
"""

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from engine.journey.condition import Condition
from engine.journey.duration import Duration
from engine.journey.span import Span

_OF_SCALARS = {str: "", int: 1, bool: False, Duration: Duration(days=1)}


def stand_in(annotation: Any, span: Span) -> Any:
    """For one field, by its annotation; None where nothing else says nothing."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return stand_in(get_args(annotation)[0], span)
    if origin in (Union, types.UnionType):
        members = get_args(annotation)
        lists = [member for member in members if get_origin(member) is tuple]
        return stand_in((lists or members)[0], span)
    if origin is tuple:
        return ()
    if origin is dict:
        return {}
    if origin is Literal:
        return get_args(annotation)[0]
    return Condition("", span) if annotation is Condition else _OF_SCALARS.get(annotation)
