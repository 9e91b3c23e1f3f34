"""Which messages of a journey people will read otherwise. Compared as they are rendered, not as written."""

from collections.abc import Mapping
from itertools import zip_longest

from engine.compiler.compare.difference import FieldChange, MessageChange
from engine.compiler.compare.meaning import one_line
from engine.compiler.compare.sides import JourneySide
from engine.compiler.templates import Template
from engine.journey.plan import Send

Variants = Mapping[str, Template]


def compare_messages(before: JourneySide, after: JourneySide) -> tuple[MessageChange, ...]:
    """By name. Nothing where a side has errors: its messages are not known then."""
    if before.plan is None or after.plan is None:
        return ()
    found = []
    for name in sorted(before.messages.keys() | after.messages.keys()):
        old, new = before.messages.get(name), after.messages.get(name)
        if old is None or new is None:
            side = after if new is not None else before
            found.append(MessageChange(name, "added" if old is None else "removed", _senders(side, name)))
        elif changes := _changes(old, new):
            found.append(MessageChange(name, "changed", _senders(after, name), changes))
    return tuple(found)


def _senders(side: JourneySide, message: str) -> tuple[str, ...]:
    nodes = side.plan.nodes if side.plan is not None else ()
    return tuple(node.id for node in nodes if isinstance(node, Send) and node.message == message)


def _changes(old: Variants, new: Variants) -> tuple[FieldChange, ...]:
    found: list[FieldChange] = []
    for language in sorted(old.keys() | new.keys()):
        before, after = old.get(language), new.get(language)
        if before is None or after is None:
            words = ("", "added") if before is None else ("there", "")
            found.append(FieldChange(f"language {language}", *words))
        elif before.sha256 != after.sha256:
            found += _variant(language, before, after)
    return tuple(found)


def _variant(language: str, before: Template, after: Template) -> list[FieldChange]:
    pairs = [
        ("subject", before.subject, after.subject),
        ("preheader", before.preheader, after.preheader),
        ("class", before.data_class, after.data_class),
        ("links", ", ".join(before.links), ", ".join(after.links)),
        ("text", *_first_difference(before.text, after.text)),
    ]
    found = [
        FieldChange(f"{language} {name}", one_line(old), one_line(new))
        for name, old, new in pairs
        if old != new
    ]
    return found or [FieldChange(f"{language} layout", "as it was", "another")]


def _first_difference(before: str, after: str) -> tuple[str, str]:
    """The first line that differs, and how many more do; two empty words when none does."""
    lines = zip_longest(_lines(before), _lines(after), fillvalue="")
    differing = [(old, new) for old, new in lines if old != new]
    if not differing:
        return "", ""
    more = f" (and {len(differing) - 1} more lines)" if len(differing) > 1 else ""
    old, new = differing[0]
    return one_line(old, 80), one_line(new, 80) + more


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
