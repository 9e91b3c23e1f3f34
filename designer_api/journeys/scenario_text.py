"""The text of a scenarios.yaml: where its scenarios begin, and one more behind them. Pure."""

import re
from typing import Any, Final

import yaml

from engine.compiler.load import load
from engine.compiler.tree import Items, Mapping, Node, Text
from engine.journey.diagnostics import Problems

_HEAD: Final = "# yaml-language-server: $schema=../schema/scenarios.json\nscenarios:\n"
_ITEM: Final = re.compile(r"^( *)- ", re.MULTILINE)
_LISTS: Final = ("mails", "events", "expect")


def lines_of_scenarios(text: str) -> list[tuple[int, str]]:
    """(line, name) of each, as far as the file can be read; "" for one without a name."""
    root = load(text, "", Problems())
    listed = _value_of(root, "scenarios")
    items = listed.items if isinstance(listed, Items) else ()
    return [
        (item.span.line, name.value if isinstance(name := _value_of(item, "name"), Text) else "")
        for item in items
    ]


def _value_of(node: Node | None, key: str) -> Node | None:
    entries = node.entries if isinstance(node, Mapping) else ()
    return next((entry.value for entry in entries if entry.key.value == key), None)


def append_scenario(text: str, scenario: dict[str, Any]) -> str:
    """`text` may be empty. A list that was written `[]` is begun; comments and blank lines stay."""
    if not text.strip():
        return _HEAD + _item(scenario, "  ")
    emptied = re.sub(r"^scenarios:[ \t]*\[[ \t]*\][ \t]*$", "scenarios:", text, count=1, flags=re.MULTILINE)
    found = _ITEM.search(emptied)
    indent = found.group(1) if found else "  "
    gap = "\n" if found else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    body = emptied.rstrip() + "\n" + gap + _item(scenario, indent)
    return body.replace("\r\n", "\n").replace("\n", line_end)


def _item(scenario: dict[str, Any], indent: str) -> str:
    lines: list[str] = []
    for key, value in scenario.items():
        if key in _LISTS and isinstance(value, list):
            lines += [f"{key}:", *(f"  - {_flow(each)}" for each in value)]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "".join(f"{indent}{'- ' if not number else '  '}{line}\n" for number, line in enumerate(lines))


def _flow(value: Any) -> str:
    """On one line, as people write it: `{at: 2026-03-01T12:00, event: confirmed}`."""
    if isinstance(value, dict):
        inner = ", ".join(f"{_flow(str(key))}: {_flow(each)}" for key, each in value.items())
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return '""'
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", value):
        return value
    # In a list, so that what means something in flow style is quoted.
    written = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=float("inf"))
    return written.strip()[1:-1]
