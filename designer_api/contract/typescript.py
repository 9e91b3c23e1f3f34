"""The document as TypeScript: one interface a component, one function an operation. Read by nobody but `tsc`.

The output depends on the document alone, so that a test can make it again and compare.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

_HEAD: Final = "// Generated from /api/schema by `python -m designer_api.contract`. Do not edit.\n"
_WORD: Final = re.compile(r"^[A-Za-z_$][\w$]*$")
_PLAIN: Final = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}
_HEADERS: Final = {"If-Match": "ifMatch", "Idempotency-Key": "key"}


def types_of(document: dict[str, Any]) -> str:
    """Every component schema as an exported type."""
    schemas = document["components"]["schemas"]
    return "\n".join([_HEAD, *(_component(name, schemas[name]) for name in sorted(schemas))])


def client_of(document: dict[str, Any]) -> str:
    """`server.<room>.<verb>({parameters, body, ifMatch, key, signal})` for every route answering JSON."""
    rooms: dict[str, list[str]] = defaultdict(list)
    for path, method, operation in _operations(document):
        room, verb = operation["operationId"].split(".")
        if line := _function(verb, path, method, operation):
            rooms[room].append(line)
    names = sorted({name for lines in rooms.values() for name in _named("".join(lines), document)})
    imports = f'import type {{\n{"".join(f"  {name},{chr(10)}" for name in names)}}} from "./types";\n'
    body = "".join(f"  {room}: {{\n{''.join(rooms[room])}  }},\n" for room in sorted(rooms))
    start = 'import { type Asking, call } from "../call";\n'
    return f"{_HEAD}{start}{imports}\nexport const server = {{\n{body}}};\n"


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in sorted(document["paths"].items()):
        for method, operation in sorted(methods.items()):
            yield path, method.upper(), operation


def _named(text: str, document: dict[str, Any]) -> set[str]:
    return set(re.findall(r"\b[A-Za-z_]\w*\b", text)) & set(document["components"]["schemas"])


def _component(name: str, schema: dict[str, Any]) -> str:
    note = _note(schema.get("description", ""), "")
    if schema.get("properties"):
        return f"{note}export interface {name} {_fields(schema, '')}\n"
    return f"{note}export type {name} = {_type(schema, '')};\n"


def _note(text: str, indent: str) -> str:
    return f"{indent}/** {text.replace('*/', '* /')} */\n" if text else ""


def _fields(schema: dict[str, Any], indent: str) -> str:
    required = set(schema.get("required", []))
    lines = [
        f"{indent}  {_key(name)}{'' if name in required else '?'}: {_type(each, indent + '  ')};\n"
        for name, each in schema["properties"].items()
    ]
    return f"{{\n{''.join(lines)}{indent}}}"


def _key(name: str) -> str:
    return name if _WORD.match(name) else f'"{name}"'


def _type(schema: dict[str, Any], indent: str) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    if choices := schema.get("oneOf") or schema.get("anyOf"):
        return _union([_type(each, indent) for each in choices])
    if "enum" in schema or "const" in schema:
        return _union([_literal(value) for value in schema.get("enum", [schema.get("const")])])
    kind = schema.get("type")
    if isinstance(kind, list):
        return _union([_type({**schema, "type": each}, indent) for each in kind])
    if kind == "array":
        return _array(schema, indent)
    if kind == "object":
        if schema.get("properties"):
            return _fields(schema, indent)
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values, indent) if isinstance(values, dict) else 'unknown'}>"
    return _PLAIN.get(str(kind), "unknown")


def _array(schema: dict[str, Any], indent: str) -> str:
    if parts := schema.get("prefixItems"):
        return f"[{', '.join(_type(each, indent) for each in parts)}]"
    item = _type(schema.get("items", {}), indent)
    return f"({item})[]" if " | " in item else f"{item}[]"


def _union(types: list[str]) -> str:
    return " | ".join(dict.fromkeys(types))


def _literal(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if value is not None else "null"


def _function(verb: str, path: str, method: str, operation: dict[str, Any]) -> str:
    """Routes that stream or take something else than JSON are called by hand."""
    answer = _answer(operation)
    body = operation.get("requestBody", {}).get("content", {})
    if answer is None or (body and "application/json" not in body) or "/intake/" in path:
        return ""
    fields = [_argument(each) for each in operation.get("parameters", [])]
    if body:
        fields.append(f"body: {_type(body['application/json']['schema'], '')}")
    needed = any("?:" not in field for field in fields)
    argument = f"asked: {{ {'; '.join(fields)} }} & Asking" if fields else "asked: Asking"
    options = _options(operation, bool(body))
    return (
        f"{_note(operation.get('summary', ''), '    ')}"
        f"    {verb}: ({argument}{'' if needed else ' = {}'}) =>\n"
        f'      call<{answer}>("{method}", {_address(path)}, {options}),\n'
    )


def _answer(operation: dict[str, Any]) -> str | None:
    told = next(each for status, each in operation["responses"].items() if status.startswith("2"))
    content = told.get("content")
    if content is None:
        return "void"
    return _type(content["application/json"]["schema"], "") if "application/json" in content else None


def _argument(parameter: dict[str, Any]) -> str:
    name = _HEADERS.get(parameter["name"], parameter["name"])
    required = parameter.get("required", False)
    kind = _type(parameter["schema"], "")
    nullable = "" if required or "null" in kind else " | null"
    return f"{_key(name)}{'' if required else '?'}: {kind}{nullable}"


def _address(path: str) -> str:
    rest = path.removeprefix("/api")
    filled = re.sub(r"\{(\w+)\}", r"${encodeURIComponent(asked.\1)}", rest)
    return f"`{filled}`" if filled != rest else f'"{rest}"'


def _options(operation: dict[str, Any], body: bool) -> str:
    parts = []
    query = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
    if query:
        parts.append(f"query: {{ {', '.join(f'{_key(name)}: asked.{name}' for name in query)} }}")
    if body:
        parts.append("body: asked.body")
    for each in operation.get("parameters", []):
        if each["in"] == "header":
            name = _HEADERS[each["name"]]
            parts.append(f"{name}: asked.{name}")
    if any(each["name"] == "Idempotency-Key" for each in operation.get("parameters", [])):
        parts.append("acts: true")
    parts.append("signal: asked.signal")
    return f"{{ {', '.join(parts)} }}"
