"""Component schemas: what each struct means, and that answers always hold every field."""

import inspect
from collections.abc import Iterator
from typing import Any

import msgspec

_REF = "#/components/schemas/"


def complete_schemas(document: dict[str, Any]) -> None:
    """In place. Only what callers send may leave a field out: what is answered is written whole."""
    schemas: dict[str, Any] = document["components"]["schemas"]
    structs = {name: _struct(name, set(schema.get("properties", {}))) for name, schema in schemas.items()}
    sent = _reached(document, schemas, [each.get("requestBody", {}) for each in _operations(document)])
    for name, schema in schemas.items():
        struct = structs[name]
        if struct is not None and (text := _meaning(struct)):
            schema["description"] = text
        whole = struct is not None and not struct.__struct_config__.omit_defaults
        if name not in sent and whole and schema.get("properties"):
            schema["required"] = sorted(schema["properties"])
        if struct is not None and struct.__struct_config__.forbid_unknown_fields:
            schema["additionalProperties"] = False


def names_in(schema: Any) -> Iterator[str]:
    """Every component that a piece of the document names, once for each mention."""
    if isinstance(schema, dict):
        ref = schema.get("$ref", "")
        if isinstance(ref, str) and ref.startswith(_REF):
            yield ref.removeprefix(_REF)
        for value in schema.values():
            yield from names_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from names_in(value)


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def _reached(document: dict[str, Any], schemas: dict[str, Any], starts: list[Any]) -> set[str]:
    found: set[str] = set()
    waiting = [name for start in starts for name in names_in(start)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(names_in(schemas.get(name, {})))
    return found


def _struct(name: str, properties: set[str]) -> type[msgspec.Struct] | None:
    """The struct behind a component; two of one name are told apart by their module in front.

    What else is loaded must change nothing: a namesake that no route knows has other fields or is not meant.
    """
    fitting = [
        each
        for each in _descendants(msgspec.Struct)
        if name in (each.__name__, _long_name(each)) and properties == set(each.__struct_encode_fields__)
    ]
    long = [each for each in fitting if _long_name(each) == name]
    ours = [each for each in fitting if each.__module__.startswith("designer_api.")]
    found = long or (fitting if len(fitting) == 1 else ours)
    return found[0] if len(found) == 1 else None


def _long_name(struct: type) -> str:
    return f"{struct.__module__.replace('.', '_')}_{struct.__name__}"


def _descendants(struct: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for each in struct.__subclasses__():
        yield each
        yield from _descendants(each)


def _meaning(struct: type) -> str:
    """Its own docstring, on one paragraph; a docstring of a base says nothing about it."""
    return " ".join(inspect.cleandoc(struct.__dict__.get("__doc__") or "").split())
